"""Triggers that name an act where their sentence tells of none: a state, what nature did, what somebody leaves unsaid.

What stands around such triggers is told by data/no_act_frames.tsv; the functions below are the rules that no frame of it can tell. Words
stand in data/no_act_words.tsv and data/disaster_words.tsv. Pure: the same words, the same answer.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from dateline.errors import LexiconError
from dateline.lexicon import Row, rule_words, table, words, words_of_class
from dateline.reading.frames import SUBJECTS, agents, deaths, match_verb, passive, subject
from dateline.reading.other_matters import is_of_other_matters
from dateline.reading.put_right import MISGIVING, counts, version
from dateline.reading.tree_patterns import Condition, conditions, words_of
from dateline.text.segment import ReportText, Token

NEAR_LEAD = 14
"""Sentences into a report up to which the disaster that it begins with is what it tells of."""
MATERIAL = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "THREATEN"))
"""Types of what a vow must name to be a threat."""
NO_ACT = ("no_act", "found_safe")
TELLS = (*NO_ACT, "claim", "counted", "died_later", "excepted", "no_speech", "to_come")
"""What a frame may tell of its trigger: the first two, that it is no act; see the head of no_act_frames.tsv."""


@cache
def of_class(name: str) -> frozenset[str]:
    """The words of no_act_words.tsv that bear a class."""
    return words_of_class("no_act_words.tsv", name)


def named_class(name: str) -> frozenset[str]:
    """The words of a class that a frame names: of no_act_words.tsv, or else of rule_words.tsv, or else of time_words.tsv."""
    return of_class(name) or rule_words(name) or frozenset(row["word"] for row in table("time_words.tsv") if row["class"] == name)


class NoActFrame(NamedTuple):
    """One row of no_act_frames.tsv; what is empty stands for any: words, types, tags (but `other_tags`), labels of the parse."""

    lemmas: frozenset[str]
    types: frozenset[str]
    tags: frozenset[str]
    other_tags: frozenset[str]
    labels: frozenset[str]
    tells: str
    where: tuple[Condition, ...]

    def fits(self, text: ReportText, t: Token) -> bool:
        """Whether a trigger of these words and types stands as the frame says."""
        if self.labels and t.dep not in self.labels or self.tags and not (t.tag in self.tags or t.pos in self.tags):
            return False
        if self.other_tags and (t.tag in self.other_tags or t.pos in self.other_tags):
            return False
        return all(c.is_met(text, t.i) for c in self.where)


def frame_of(row: Row) -> NoActFrame:
    """The frame of a row.

    Raises:
        LexiconError: an unknown kind, a step that is none, or a class without words.
    """
    if row["tells"] not in TELLS:
        raise LexiconError(f"no_act_frames.tsv: {row['lemma']}: unknown {row['tells']!r}; one of {', '.join(TELLS)}")
    try:
        tags = frozenset(row["tag"].removeprefix("!").split("|")) - {""}
        where = conditions(row["where"], named_class)
        return NoActFrame(
            lemmas=frozenset() if row["lemma"] == "*" else words_of(row["lemma"], named_class),
            types=frozenset() if row["types"] == "*" else frozenset(row["types"].split("|")),
            tags=frozenset() if row["tag"].startswith("!") else tags, other_tags=tags if row["tag"].startswith("!") else frozenset(),
            labels=next((c.labels for c in where if c.labels), frozenset()), tells=row["tells"], where=where,
        )  # fmt: skip
    except LexiconError as error:
        raise LexiconError(f"no_act_frames.tsv: {row['lemma']} {row['types']}: {error}") from error


@cache
def _frames(tells: tuple[str, ...], event_type: str | None) -> tuple[Mapping[str, tuple[NoActFrame, ...]], tuple[NoActFrame, ...]]:
    """Frames that tell one of these of a type (None: of any): those of single words by word, and those of all words."""
    found = [f for f in map(frame_of, table("no_act_frames.tsv")) if f.tells in tells and (event_type is None or event_type in f.types or not f.types)]
    by_word: dict[str, list[NoActFrame]] = {}
    for frame in found:
        for word in frame.lemmas:
            by_word.setdefault(word, []).append(frame)
    return MappingProxyType({w: tuple(f) for w, f in by_word.items()}), tuple(f for f in found if not f.lemmas)


def is_told(text: ReportText, token: int, tells: tuple[str, ...], event_type: str | None = None) -> bool:
    """Whether a frame that tells one of these fits a trigger of a type, of any where none is given."""
    t = text.tokens[token]
    by_word, general = _frames(tells, event_type)
    frames = (*by_word.get(t.lemma, ()), *by_word.get(t.lower, ()), *general)
    return any(f.fits(text, t) for f in frames)


def is_no_act(text: ReportText, token: int, event_type: str) -> bool:
    """True where a trigger of this PLOVER type is no event of its own: by a frame, or by one of `RULES`."""
    return is_told(text, token, NO_ACT, event_type) or any(rule(text, token) for types, rule in RULES if not types or event_type in types)


def is_no_speech(text: ReportText, token: int) -> bool:
    """Whether a cue of speech is none where it stands: "fighters attacked the port", "blamed each other"."""
    return is_told(text, token, ("no_speech",)) or version(text, token) is not None


def is_found_safe(text: ReportText, token: int) -> bool:
    """Who is found alive is harmed by nobody then: "the two hostages were found alive on Friday"."""
    return is_told(text, token, ("found_safe",))


def calls_to_meeting(text: ReportText, token: int, event_type: str) -> bool:
    """A verb that calls somebody to a meeting ("summoned both to his house for Tuesday"): what it tells of is still to be held."""
    return is_told(text, token, ("to_come",), event_type)


def claims_it(text: ReportText, token: int) -> bool:
    """A claim of responsibility, which takes nothing from the deed where nobody makes one: "no group claimed responsibility"."""
    return is_told(text, token, ("claim",))


def excepts(text: ReportText, token: int) -> bool:
    """Whether a verb is denied of all but one: "nobody but the militia is starving them"."""
    return is_told(text, token, ("excepted",))


def is_counted(text: ReportText, token: int) -> bool:
    """Whether a noun stands behind a word for its count, so that a doubt is of the count: "could not verify the toll of the shelling"."""
    return is_told(text, token, ("counted",))


def dies_later(text: ReportText, token: int) -> bool:
    """Whether a death followed an attack told before, on another day: "died of her wounds on Friday", "the sixth, a student, died overnight"."""
    return is_told(text, token, ("died_later",))


def by_nature(text: ReportText, token: int) -> bool:
    """What a disaster did: "the quake blocked the road", "roads blocked by a landslide"."""
    doing = [c for c in text.children[token] if text.tokens[c].dep in SUBJECTS]
    if not doing and text.tokens[token].tag == "VBG" and text.tokens[token].dep in ("advcl", "conj"):  # "struck the coast, blocking the road"
        doing = [s for s in (subject(text, token),) if s is not None]
    return any(text.tokens[i].lemma in words("disaster_words.tsv") or _stands_for_disaster(text, i) for i in (*doing, *agents(text, token)))


def _stands_for_disaster(text: ReportText, token: int) -> bool:
    """Whether an "it" goes on with the disaster of which the sentence before tells: "The outbreak is over, she said. It killed 38 people"."""
    t = text.tokens[token]
    if t.lower != "it" or not t.sentence or t.i != text.sentences[t.sentence].first or text.sentences[t.sentence - 1].paragraph != text.sentences[t.sentence].paragraph:
        return False
    before = text.sentences[t.sentence - 1]
    told = text.tokens[before.first : before.last]
    return any(k.dep in ("nsubj", "nsubjpass") and k.lemma in words("disaster_words.tsv") for k in told) and not any(k.lemma in of_class("violent") for k in told)


def harmed_by_nature(text: ReportText, token: int) -> bool:
    """Whom a disaster harmed that the report begins with, or tells in the sentence before: "dozens were injured on the other side", "put
    the dead at 96", where nobody acts and no weapon is named."""
    t = text.tokens[token]
    if t.lemma not in of_class("harmed") or (subject(text, token) is not None and t.lemma not in deaths() and not passive(text, token)) or list(agents(text, token)):
        return False
    number = t.sentence
    near = {0, 1, 2, number - 1, number} if number < NEAR_LEAD else {number - 1, number}
    here = [text.sentences[n] for n in near if 0 <= n < len(text.sentences)]
    told = [k for sentence in here for k in text.tokens[sentence.first : sentence.last]]
    natural = any(k.lemma in words("disaster_words.tsv") and k.pos == "NOUN" and k.dep != "compound" for k in told)
    return natural and not any(k.lemma in of_class("violent") for k in told)


