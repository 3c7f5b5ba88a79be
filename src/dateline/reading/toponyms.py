"""Place names of a report, each with its point on earth where one reading is safe, and the part it plays.

Role `place` is where something lies or happens, `government` a country, capital or seat that acts or speaks ("Rome said"), `demonym`
a modifier: an adjective or people ("Libyan"), or a place inside the name of an organisation ("Benghazi Defence Brigades").
"""

from functools import cache

from msgspec.structs import replace

from dateline.gazetteer import normal, with_supplement
from dateline.lexicon import Lexica, rule_words, table
from dateline.model.evidence import Basis, make_id
from dateline.model.place import GazetteerPlace, Toponym, ToponymRole
from dateline.model.reading import Reading
from dateline.reading.frames import recalled
from dateline.reading.place_choice import Choice, choose
from dateline.reading.place_names import PlaceName, cues, national_votes, place_names
from dateline.text.segment import ReportText

NEAR_KM, DIRECTION_KM = 15.0, 30.0
LAYING = rule_words("laying")
"""Verbs that lay a deed on or to somebody."""


def read_toponyms(text: ReportText, found: Reading, lexica: Lexica) -> tuple[Toponym, ...]:
    """The place names of a report in order of appearance, never overlapping.

    `place` is None where a name is known to no gazetteer or no reading of it is safe; persons are never placed. With `relation`
    ("near", "south of") the point is the named place's own and `precision_km` is widened. Coordinates are WGS 84.
    """
    gazetteer = with_supplement(lexica.places)
    names = place_names(text, lexica, gazetteer)
    head = text.report.dateline_place
    hints = (head,) if head and not any(n.use == "dateline" for n in names) else ()
    choices = choose(names, gazetteer, hints, national_votes(text.text))
    return tuple(_toponym(text, name, choice) for name, choice in zip(names, choices, strict=True))


def _toponym(text: ReportText, name: PlaceName, choice: Choice) -> Toponym:
    words = text.evidence(name.start, name.end)
    role = _role(text, name, choice.place)
    place = _widened(choice.place, name.relation)
    return Toponym(
        toponym_id=make_id("top", text.report.report_id, words.start, words.end),
        start=words.start, end=words.end, text=words.text, role=role, place=place, relation=name.relation,
        candidates=choice.others, reason=choice.reason,
        basis=Basis(evidence=(words,), rule=f"toponyms.{name.use}", score=choice.score),
    )  # fmt: skip


def _widened(place: GazetteerPlace | None, relation: str | None) -> GazetteerPlace | None:
    if place is None or relation is None or relation == "between":
        return place
    return replace(place, precision_km=round(place.precision_km + (DIRECTION_KM if relation.endswith(" of") else NEAR_KM), 1))


@cache
def _seats() -> frozenset[str]:
    """Names of towns and palaces that stand for a government, as normal keys."""
    capitals = {normal(row["capital"]) for row in table("countries.tsv") if row["capital"]}
    return frozenset(capitals | {normal(row["name"]) for row in table("governments.tsv")})


def _role(text: ReportText, name: PlaceName, place: GazetteerPlace | None) -> ToponymRole:
    if name.use in ("demonym", "embedded"):
        return "demonym"
    if name.use == "dateline" or name.last == 0:
        return "place"
    if name.last < len(text.tokens) and text.tokens[name.last].lower in _money():
        return "demonym"
    official = (place is not None and place.feature == "country") or normal(name.written) in _seats()
    return "government" if official and _acts(text, name) else "place"


@cache
def _money() -> frozenset[str]:
    """Words of money ("U.S. dollars" names no place)."""
    words = {row["word"] for row in table("currencies.tsv") if row["word"].isalpha() and row["word"].islower()}
    return frozenset(words | {w + "s" for w in words})


def _acts(text: ReportText, name: PlaceName) -> bool:
    """Whether the name stands where somebody acts, speaks or is addressed."""
    head = min(range(name.first, name.last), key=lambda i: (text.depth[i], i))
    token = text.tokens[head]
    seen = 0
    while token.dep in ("conj", "appos") and token.head != token.i and seen < 6:
        token, seen = text.tokens[token.head], seen + 1
    governor = text.tokens[token.head]
    if token.dep in ("nsubj", "nsubjpass"):
        return governor.pos in ("VERB", "AUX") and (governor.lemma not in cues().state or _has_attitude(text, governor.i))
    if token.dep in ("dobj", "iobj", "dative"):
        return governor.pos == "VERB" and governor.lemma not in cues().state | cues().taking
    if token.dep == "poss":
        return governor.lemma in cues().deed
    if token.dep != "pobj":
        return False
    if governor.lower == "by":
        return governor.dep == "agent"
    before = text.tokens[governor.head].lemma
    if governor.lower in ("of", "on", "for", "against", "from") and before in cues().deed | cues().asking:
        return True
    if governor.lower in ("on", "to") and before in LAYING:
        return True
    if recalled(text, head) is not None:
        return True
    return governor.lower in cues().party and (governor.lower != "between" or before in cues().dealing)


def _has_attitude(text: ReportText, verb: int) -> bool:
    """Whether "is" or "has" goes on with something only a government can be or have ("is ready", "has no objection")."""
    return any(text.tokens[c].dep in ("acomp", "attr", "dobj") and text.tokens[c].lemma in cues().attitude for c in text.children[verb])
