"""The other sections of the brief as data: promises, statements, actors, disagreements, losses."""

import re
from collections.abc import Iterable, Mapping

import msgspec

from dateline.lexicon import index, rule_words, table
from dateline.model.evidence import Ref
from dateline.model.record import CommitmentRow, PositionRow, StatementRow, TitleRow
from dateline.model.report import Loss
from dateline.model.situation import Situation
from dateline.publish.labels import CONTRADICTIONS, CUES, DAMAGE, KINDS, LOSSES, OUTCOMES, date_words, range_words, words
from dateline.publish.promised import kept_late, recalls
from dateline.publish.shelf import Cite, Shelf
from dateline.publish.timeline import Piece, pieces_of, shown

PLAIN_CUES = frozenset({"said", "told", "added", "stated"})
"""Cues that do not show what kind of statement they introduce."""
SPEAKING = frozenset(("say", "says", "tell", "tells"))
FORMS_OF_HAVE = frozenset(("has", "have", "had"))
LONGEST_CUE = 5
"""A cue of more words than this is shown by its class."""
ONE_OF_SEVERAL = {"one of them": "one of them", "another": "another of them", "another of them": "another of them"}
"""Words for a single one of those whom a source names: what one of three said is not said by all three."""
LEAST_WORDS = 3
"""Reported speech shorter than this ("denied it") is shown as its whole sentence."""
MOST_QUOTED = 420
"""Characters of a statement in the list."""
WORDS_BEFORE, WORDS_BEHIND = 4, 7
"""Words shown around a position's topic of a single word."""
BEFORE_CONTENT = 60
"""Characters before a content in which its cue and their preposition stand."""
CONTENT_PREPOSITIONS = frozenset(p for row in table("content_prepositions.tsv") for p in row["prepositions"].split("|"))
TELLING_WHOM = rule_words("telling_whom")
"""Forms of verbs that take whom they address without "to": "told reporters"."""


class Promise(msgspec.Struct, frozen=True):
    """A commitment and what became of it. `overdue`: still open though its day is past in the newest report."""

    by: tuple[str, ...]
    to: tuple[str, ...]
    action: str
    due: str
    due_words: str | None
    condition: str | None
    outcome: str
    outcome_label: str
    overdue: bool
    cites: tuple[Cite, ...]
    outcome_cites: tuple[Cite, ...]
    stories: tuple[int, ...]


class Said(msgspec.Struct, frozen=True):
    """A statement. `sense`: what the cue means where it does not say so itself ("said" of a denial).

    `pieces`: its words, runs that stand apart parted by an ellipsis; `others`: who says it too; `relays`: whom it came
    through, outermost first."""

    cue: str
    sense: str
    cue_class: str
    kind: str
    pieces: tuple[str, ...]
    addressee: str | None
    others: tuple[str, ...]
    relays: tuple[str, ...]
    when: str
    cite: Cite
    stories: tuple[int, ...]
    copies: tuple[Cite, ...] = ()

    @property
    def tells_whom(self) -> bool:
        """Whether the cue takes whom it addresses without "to": "told reporters"."""
        return self.cue.rpartition(" ")[2] in TELLING_WHOM


class Speaker(msgspec.Struct, frozen=True):
    """What one source said, in order of time. `named` is False where the reports name nobody."""

    name: str
    title: str
    named: bool
    statements: tuple[Said, ...]
    stories: tuple[int, ...]


class Person(msgspec.Struct, frozen=True):
    """An actor in the list of actors (of any kind). `inferred`: no report states the country."""

    name: str
    kind: str
    kind_label: str
    titles: tuple[str, ...]
    country: str | None
    inferred: bool
    aliases: tuple[str, ...]
    n_reports: int
    cites: tuple[Cite, ...]
    stories: tuple[int, ...]


DENIED = "what is denied"
"""The name of a side that stands in the words in which another side denies it."""


class Side(msgspec.Struct, frozen=True):
    """One side of a disagreement: the words, marked in their sentence."""

    name: str
    pieces: tuple[Piece, ...]
    cite: Cite


class Stand(msgspec.Struct, frozen=True):
    """Where somebody stands on a topic: `for`, `against` or `ambivalent`."""

    holder: str
    stance: str
    topic: str
    when: str
    cites: tuple[Cite, ...]
    stories: tuple[int, ...]


