"""Where tellings stand: the words and places of their sentences, their order in the report, and when the report could know of them.

Features of a pair beside those of its triggers (`triggers`) and its coding (`events`); their weights stand in `merge_weights.tsv`.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cache, lru_cache

import msgspec

from dateline.lexicon import table
from dateline.reconcile.corpus import fold
from dateline.reconcile.places import Places, places_agree

REAL = frozenset(("happened", "ongoing"))
STEM, SHORT_WORD = 5, 2
"""Letters of a word that are compared; words of so many letters or fewer tell nothing."""
BEFORE, AFTER = 45, 30
"""Characters before and behind the start of a trigger in which it is set apart from another."""
LONG_AGO, DAYS, FAR = 20, 3, 1500
"""Days after which a dated telling is background; days, and characters of one report, at which a distance counts in full."""
DETERMINED = 3
"""Words before a trigger among which its determiner stands."""
TITLE, LEAD, TITLE_APART = 90, 450, 40
"""Characters of a report within which a trigger stands in its title or its lead; how far the two are apart at least."""
_WORD = re.compile(r"[^\W\d_]+")


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """A telling where it stands. `words`: stems of its sentence without the trigger's; `places`: ids of all places of its sentence.

    `days`, `published`, `dated`: proleptic ordinals; `dated`: its day, also where it is `inherited` from another sentence; `set_apart`: it is
    called another one, or one of an earlier time; `start`: of its trigger; `reference`: "known" ("the raid"), "new" ("a raid") or ""; `result`:
    its trigger says what an act did ("killed").
    """

    report_id: str
    event_type: str
    modality: str
    start: int
    words: frozenset[str]
    places: frozenset[str]
    days: tuple[int, int] | None
    published: int | None
    set_apart: bool
    mode: str | None = None
    dated: int | None = None
    inherited: bool = False
    reference: str = ""
    result: bool = False


@lru_cache(maxsize=1_000)
def stems(text: str) -> frozenset[str]:
    """Beginnings of the words of a text, folded."""
    return frozenset(fold(w)[:STEM] for w in _WORD.findall(text) if len(w) > SHORT_WORD)


@cache
def _apart() -> re.Pattern[str]:
    words = sorted((re.escape(row["words"]).replace(r"\ ", r"\s+") for row in table("apart_cues.tsv")), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(words) + r")\b", re.IGNORECASE)


def is_set_apart(sentence: str, start: int) -> bool:
    """Whether the trigger at `start` of a sentence is called another one ("a second attack") or one of an earlier time."""
    return bool(_apart().search(sentence, max(0, start - BEFORE), start + AFTER))


@cache
def _kinds() -> Mapping[str, str]:
    return {row["word"]: row["kind"] for row in table("telling_words.tsv")}


def reference(sentence: str, start: int) -> str:
    """What the nearest determiner before the trigger at `start` of a sentence says: "known", "new" or "" where none is near."""
    before = _WORD.findall(sentence[max(0, start - BEFORE) : start].lower())
    kinds = (_kinds().get(word, "") for word in reversed(before[-DETERMINED:]))
    return next((kind for kind in kinds if kind in ("known", "new")), "")


def is_result(lemma: str) -> bool:
    """Whether a folded trigger lemma says what an act did rather than the act."""
    return _kinds().get(lemma) == "result"


class Scenes:
    """The scenes of one story, with how much their words tell in it."""

    def __init__(self, scenes: Sequence[Scene], places: Places) -> None:
        self.scenes, self._places = scenes, places
        sentences = {(s.report_id, s.words) for s in scenes}
        counts = Counter(w for _, words in sentences for w in words)
        most = math.log(max(2, len(sentences)))
        self._tells = {w: (math.log(len(sentences) / n) / most) ** 2 for w, n in counts.items()}
        self._length = [math.sqrt(math.fsum(self._tells[w] for w in s.words)) for s in scenes]
        order: dict[tuple[str, str], int] = defaultdict(int)
        self._order = []
        for scene in scenes:
            order[scene.report_id, scene.event_type] += 1
            self._order.append(order[scene.report_id, scene.event_type])
        self._of_type: Mapping[str, float] = {t: math.log(n) / 4 for t, n in Counter(s.event_type for s in scenes).items()}
        self._of_mode = {m: math.log(n) / 4 for m, n in Counter((s.event_type, s.mode) for s in scenes).items()}

    def features(self, left: int, right: int, same_word: bool) -> dict[str, float]:
        """The features of a pair of one type by name; those that are 0 are left out. `same_word`: the triggers are one word."""
        one, two = self.scenes[left], self.scenes[right]
        found = {"told_of_type": self._of_type[one.event_type]}
        if both := one.words & two.words:
            found["sentence_words"] = math.fsum(self._tells[w] for w in both) / ((self._length[left] * self._length[right]) or 1.0)
        if one.places and two.places:
            if one.places & two.places:
                found["place_beside"] = 1.0
            elif (agree := max(places_agree(p, q, self._places) for p in one.places for q in two.places)) < 0:
                found["other_place_beside"] = -agree
        for first, second in ((one, two), (two, one)):
            _of_knowing(found, first, second)
        if one.set_apart or two.set_apart:
            found["both_set_apart" if one.set_apart and two.set_apart else "one_set_apart"] = 1.0
        if one.mode is not None and one.mode == two.mode:
            found["told_of_mode"] = self._of_mode[one.event_type, one.mode]
        _of_dates(found, one, two)
        _of_reality(found, {one.modality, two.modality})
        if one.result or two.result:
            found["both_results" if one.result and two.result else "one_result"] = 1.0
        if one.report_id == two.report_id:
            found["next_told"] = 1 / max(1, abs(self._order[right] - self._order[left]))
            found["distance"] = min(1.0, abs(two.start - one.start) / FAR)
            _of_report(found, one, two)
        else:
            _of_reports(found, one, two, self._order[left] == self._order[right] == 1)
        if same_word:
            found |= {into: found[name] for name, into in SAME_WORD if name in found}
        return found


SAME_WORD = (
    ("sentence_words", "same_word_sentence"), ("told_of_type", "same_word_of_type"), ("other_place_beside", "same_word_other_place"),
)  # fmt: skip
"""Features of scenes that weigh apart where the triggers are one word."""


def _of_knowing(found: dict[str, float], one: Scene, two: Scene) -> None:
    """What the day of the second says about the first, which a report of a known day tells of."""
    if one.published is None or two.days is None:
        return
    if one.modality in REAL and two.days[0] > one.published:
        found["told_before"] = max(found.get("told_before", 0.0), min(1.0, (two.days[0] - one.published) / DAYS))
    if one.modality == "planned" and one.days is None and two.days[1] < one.published:
        found["planned_after"] = max(found.get("planned_after", 0.0), min(1.0, (one.published - two.days[1]) / DAYS))
    if one.days is None and two.published is not None and two.days[1] < two.published - LONG_AGO:
        found["long_ago"] = 1.0


def _of_dates(found: dict[str, float], one: Scene, two: Scene) -> None:
    """Whether the days agree that the tellings have, by their own sentence or by another."""
    if one.dated is None or two.dated is None:
        return
    found["same_date" if one.dated == two.dated else "other_date"] = 1.0
    if one.dated != two.dated and (one.inherited or two.inherited):
        found["other_inherited_date"] = 1.0


def _of_reality(found: dict[str, float], kinds: Set[str]) -> None:
    """What the modalities of both say together."""
    if kinds <= {"planned", "hypothetical"}:
        found["both_unreal"] = 1.0
    elif kinds == REAL:
        found["done_and_under_way"] = 1.0
    elif kinds in ({"ongoing"}, {"denied"}):
        found[f"both_{next(iter(kinds))}"] = 1.0


def _of_report(found: dict[str, float], one: Scene, two: Scene) -> None:
    """Two tellings of one report: its title and its lead tell of one thing; "a raid" after a raid is one more."""
    first, second = (one, two) if one.start <= two.start else (two, one)
    if first.start < TITLE and second.start < LEAD and second.start - first.start > TITLE_APART:
        found["title_and_lead"] = 1.0
    if second.reference == "new":
        found["new_later"] = 1.0
    if second.result and not first.result:
        found["result_after"] = 1.0


def _of_reports(found: dict[str, float], one: Scene, two: Scene, both_first: bool) -> None:
    """Tellings of two reports. `both_first`: each is the first of its type in its report."""
    if both_first:
        found["both_first"] = 1.0
    if one.start < LEAD and two.start < LEAD:
        found["both_lead"] = 1.0
    if one.reference == two.reference != "":
        found[f"both_{one.reference}"] = 1.0
    elif "new" in (one.reference, two.reference):
        found["one_new"] = 1.0
