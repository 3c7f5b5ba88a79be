"""Whose people a count counts: by its words ("24 Tajik soldiers"), or because a party counts its own ("said it had lost 15", "said that five
soldiers were killed").

The answer is a country, so that the losses that each of two countries gives are two questions.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from dateline.lexicon import table
from dateline.model.mention import Chain
from dateline.reconcile.offices import office_of

_ITS = r"\b(?:its|their|our|his|her)\s+"
_BEFORE = re.compile(
    rf"(?:{_ITS}(?:own\s+)?(?:\w+\s+)?|{_ITS}(?:own\s+)?(?:\w+\s+)?(?:losses|toll|casualties|dead|count)\b[^.;]{{0,40}}"
    r"|\b(?:it|they|we)\s+(?:ha[sd]\s+|have\s+)?lost\s+(?:[a-z]+\s+){0,2}|\b(?:acknowledg|admit|conced)\w{0,4}\s+(?:[a-z]+\s+){0,3})$",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"\bof\s+{_ITS}", re.IGNORECASE)
_OWN = re.compile(r"\bof\s+(?:its|their|our|his|her)\s+own\s", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:said|says|announced|confirmed|reported|acknowledged|added)\s+(?:that\s+)?(?:[^.,;:]{0,50}\b(?:were\s+killed|had\s+died|died|dead)\b[^.,;:]{0,30}\band\s+)?"
    r"(?:at\s+least\s+|about\s+|only\s+|some\s+|another\s+)?$",
    re.IGNORECASE,
)
_FELL = re.compile(
    r"(?=\s?[^\s.,;:])[^.,;:]{0,40}?\s(?:(?:were|was|had\s+been|have\s+been)\s+(?:killed|wounded|injured|hurt|missing)|(?:ha[dv]e?\s+)?(?:died|fallen)|fell)\b", re.IGNORECASE
)
_LOSS = re.compile(r"(?<=\s)(?:losses|casualties|deaths|dead|toll)\b(?=[^.;]{0,40}$)", re.IGNORECASE)
REACH = 80
"""Characters before a number in which its sentence says whose losses it counts."""


def whose(text: str, start: int, end: int, who: str | None, sources: Iterable[str]) -> str | None:
    """Country (ISO 3166-1 alpha-3) of those whom the number at `text[start:end]` counts, None where its words name none.

    Args:
        text: the report's text.
        who: the population counted, in the text's words.
        sources: names of who gives the number.

    Example:
        >>> whose("Peru said it lost 15 soldiers.", 18, 20, "soldiers", ["Peru"])
        'PER'
    """
    if (named := office_of(who or "")[1]) is not None:
        return named
    before = text[max(0, start - REACH) : start]
    if (losses := _LOSS.search(before)) is not None and (words := before[: losses.start()].split()):
        if (named := office_of(words[-1])[1]) is not None:
            return named
    own = _is_force(who or "") and _SAID.search(before) and _FELL.match(text, end)  # "the ministry said five soldiers were killed"
    if own or _BEFORE.search(before) or _WITHIN.search(text, start, end):
        return next((country for name in sources if (country := office_of(name)[1]) is not None), None)
    return None


def own_side(text: str, start: int, end: int, counting: Iterable[Chain]) -> str:
    """The side whose own losses the number at `text[start:end]` counts: "state" or "armed", "" where its words or who counts do not tell.

    Args:
        text: the report's text.
        counting: who gives the number.

    Example:
        >>> own_side("The colonel put army losses at four.", 31, 35, ())
        'state'
    """
    before = text[max(0, start - REACH) : start]
    if (losses := _LOSS.search(before)) is not None and (words := before[: losses.start()].split()):
        if (side := _sides().get(words[-1].lower().removesuffix("s"), "")) != "":
            return side
    if not (_BEFORE.search(before) or _WITHIN.search(text, start, end) or _OWN.search(text, start, end)):
        return ""
    found = {side for chain in counting if (side := _side_of(chain)) != ""}
    return found.pop() if len(found) == 1 else ""


def _side_of(chain: Chain) -> str:
    """The side of who counts: a force's or government's by its kind, a person's by the body in his title."""
    if chain.kind != "person":
        return "state" if chain.kind in ("military", "government", "country") else "armed" if chain.kind == "armed_group" else ""
    words = (w for t in chain.titles for w in f"{t.of or ''} {t.title}".lower().split())
    return next((side for w in words if (side := _sides().get(w, "")) != ""), "")


@cache
def _sides() -> Mapping[str, str]:
    """Nouns for forces of a state and for bands, with their side."""
    sides = dict.fromkeys(("MIL", "COP"), "state") | dict.fromkeys(("REB", "UAF", "INS", "SEP"), "armed")
    found = {row["noun"]: sides[row["sector"]] for row in table("roles.tsv") if row["sector"] in sides}
    return MappingProxyType(found | {"government": "state", "front": "armed"})


@cache
def _forces() -> frozenset[str]:
    """Nouns for people under a state's arms."""
    return frozenset(row["noun"] for row in table("roles.tsv") if row["sector"] in ("MIL", "COP"))


def _is_force(who: str) -> bool:
    """Whether a population is soldiers or police, no more said."""
    words = who.lower().split()
    return bool(words) and not _forces().isdisjoint((words[-1], words[-1].removesuffix("s"), " ".join(words), " ".join(words).removesuffix("s")))
