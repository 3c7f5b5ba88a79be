"""Whose people a count counts: by its words ("24 Tajik soldiers"), or because a party counts its own ("said it had lost 15").

The answer is a country, so that the losses that each of two countries gives are two questions.
"""

import re
from collections.abc import Iterable

from dateline.reconcile.offices import office_of

_ITS = r"\b(?:its|their|our|his|her)\s+"
_BEFORE = re.compile(
    rf"(?:{_ITS}(?:own\s+)?(?:\w+\s+)?|{_ITS}(?:own\s+)?(?:losses|toll|casualties|dead|count)\b[^.;]{{0,40}}"
    r"|\b(?:it|they|we)\s+(?:ha[sd]\s+|have\s+)?lost\s+(?:[a-z]+\s+){0,2}|\b(?:acknowledg|admit|conced)\w{0,4}\s+(?:[a-z]+\s+){0,3})$",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"\bof\s+{_ITS}", re.IGNORECASE)
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
    if _BEFORE.search(before) or _WITHIN.search(text, start, end):
        return next((country for name in sources if (country := office_of(name)[1]) is not None), None)
    return None