class Dispute(msgspec.Struct, frozen=True):
    """Reports that cannot both be right, side by side."""

    kind: str
    kind_label: str
    note: str
    sides: tuple[Side, ...]
    stories: tuple[int, ...]


class Unread(msgspec.Struct, frozen=True):
    """Something that was not read, and why."""

    what: str
    where: str
    reason: str
    cite: Cite | None
    stories: tuple[int, ...]


_POINTING = rule_words("pointing")
"""Topics that say nothing without the sentence before."""
_UNQUOTED = str.maketrans("", "", '"“”')


def country_name(code: str | None) -> str | None:
    """English short name of an ISO 3166-1 alpha-3 code; the code itself where it is not listed."""
    if not code:
        return None
    row = index("countries.tsv").get(code.casefold())
    return row["name"] if row else code


def promises(situation: Situation, shelf: Shelf | None = None) -> tuple[Promise, ...]:
    """Commitments: by due date, undated last.

    One that a copy merely repeats is left out, and so is one whose words overlap with those of another (of which more is known), and one
    that only recalls an earlier one of the same giver.
    """
    shelf = shelf or Shelf(situation)
    events = {e.event_id: e for e in situation.events}
    today = max((r.published for r in shelf.reports if r.published), default="")
    rows: list[tuple[CommitmentRow, Promise]] = []
    for row in situation.commitments:
        cites = shelf.cites(row.evidence, limit=4)
        if not cites:
            continue
        evidence = row.outcome_evidence or tuple(
            m.trigger for e in row.outcome_events if e in events and row.outcome != "open" for m in events[e].mentions[-1:]
        )
        known = {(c.report, c.words) for c in cites}
        promise = Promise(
            by=_names(row.by),
            to=_names(row.to),
            action=_cut((row.action,))[0],
            due=date_words(row.due),
            due_words=row.due_text,
            condition=row.condition,
            outcome=(outcome := "late" if kept_late(row, events) else row.outcome),
            outcome_label=OUTCOMES.get(outcome, outcome),
            overdue=row.outcome == "open" and bool(row.due) and str(row.due) < today[: len(row.due or "")],
            cites=cites,
            outcome_cites=tuple(c for c in shelf.cites(evidence, limit=4) if (c.report, c.words) not in known),
            stories=shelf.stories_of(cites),
        )
        rows.append((row, promise))
    rows.sort(key=lambda pair: (pair[0].due is None, pair[0].due or "", pair[1].cites[0].report, pair[0].commitment_id))
    fold = {id(promise): "".join(c for c in promise.action.casefold() if c.isalpha()) for _, promise in rows}
    own = {fold[id(p)] for _, p in rows if any(not shelf.is_copy(c.report) for c in p.cites)}
    rows = [(row, p) for row, p in rows if any(not shelf.is_copy(c.report) for c in p.cites) or not _is_repeated(fold[id(p)], own)]
    worth = {row.commitment_id: (row.outcome != "open", bool(row.due), bool(row.by), -len(row.action)) for row, _ in rows}
    dropped = {
        one.commitment_id
        for one, p in rows
        for other, q in rows
        if one is not other
        and _overlap(p.cites[0], q.cites[0])
        and (worth[one.commitment_id], one.commitment_id) < (worth[other.commitment_id], other.commitment_id)
    }
    dropped |= {row.commitment_id for row, p in rows if any(q.cites[0].report < p.cites[0].report and recalls(row, other) for other, q in rows)}
    return tuple(promise for row, promise in rows if row.commitment_id not in dropped)


LIKE_LETTERS = 40
"""Letters at the beginning of a promise that a copy's version of it has too, whatever the copy lost or put before them."""


def _is_repeated(letters: str, own: Iterable[str]) -> bool:
    """Whether a copy's promise is one that reports of their own tell, by its letters."""
    return any(letters == other or (len(other) >= LIKE_LETTERS and other[:LIKE_LETTERS] in letters) for other in own)


def _overlap(a: Cite, b: Cite) -> bool:
    """Whether two citations share characters."""
    return a.report == b.report and any(x[0] < y[1] and y[0] < x[1] for x in a.words for y in b.words)


Source = tuple[int, str]
"""What statements of one source have in common: 0 and an actor's id, 1 and the words that name the source, 2 where none is named."""


