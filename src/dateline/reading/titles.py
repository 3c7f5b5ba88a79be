"""Titles and offices as the text gives them: the title, its holder's mention, the body or country it belongs to."""

from collections.abc import Container

from dateline.reading.actor_codes import ActorCodes, plain
from dateline.reading.mentions import Draft
from dateline.text.segment import ReportText


def sectors_of(words: tuple[str, ...], codes: ActorCodes) -> tuple[str, ...]:
    """PLOVER sectors that the words of a title or description give, most telling first; words inside a known name ("chairman of the
    African Union Commission") give none of their own."""
    found: list[str] = []
    inside = {i for n in (2, 3, 4) for at in range(len(words) - n + 1) if words[at : at + n] in codes.names for i in range(at, at + n)}
    for end in range(len(words), 0, -1):
        title = codes.title_before(words, end)
        noun = codes.role_before(words, end) if end - 1 not in inside else None
        for sector in ((title.sector,) if title is not None and title.sector else ()) + (noun.sectors if noun is not None else ()):
            if sector not in found:
                found.append(sector)
    return tuple(found)


def title_text(text: ReportText, first: int, last: int) -> tuple[int, int]:
    """Offsets of a title without a leading article or possessive."""
    tokens = text.tokens
    while first < last - 1 and (tokens[first].pos in ("DET", "PRON") or tokens[first].dep in ("poss", "case") or tokens[first].text == ","):
        if tokens[first].dep == "poss" and tokens[first].pos not in ("PRON", "DET") and tokens[first + 1].dep != "case":
            break
        first += 1
    return tokens[first].start, tokens[last - 1].end


def body_of(text: ReportText, draft: Draft, first: int, last: int, titles: Container[tuple[str, ...]]) -> tuple[int, int] | None:
    """Tokens of the body or country a title belongs to: "of the Interior Ministry", "Libya's", "his"; None where none is named.

    `titles`: words of known titles; an "of" inside one names no body ("chief of staff").
    """
    tokens = text.tokens
    for i in range(first, last):
        if tokens[i].lower in ("of", "for", "at", "in") and tokens[i].dep in ("prep", "mark", "case"):
            if tuple(t.lower for t in tokens[max(first, i - 1) : i + 2]) in titles:
                continue
            return (i + 1, last) if i + 1 < last else None
    possessor = next((i for i in range(draft.first, last) if tokens[i].dep == "poss"), None)
    if possessor is not None:
        left, right = text.edges[possessor]
        if tokens[right - 1].tag == "POS":
            right -= 1
        return max(left, 0), right
    return None


def plain_words(text: ReportText, first: int, last: int) -> tuple[str, ...]:
    """Plain words of a stretch of tokens without marks."""
    return tuple(w for i in range(first, last) if (w := plain(text.tokens[i].text)) and any(c.isalnum() for c in w))
