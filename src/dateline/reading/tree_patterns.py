"""Words around a word, named by a line of a data file: "dobj|nsubjpass=@paper", "prep=of/pobj", "^amod", "!neg".

A condition is a walk over the parse, steps parted by "/"; it holds where the walk arrives somewhere, with "!" before it where it does not.
A step: `LABELS.TAGS=WORDS`, the last two may be missing, each of several parted by "|".

- A label (ClearNLP, as in `Token.dep`) leads down to the dependents that bear it; `^label` leads up to the head where the word itself bears
  it; `*` and `^*` whatever the label, `**` to the word itself and all below it; `prev` and `next` to the word beside it in the sentence.
- Tags are those of Penn or of UD.
- Words match a lemma or a form, in lower case; `@class` stands for the words of that class (see `words_of`).
- `<` or `>` before the step: only what stands before or after the word at which the walk began.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from dateline.errors import LexiconError
from dateline.text.segment import ReportText, Token

_STEP = re.compile(r"(?P<side>[<>]?)(?P<labels>\^?[\w*]+(?:\|\^?[\w*]+)*)(?:\.(?P<tags>[A-Z$]+(?:\|[A-Z$]+)*))?(?:=(?P<words>[^=\s]+))?")

Classes = Callable[[str], frozenset[str]]
"""The words of a class, by its name."""


class Step(NamedTuple):
    """One step of a walk. `down`, `up`: labels, None where none leads there, empty where any does; `tags`, `words`: empty for any."""

    side: str
    down: frozenset[str] | None
    up: frozenset[str] | None
    within: bool
    beside: tuple[int, ...]
    tags: frozenset[str]
    words: frozenset[str]

    def arrives(self, text: ReportText, start: int, at: int) -> list[int]:
        """Where the step leads from a word, in a walk that began at `start`."""
        tokens = text.tokens
        found = [c for c in text.children[at] if not self.down or tokens[c].dep in self.down] if self.down is not None else []
        if self.up is not None and tokens[at].head != at and (not self.up or tokens[at].dep in self.up):
            found.append(tokens[at].head)
        if self.within:
            found.extend(text.subtree(at))
        found.extend(at + n for n in self.beside if 0 <= at + n < len(tokens) and tokens[at + n].sentence == tokens[at].sentence)
        return [i for i in found if self._admits(tokens[i], start)] if found else found

    def _admits(self, t: Token, start: int) -> bool:
        """Whether a word is one to arrive at."""
        if self.side and (t.i > start) != (self.side == ">"):
            return False
        return (not self.tags or t.tag in self.tags or t.pos in self.tags) and (not self.words or is_among(t, self.words))


class Condition(NamedTuple):
    """A walk that must arrive somewhere, or must not."""

    holds: bool
    walk: tuple[Step, ...]

    def is_met(self, text: ReportText, token: int) -> bool:
        """Whether it holds of a word."""
        at = [token]
        for step in self.walk:
            at = [i for a in at for i in step.arrives(text, token, a)]
            if not at:
                break
        return bool(at) is self.holds

    @property
    def labels(self) -> frozenset[str]:
        """The labels of which a word must bear one, for it begins by leading up; nothing where it asks for none."""
        first = self.walk[0]
        only_up = self.holds and first.down is None and not first.within and not first.beside
        return first.up or frozenset() if only_up else frozenset()


def is_among(token: Token, words: frozenset[str]) -> bool:
    """Whether a word is one of these by its lemma or as it stands."""
    return token.lemma in words or token.lower in words


def words_of(cell: str, classes: Classes) -> frozenset[str]:
    """The words that a cell names, parted by "|"; those of a class for "@class".

    Raises:
        LexiconError: a class without words.
    """
    found: set[str] = set()
    for name in cell.split("|"):
        if name.startswith("@") and not classes(name[1:]):
            raise LexiconError(f"{cell!r}: no word bears the class {name[1:]!r}")
        found |= classes(name[1:]) if name.startswith("@") else {name}
    return frozenset(found)


def conditions(cell: str, classes: Classes) -> tuple[Condition, ...]:
    """The conditions of a cell, parted by blanks.

    Raises:
        LexiconError: a step that is none, or a class without words.
    """
    return tuple(Condition(not c.startswith("!"), tuple(_step(s, classes) for s in c.removeprefix("!").split("/"))) for c in cell.split())


def _step(step: str, classes: Classes) -> Step:
    parts = _STEP.fullmatch(step)
    if parts is None:
        raise LexiconError(f"{step!r} is no step of a pattern; one is LABELS.TAGS=WORDS, such as dobj|nsubjpass.NOUN=@paper")
    labels = set(parts["labels"].split("|"))
    down = {x for x in labels if not x.startswith("^")} - {"prev", "next", "**"}
    up = {x.removeprefix("^") for x in labels if x.startswith("^")}
    return Step(
        side=parts["side"], down=_labels(down), up=_labels(up), within="**" in labels,
        beside=tuple(n for name, n in (("prev", -1), ("next", 1)) if name in labels),
        tags=frozenset(parts["tags"].split("|")) if parts["tags"] else frozenset(),
        words=words_of(parts["words"], classes) if parts["words"] else frozenset(),
    )  # fmt: skip


def _labels(labels: set[str]) -> frozenset[str] | None:
    """None for no label, nothing for any."""
    return None if not labels else frozenset() if "*" in labels else frozenset(labels)