def speakers(situation: Situation, shelf: Shelf | None = None) -> tuple[Speaker, ...]:
    """Statements by source: those with most statements first, unnamed sources under their own words, sourceless ones last.

    A statement that a copy repeats word for word is listed once, with the copies.
    """
    shelf = shelf or Shelf(situation)
    titles = {a.actor_id: _title_words(a.titles[0]) for a in situation.actors if a.titles and not _in_name(a.titles[0], a.name)}
    groups: dict[Source, list[tuple[str, Said]]] = {}
    heads: dict[Source, tuple[str, str]] = {}
    originals: dict[tuple[Source, str], int] = {}
    for row in _originals_first(situation, shelf):
        cite = shelf.cite(row.content or row.evidence)
        if cite is None:
            continue
        source, head = _source_of(row, titles)
        pieces = _pieces_of(row, cite, shelf)
        bare = "".join(c for piece in pieces for c in piece.casefold() if c.isalpha())
        known = originals.get((source, bare)) if shelf.is_copy(cite.report) else None
        if known is not None:
            when, said = groups[source][known]
            groups[source][known] = (when, msgspec.structs.replace(said, copies=(*said.copies, cite)))
            continue
        when = row.date or shelf.reports[cite.report].published or ""
        heads.setdefault(source, head if head[0].casefold() != head[1].casefold() else (head[0], ""))
        groups.setdefault(source, []).append((when, _said(row, pieces, when, cite, shelf)))
        originals[source, bare] = len(groups[source]) - 1
    result = []
    for source, found in groups.items():
        ordered = tuple(s for _, s in sorted(found, key=lambda pair: (pair[0], pair[1].cite.report, pair[1].cite.words)))
        result.append((source, Speaker(*heads[source], source[0] == 0, ordered, shelf.stories_of(s.cite for s in ordered))))
    result.sort(key=lambda pair: (pair[0][0], -len(pair[1].statements), pair[1].name, pair[0][1]))
    return tuple(speaker for _, speaker in result)


def _originals_first(situation: Situation, shelf: Shelf) -> list[StatementRow]:
    """The statements of all reports in order of the text, those of copies last."""

    def place(row: StatementRow) -> tuple[bool, int, int]:
        report = shelf.number[row.report_id]
        return shelf.is_copy(report), report, row.content[0].start if row.content else 0

    return sorted((row for row in situation.statements if row.report_id in shelf.number), key=place)


def _source_of(row: StatementRow, titles: Mapping[str, str]) -> tuple[Source, tuple[str, str]]:
    """The source of a statement, its name and what is said beside it."""
    if row.source:
        return (0, row.source.id), (row.source.name, titles.get(row.source.id, ""))
    if row.source_text and row.source_text.casefold() not in index("pronouns.tsv"):
        return (1, row.source_text.casefold()), (row.source_text, "not named")
    return (2, ""), ("No source named", "")


def _pieces_of(row: StatementRow, cite: Cite, shelf: Shelf) -> tuple[str, ...]:
    """The words of a statement; its whole sentence where reported speech alone says too little."""
    pieces = tuple(e.text for e in row.content)
    if row.kind != "direct" and sum(len(piece.split()) for piece in pieces) < LEAST_WORDS:
        return (shelf.text(cite.report, shelf.without_dateline(cite.report, cite.sentence)),)
    return pieces


def _said(row: StatementRow, pieces: tuple[str, ...], when: str, cite: Cite, shelf: Shelf) -> Said:
    cue = _cue_words(row.cue, row.cue_class)
    cue = "said" if cue == "told" and not row.addressee else cue
    if row.cue and row.content and not row.addressee and pieces[0] == row.content[0].text and cue.endswith(last := row.cue.lower().split()[-1]):
        before = shelf.reports[shelf.number[row.report_id]].text[: row.content[0].start][-BEFORE_CONTENT:].lower().split()
        if before[-2:-1] == [last] and before[-1] in CONTENT_PREPOSITIONS:  # "called for" an inquiry
            cue = f"{cue} {before[-1]}"
    one = ONE_OF_SEVERAL.get(" ".join((row.source_text or "").lower().split()[:3]), "") if row.source else ""
    return Said(
        cue=cue,
        sense=one or (CUES.get(row.cue_class, "") if cue in PLAIN_CUES and row.cue_class != "say" else ""),
        cue_class=row.cue_class,
        kind=row.kind,
        pieces=_cut(pieces),
        addressee=row.addressee.name if isinstance(row.addressee, Ref) else row.addressee,
        others=tuple(r.name for r in row.also_by),
        relays=tuple(r.name for r in row.relayed_by),
        when=date_words(when, short=True, year=False),
        cite=cite,
        stories=shelf.stories_of((cite,)),
    )