def is_turned_down(text: ReportText, token: int) -> bool:
    """What a refusal only points back to was said before: "rejected the accusation", not "rejected the envoy's demand for a truce"."""
    t = text.tokens[token]
    if t.pos != "NOUN" or t.dep not in ("dobj", "nsubjpass") or any(text.tokens[c].dep not in ("det", "conj", "cc") for c in text.children[token]):
        return False
    above = match_verb(text, t.head)
    return above is not None and above.event_type == "REJECT" and any(text.tokens[c].lower in of_class("pointing") for c in text.children[token])


def is_asked(text: ReportText, token: int) -> bool:
    """Whether a clause asks who did it: "who hit whom may never be known", "Who shelled the market?"; the act was told before."""
    t = text.tokens[token]
    if t.pos != "VERB" or t.dep not in ("csubj", "csubjpass", "ROOT"):
        return False
    doing = [text.tokens[c] for c in text.children[token] if text.tokens[c].dep in (*SUBJECTS, "nsubjpass")]
    return any(d.tag == "WP" and not d.text.isupper() for d in doing)  # WHO is a body


def is_anybodys(text: ReportText, token: int) -> bool:
    """What "you" do in general is done by nobody: "you do not shoot the driver and then offer to carry his bags"."""
    t = text.tokens[token]
    if t.pos != "VERB" or t.tag not in ("VB", "VBP"):
        return False
    first = t
    while first.dep == "conj" and text.tokens[first.head].pos == "VERB":
        first = text.tokens[first.head]
    kids = [text.tokens[c] for c in text.children[first.i]]
    general = any(k.dep == "neg" for k in kids) or any(text.tokens[c].dep == "conj" for c in text.children[first.i])
    return general and any(k.lower == "you" and k.dep in SUBJECTS for k in kids) and not any(k.tag == "MD" for k in kids) and "?" not in text.sentence_evidence(token).text


