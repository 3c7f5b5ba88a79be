"""What a place's name does beside others: says where another place lies, whence something comes, or whose people act.

"The village of Beled, in the district of Tarim": Tarim only says where Beled lies. "Sent men from Zabid": they go elsewhere. "Yemen's
generals", "the ambassador of Oman": the country has people, and nothing is said to happen there. "In Yemen, police in Aden": it is wide.
"Met across the river from Oran": Oran is on the other side. "But not to Oran": it is left out. "An Oran-based group": it says of what sort.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from dateline.lexicon import table
from dateline.model.place import Toponym
from dateline.reading.frames import classes_of, noun_classes
from dateline.reading.place_names import cues
from dateline.text.segment import ReportText, Token

Link = Literal["outer", "origin", "owner", "wide", "beyond"]
OWNERS = frozenset(("people", "force", "gov", "envoy", "police", "party", "body", "head"))
"""Classes of nouns whose "of COUNTRY" says whose they are."""
PEOPLE = frozenset(("people", "envoy"))
"""Classes of nouns that "from PLACE" behind says the home of."""
GROUND = frozenset(("land", "site", "border"))
"""Classes of nouns that are part of a country ("Yemen's coast")."""
ABOUT = frozenset(("on", "about", "over"))
TALKED = frozenset(("CONSULT", "AGREE"))
"""Types of what is about something, and the words before that."""
FURTHEST = 9
"""Most tokens between a place and the name that says where it lies."""
FURTHEST_BEYOND = 5
"""Most tokens between "across" and the "from" of what lies on the other side."""
FINENESS: Mapping[str, int] = {"continent": 0, "country": 1, "region": 2, "admin1": 3, "admin2": 4, "district": 5}
"""How narrow a feature of the gazetteer is; others, and names that no gazetteer has, are narrower."""
NARROWEST = 9


def place_links(text: ReportText, toponyms: Sequence[Toponym]) -> dict[int, Link]:
    """What the names that do such a thing do, by their offsets; a name with none is a place by itself."""
    found: dict[int, Link] = {}
    before: Toponym | None = None
    for toponym in toponyms:
        tokens = text.tokens_in(toponym.start, toponym.end)
        if toponym.role == "demonym" or not tokens:
            continue
        if (link := _link(text, toponym, tokens, before, toponyms)) is not None:
            found[toponym.start] = link
        before = toponym
    return found


def _link(
    text: ReportText, toponym: Toponym, tokens: Sequence[int], before: Toponym | None, toponyms: Sequence[Toponym]
) -> Link | None:
    head = min(tokens, key=lambda i: (text.depth[i], i))
    if before is not None and _says_where(text, before, toponym, tokens[0]):
        return "outer"
    country = _fineness(toponym) == FINENESS["country"]
    if country and _owns(text, head):
        return "owner"
    if _faces(text, tokens[0]) or _is_left_out(text, tokens[0]) or _says_of_what_sort(text, tokens[-1]):
        return "beyond"
    if text.tokens[head].dep == "pobj" and text.tokens[text.tokens[head].head].lower == "from":
        return "beyond" if _is_home(text, head) else "origin"
    return "wide" if country and _holds_another(text, toponym, toponyms) else None


def _fineness(toponym: Toponym) -> int:
    return NARROWEST if toponym.place is None else FINENESS.get(toponym.place.feature, NARROWEST)


def _says_where(text: ReportText, inner: Toponym, outer: Toponym, first: int) -> bool:
    """Whether a name that begins at a token stands only to say where the place named before it lies."""
    tokens = text.tokens_in(inner.start, inner.end)
    if not tokens or text.tokens[tokens[0]].sentence != text.tokens[first].sentence:
        return False
    between = text.tokens[tokens[-1] + 1 : first]
    coarser = _fineness(outer) < _fineness(inner)
    if [t.text for t in between] == [","]:
        return coarser
    if not between or len(between) > FURTHEST or between[0].lower not in (",", "(", "in") or not all(map(_is_of_the_way, between)):
        return False
    pointed = outer.relation is not None or any(t.lower in cues().direction for t in between)
    kind = any((t.lower, "of") in cues().before for t in between)
    return between[-1].lower not in (",", "from") and (coarser or pointed or kind)


def _is_of_the_way(token: Token) -> bool:
    """Whether a word may stand between a place and where it lies: "about 40 km north of", "in the district of"."""
    return token.pos not in ("VERB", "AUX", "PROPN", "CCONJ", "PRON") and token.lower != "to"


def _faces(text: ReportText, first: int) -> bool:
    """Whether a name that begins at a token is that of the other side: "across the strait from Oran"."""
    start = text.sentence_of(first).first
    if first - 1 < start or text.tokens[first - 1].lower != "from":
        return False
    before = text.tokens[max(start, first - 2 - FURTHEST_BEYOND) : first - 1]
    across = next((n for n, t in enumerate(before) if t.lower in cues().across), None)
    return across is not None and not any(t.pos in ("VERB", "PUNCT") for t in before[across:])


def _is_left_out(text: ReportText, first: int) -> bool:
    """Whether a name that begins at a token is said not to be meant: "flights to Oran but not to Aden", "not in Aden"."""
    at = first - 1 if first and text.tokens[first - 1].lower in ("the", "a") else first
    return at > 1 and text.tokens[at - 1].pos == "ADP" and text.tokens[at - 2].lower == "not"


def _says_of_what_sort(text: ReportText, last: int) -> bool:
    """Whether a name is part of a word for whose something is or where it sits: "an Oran-based group"."""
    behind = text.tokens[last + 1 : last + 3]
    return len(behind) == 2 and behind[0].text in ("-", "‑", "–") and behind[1].tag == "VBN"


def _is_home(text: ReportText, head: int) -> bool:
    """Whether a name tells whence people are: "a sailor from Oran"."""
    people = text.tokens[text.tokens[text.tokens[head].head].head]
    return people.pos == "NOUN" and people.i < head and bool(PEOPLE & noun_classes().get(people.lemma, frozenset()))


def _owns(text: ReportText, head: int) -> bool:
    """Whether a name stands as whose some people or things are, none of them ground: "Yemen's generals", "the ambassador of Oman"."""
    token = text.tokens[head]
    above = text.tokens[token.head]
    if token.dep == "poss":
        ground = GROUND & classes_of(text, above.i) or (above.lower, "of") in cues().before or above.lemma in cues().attack
        return above.pos == "NOUN" and not ground
    if token.dep != "pobj" or above.lower != "of":
        return False
    above = text.tokens[above.head]
    return above.pos in ("NOUN", "PROPN") and bool(OWNERS & noun_classes().get(above.lower, frozenset()))


def _holds_another(text: ReportText, country: Toponym, toponyms: Sequence[Toponym]) -> bool:
    """Whether the sentence also names a place that lies, or may lie, in the country."""
    sentence = text.sentence_of(text.tokens_in(country.start, country.end)[0])
    inside = (t for t in toponyms if t.role == "place" and sentence.start <= t.start < sentence.end and t is not country)
    return any(t.place is None or (country.place is not None and t.place.country == country.place.country) for t in inside)


def is_topic(text: ReportText, token: int, start: int) -> bool:
    """Whether a place is only named in what a meeting or an accord is about: "talks | on reopening the airport of Sanaa | began in Muscat"."""
    for c in text.children[token]:
        if c > token and text.tokens[c].lower in ABOUT and text.tokens[c].dep == "prep":
            first, last = text.edges[c]
            if text.tokens[first].start <= start < text.tokens[last - 1].end:
                return True
    return False


def is_setting(text: ReportText, token: int, place: Toponym) -> bool:
    """Whether a place before a verb of speech is where its words were said or read out ("in a statement read in Oran, the union demanded").

    A verb joined to another one ("condemned ... and demanded") has the place of that one.
    """
    tokens = text.tokens_in(place.start, place.end)
    if not tokens or tokens[0] > token:
        return False
    at = text.tokens[min(tokens, key=lambda i: (text.depth[i], i))]
    passed = []
    while at.head not in (token, at.i):
        at = text.tokens[at.head]
        passed.append(at)
    if at.head == token and at.dep in ("prep", "advcl"):
        said = [t.lemma for t in passed if t.pos in ("NOUN", "VERB")]
        return bool(said) and _voiced().issuperset(said)
    verb = text.tokens[token]
    return verb.dep == "conj" and verb.head < token and is_setting(text, verb.head, place)


@cache
def _voiced() -> frozenset[str]:
    """Nouns of what is said, verbs of saying it and of making it known."""
    return frozenset(
        [*(r["noun"] for r in table("cue_nouns.tsv")), *(r["lemma"] for r in table("reporting_verbs.tsv")), *cues().voicing]
    )