def _cue_words(cue: str | None, cue_class: str) -> str:
    """A cue as it stands ("wants", "has not confirmed", "would complain"); plain saying, infinitives and participles by their class."""
    plain = CUES.get(cue_class, cue_class)
    words = (cue or "").lower().replace("n’t", "n't").split()
    if len(words) == 2 and words[0] in FORMS_OF_HAVE:
        words = words[1:] if re.fullmatch(r"[a-z]+ed", words[1]) else [""]
    shown = words and len(words) <= LONGEST_CUE and words[0] not in ("to", "") and not (len(words) == 1 and words[0].endswith("ing"))
    return plain if not shown or (len(words) == 1 and words[0] in SPEAKING) else " ".join(words)


def _cut(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a statement, shortened where they run on (the reader beside them has all)."""
    kept: list[str] = []
    room = MOST_QUOTED
    for piece in pieces:
        if len(piece) > room:
            kept.append(f"{piece[:room].rsplit(maxsplit=1)[0]} …" if room > 20 else "…")
            break
        kept.append(piece)
        room -= len(piece)
    return tuple(kept)


def people(situation: Situation, shelf: Shelf | None = None) -> tuple[Person, ...]:
    """Actors: those with a name of their own first, then by the number of reports."""
    shelf = shelf or Shelf(situation)
    named = {m.actor_id for m in situation.mentions if m.form == "name"}
    rows = []
    for row in situation.actors:
        cites = shelf.cites(row.evidence, limit=4)
        if not cites:
            continue
        titles = list(dict.fromkeys(_title_words(t) for t in row.titles if not _in_name(t, row.name)))
        titles = [t for t in titles if not any(t != other and t.casefold() in other.casefold() for other in titles)]
        known = {row.name.casefold(), *(t.title.casefold() for t in row.titles)}
        aliases = [alias for alias in dict.fromkeys(row.aliases) if alias.casefold() not in known]
        rows.append(
            (
                row,
                Person(
                    name=row.name,
                    kind=row.kind,
                    kind_label=KINDS.get(row.kind, words(row.kind).capitalize()),
                    titles=tuple(titles)[:3],
                    country=country_name(row.country) if row.kind != "country" else None,
                    inferred=row.country_basis == "inferred",
                    aliases=tuple(aliases)[:6],
                    n_reports=row.n_reports,
                    cites=cites,
                    stories=shelf.stories_of(shelf.cites(row.evidence)),
                ),
            )
        )
    rows.sort(key=lambda pair: (pair[0].actor_id not in named, -pair[0].n_reports, -pair[0].n_mentions, pair[0].name, pair[0].actor_id))
    return tuple(person for _, person in rows)


def stands(situation: Situation, shelf: Shelf | None = None) -> tuple[Stand, ...]:
    """Positions by topic, then holder; what one holder repeats is listed once."""
    shelf = shelf or Shelf(situation)
    joined: dict[tuple[str, str, str], list[PositionRow]] = {}
    for row in situation.positions:
        joined.setdefault((row.topic.casefold(), row.holder.id, row.stance), []).append(row)
    found = []
    for key, rows in sorted(joined.items()):
        cites = shelf.cites((e for row in rows for e in row.evidence), limit=3)
        if cites and key[0] not in _POINTING:
            when = date_words(max((row.date for row in rows if row.date), default=None), short=True, year=False)
            found.append((key, Stand(rows[0].holder.name, key[2], f"“{_topic(rows[0])}”", when, cites, shelf.stories_of(cites))))
    found.sort(key=lambda pair: (pair[0][0], pair[1].holder, pair[1].stance))
    return tuple(stand for _, stand in found)


def _topic(row: PositionRow) -> str:
    """What a position is on, in the report's words; a single word that is no name with those around it: "declined to attend because"."""
    topic = _closed(row.topic.translate(_UNQUOTED).strip())
    sentence = row.evidence[0].text if row.evidence else ""
    found = re.search(rf"(?<!\w){re.escape(topic)}(?!\w)", sentence) if re.fullmatch(r"[a-z][\w-]*", topic) else None
    if found is None:
        return topic
    before, after = sentence[: found.start()].split(), sentence[found.end() :].split()
    around = re.sub(r"\s+(?=[.,;:!?])", "", " ".join([*before[-WORDS_BEFORE:], topic, *after[:WORDS_BEHIND]]))
    quoted = _closed(around.translate(_UNQUOTED).rstrip(".,;:"))
    return f"{'… ' if len(before) > WORDS_BEFORE else ''}{quoted}{' …' if len(after) > WORDS_BEHIND else ''}"


def _closed(words: str) -> str:
    """Words without a bracket that none of them closes: "the accord brokered by the Andean Community (CAN"."""
    opening = words.rfind("(")
    return words[:opening].rstrip() if opening > 0 and ")" not in words[opening:] else words


def disputes(situation: Situation, shelf: Shelf | None = None) -> tuple[Dispute, ...]:
    """Contradictions with at least two sides that can be shown."""
    shelf = shelf or Shelf(situation)
    rows = []
    for row in situation.contradictions:
        sides = []
        for side in row.sides:
            if cite := shelf.cite(side.evidence):
                (start, end), before, after = shown(shelf, cite.report, cite.sentence, cite.words[0])
                if side.name == DENIED:  # in the denial's own sentence, which is the other side
                    (start, end), before, after = cite.words[0], "… ", " …"
                marks = [(low, high, "words") for low, high in cite.words if high - low < 0.85 * (end - start)]
                pieces = pieces_of(shelf.reports[cite.report].text, start, end, marks)
                sides.append(Side(side.name, (*((Piece(before),) if before else ()), *pieces, *((Piece(after),) if after else ())), cite))
        if len(sides) > 1:
            stories = shelf.stories_of(s.cite for s in sides)
            rows.append(Dispute(row.kind, CONTRADICTIONS.get(row.kind, words(row.kind).capitalize()), row.note, tuple(sides), stories))
    order = list(CONTRADICTIONS)
    rows.sort(key=lambda d: (order.index(d.kind) if d.kind in order else len(order), d.sides[0].cite.report))
    return tuple(rows)


def losses(situation: Situation, shelf: Shelf | None = None) -> tuple[Unread, ...]:
    """What was not read, and which reports came damaged."""
    shelf = shelf or Shelf(situation)
    rows = []
    for number, report in enumerate(shelf.reports):
        kinds = list(dict.fromkeys(DAMAGE.get(d.kind, words(d.kind)) for d in report.damage))
        if kinds:
            what = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} and {kinds[-1]}"
            whole = Cite(number, (), (0, 0))
            reason = "what stood there is unknown; it was not guessed"
            rows.append(Unread(f"The text came without {what}", shelf.labels[number], reason, whole, shelf.stories_of((whole,))))
    for row in situation.losses:
        cite = _lost_at(shelf, row)
        where = shelf.labels[cite.report] if cite else row.uri
        what = LOSSES.get(row.what, words(row.what).capitalize())
        rows.append(Unread(what, where, row.reason, cite, shelf.stories_of((cite,)) if cite else ()))
    return tuple(rows)