def vows_no_harm(text: ReportText, token: int) -> bool:
    """A vow that names no harm is no threat of violence: "vowed to be back every Sunday", not "vowed to avenge him"."""
    t = text.tokens[token]
    if t.lemma not in of_class("vowing") or t.pos != "VERB":
        return False
    vowed = [c for c in text.children[token] if text.tokens[c].dep in ("xcomp", "ccomp")]
    frames = [match_verb(text, c) for c in vowed]
    return bool(vowed) and not any(f is not None and f.event_type in MATERIAL for f in frames)


def against_fact(text: ReportText, token: int) -> Literal["happened", "denied", "hypothetical"] | None:
    """What became of acts told against the fact: "had the lorries not arrived (they did), the agency would have dropped food"; None of others."""
    first = text.sentence_of(token).first
    had = text.tokens[first]
    if had.lower != "had" or had.dep not in ("aux", "auxpass") or text.tokens[had.head].dep != "advcl":
        return None
    inverted = any(text.tokens[c].dep in (*SUBJECTS, "nsubjpass") and c > first for c in text.children[had.head])
    main = text.tokens[had.head].head
    would = any(text.tokens[c].lower == "would" for c in text.children[main]) and any(text.tokens[c].lower == "have" for c in text.children[main])
    if not (inverted and would and token in (had.head, main)):
        return None
    if token == main:
        return "hypothetical"
    return "happened" if any(text.tokens[c].dep == "neg" for c in text.children[token]) else "denied"


def is_wrongly_counted(text: ReportText, token: int) -> bool:
    """What an earlier version of the report told with a wrong number, and its telling: "an earlier version gave the toll as nine"."""
    said = version(text, token)
    return said is not None and (said == token or text.tokens[said].lemma in MISGIVING or counts(text, said))


RULES: tuple[tuple[frozenset[str], Callable[[ReportText, int], bool]], ...] = (
    (frozenset(), by_nature),
    (frozenset(("ASSAULT", "COERCE")), harmed_by_nature),
    (frozenset(("ACCUSE", "REQUEST", "THREATEN")), is_turned_down),
    (frozenset(), is_anybodys),
    (frozenset(), is_of_other_matters),
    (frozenset(), is_wrongly_counted),
)
"""Rules by which a trigger is no act, with the types that they take it from; no types: from all."""
