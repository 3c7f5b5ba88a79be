"""Dateline in a spaCy pipeline: `nlp.add_pipe("dateline")` fills `doc.spans` and `doc._.dateline`.

The component reads the text itself (its own parse, its own restored view of damaged text), so it works after any pipeline, a blank one too.
Span groups: `dateline/events` (label: PLOVER type), `dateline/sources` and `dateline/contents` of statements (label: class of the cue),
`dateline/actors` (kind), `dateline/figures` (indicator), `dateline/times` (TIMEX3 type), `dateline/places` (role). Spans grow to whole tokens;
`span._.dateline` is the finding, with the exact characters in its evidence. Publication: `doc.user_data["published"]` or the setting.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from dateline.intake.load import finish
from dateline.intake.part import Part, sha256
from dateline.lexicon import Lexica
from dateline.model.reading import Reading
from dateline.pipeline import read_or_lose
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

GROUPS = ("events", "sources", "contents", "actors", "figures", "times", "places")

for kind, name in ((Doc, "dateline"), (Span, "dateline"), (Span, "dateline_modality"), (Span, "dateline_id")):
    if not kind.has_extension(name):
        kind.set_extension(name, default=None)


class DatelineComponent:
    """Reads each Doc as one report.

    Args:
        published: ISO date (or its beginning) of all documents that do not name their own.
        language_model: another spaCy pipeline for Dateline's own parse.
    """

    def __init__(self, published: str | None = None, language_model: str | None = None) -> None:
        self.published = published
        self.parser = SpacyParser(language_model)
        self.lexica = Lexica()

    def __call__(self, doc: Doc) -> Doc:
        part = Part(text=doc.text, published=doc.user_data.get("published") or self.published)
        identity = sha256(doc.text.encode("utf-8", "surrogatepass"))
        report, _ = finish(part, str(doc.user_data.get("uri") or "doc"), identity, None)
        reading = Reading(report_id=report.report_id)
        for text in segment([report], self.parser):
            reading = read_or_lose(text, self.lexica)
        doc._.dateline = reading
        for group in GROUPS:
            doc.spans[f"dateline/{group}"] = [span for span in self._spans(doc, reading, group) if span is not None]
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Documents one after the other, in order."""
        for doc in stream:
            yield self(doc)

    def _spans(self, doc: Doc, reading: Reading, group: str) -> Iterator[Span | None]:
        kinds = {c.chain_id: c.kind for c in reading.chains}
        if group == "events":
            for e in reading.events:
                span = _span(doc, e.trigger.start, e.trigger.end, e.event_type, e, e.event_mention_id)
                if span is not None:
                    span._.dateline_modality = e.modality
                yield span
        elif group in ("sources", "contents"):
            for s in reading.statements:
                pieces = s.content if group == "contents" else (s.source_evidence,) if s.source_evidence else ()
                for piece in pieces:
                    yield _span(doc, piece.start, piece.end, s.cue_class, s, s.statement_id)
        elif group == "actors":
            for m in reading.mentions:
                if m.chain_id is not None:
                    yield _span(doc, m.start, m.end, kinds.get(m.chain_id, ""), m, m.chain_id)
        elif group == "figures":
            for f in reading.figures:
                yield _span(doc, f.basis.evidence[0].start, f.basis.evidence[0].end, f.indicator, f, None)
        elif group == "times":
            for t in reading.times:
                yield _span(doc, t.start, t.end, t.type, t, t.time_id)
        else:
            for p in reading.toponyms:
                yield _span(doc, p.start, p.end, p.role, p, p.toponym_id)

    def to_disk(self, path: Any, *, exclude: Iterable[str] = ()) -> None:
        """Nothing to keep: its words and weights come with the package."""

    def from_disk(self, path: Any, *, exclude: Iterable[str] = ()) -> "DatelineComponent":
        """Nothing to load."""
        return self


def _span(doc: Doc, start: int, end: int, label: str, finding: object, id: str | None) -> Span | None:
    span = doc.char_span(start, end, label=label or "", alignment_mode="expand")
    if span is not None:
        span._.dateline = finding
        span._.dateline_id = id
    return span


@Language.factory("dateline", default_config={"published": None, "language_model": None}, assigns=["doc._.dateline", "doc.spans"])
def make_dateline(nlp: Language, name: str, published: str | None, language_model: str | None) -> DatelineComponent:
    """The component; settings by `nlp.add_pipe("dateline", config={"published": "2024-03-02"})`."""
    return DatelineComponent(published, language_model)