def _lost_at(shelf: Shelf, row: Loss) -> Cite | None:
    """Where a loss is in its report; the whole report where the loss says no more."""
    number = shelf.number.get(row.report_id or "")
    if number is None:
        return None
    if row.start is None or row.end is None or not 0 <= row.start < row.end <= len(shelf.reports[number].text):
        return Cite(number, (), (0, 0))
    return Cite(number, ((row.start, row.end),), shelf.sentence(number, row.start, row.end))


def covered(shelf: Shelf) -> str:
    """The span of the reports' publication dates in words."""
    days = sorted(r.published for r in shelf.reports if r.published)
    return range_words(days[0], days[-1]) if days else ""


def _title_words(row: TitleRow) -> str:
    """A title and whose it is: `defence minister, Chad`; the title alone where it names that body itself."""
    of = row.of.name if isinstance(row.of, Ref) else row.of or ""
    of = "" if of.casefold() in ("her", "his", "its", "my", "our", "their", "whose") else of
    return row.title if not of or of.casefold() in row.title.casefold() else f"{row.title}, {of}"


def _in_name(row: TitleRow, name: str) -> bool:
    """Whether a title says nothing more than the name or description it is shown beside: "diplomat" of "a diplomat in Khartoum"."""
    return f" {row.title} ".casefold() in f" {name} ".casefold()


def _names(refs: tuple[Ref, ...]) -> tuple[str, ...]:
    return tuple(r.name for r in refs)
