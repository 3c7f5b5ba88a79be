"""Where tellings stand: the words and places of their sentences, their order in the report, and when the report could know of them.

Features of a pair beside those of its triggers (`triggers`) and its coding (`events`); their weights stand in `merge_weights.tsv`.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache, lru_cache, partial
from itertools import chain, pairwise
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import alternation, table
from dateline.reconcile.corpus import fold
from dateline.reconcile.dates import is_day
from dateline.reconcile.pairwise import Asked, Bools, Floats, Ints, Sets, days_of, known, numbers, same, spans
from dateline.reconcile.places import Places, places_agree

REAL = frozenset(("happened", "ongoing"))
STEM, SHORT_WORD = 5, 2
"""Letters of a word that are compared; words of so many letters or fewer tell nothing."""
BEFORE, AFTER = 45, 70
"""Characters before and behind the start of a trigger in which it is set apart from another."""
LONG_AGO, DAYS, FAR = 20, 3, 1500
"""Days after which a dated telling is background; days, and characters of one report, at which a distance counts in full."""
DETERMINED = 3
"""Words before a trigger among which its determiner stands."""
TITLE, LEAD, TITLE_APART = 90, 450, 40
"""Characters of a report within which a trigger stands in its title or its lead; how far the two are apart at least."""
NAMED_WITHIN = 40
"""Characters behind a trigger within which a place is named that is the act's own ("the raid on the market of X")."""
_WORD = re.compile(r"[^\W\d_]+")
_STEM = re.compile(rf"([a-z]{{{SHORT_WORD + 1},{STEM}}})[a-z]*")


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """A telling where it stands. `words`: stems of its sentence without the trigger's; `places`: ids of all places of its sentence.

    `days`, `published`, `dated`: proleptic ordinals; `dated`: its day, also where it is `inherited` from another sentence; `set_apart`: it is
    called another one, or one of an earlier time; `start`: of its trigger; `reference`: "known" ("the raid"), "new" ("a raid") or ""; `result`:
    its trigger says what an act did ("killed"); `place`: where it took place; `named_at`: the place named right beside its trigger.
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
    place: str | None = None
    named_at: str | None = None


@lru_cache(maxsize=1_000)
def stems(text: str) -> frozenset[str]:
    """Beginnings of the words of a text, folded."""
    if text.isascii():
        return frozenset(_STEM.findall(text.casefold()))
    return frozenset(fold(w)[:STEM] for w in _WORD.findall(text) if len(w) > SHORT_WORD)


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(row['words'] for row in table('apart_cues.tsv'))})\b")


def is_set_apart(sentence: str, start: int) -> bool:
    """Whether the trigger at `start` of a sentence is called another one ("a second attack") or one of an earlier time."""
    return bool(_apart().search(_lower(sentence), max(0, start - BEFORE), start + AFTER))


@lru_cache(maxsize=10)
def _lower(sentence: str) -> str:
    """A sentence in small letters, letter for letter."""
    return sentence.lower() if sentence.isascii() else "".join(low if len(low := c.lower()) == 1 else c for c in sentence)


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


@cache
def _leading_to() -> re.Pattern[str]:
    """What stands between a trigger and its place: few words, a preposition of place, few words again."""
    words = alternation(word for word, kind in _kinds().items() if kind == "place")
    return re.compile(rf"\s+(?:\w+\s+){{0,3}}?(?:{words})\s+(?:\w+\s+){{0,3}}?")


def named_beside(sentence: str, trigger: tuple[int, int], names: Iterable[tuple[int, int, str]]) -> str | None:
    """The place named right beside a trigger: "the Arbay raid", "the raid on Arbay"; None where none is.

    Args:
        trigger: offsets of the trigger in the sentence.
        names: (start, end, place id) of the places that the sentence names, in order.
    """
    behind = None
    for start, end, place in names:
        if end <= trigger[0] and not sentence[end : trigger[0]].strip(" '’"):
            return place
        if behind is None and 0 <= start - trigger[1] < NAMED_WITHIN and _leading_to().fullmatch(sentence, trigger[1], start):
            behind = place
    return behind


def _share_of_first(values: Iterable[Hashable]) -> float:
    """The share of the most frequent value among the known ones; 1 where none is known."""
    counts = Counter(value for value in values if value is not None)
    return max(counts.values()) / counts.total() if counts else 1.0


def carried_places(scenes: Sequence[Scene]) -> list[str | None]:
    """The place of each scene; of one without, that of the scene of its type before it in the report, else of the next behind it."""
    of_report: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, scene in sorted(enumerate(scenes), key=lambda s: s[1].start):
        of_report[scene.report_id, scene.event_type].append(n)
    places = [scene.place for scene in scenes]
    for told in of_report.values():
        for order in (told, told[::-1]):
            for before, n in pairwise(order):
                places[n] = places[n] or places[before]
    return places


def _day(scene: Scene) -> int | None:
    """The day that a telling's own sentence gives, or the first of two."""
    return scene.days[0] if is_day(scene.days) and scene.days else None


class Scenes:
    """The scenes of one story, with how much their words tell in it."""

    def __init__(self, scenes: Sequence[Scene], places: Places) -> None:
        self.scenes = scenes
        sentences = {(s.report_id, s.words) for s in scenes}
        counts = Counter(chain.from_iterable(words for _, words in sentences))
        most = math.log(max(2, len(sentences)))
        worth = {n: (math.log(len(sentences) / n) / most) ** 2 for n in set(counts.values())}
        self._words = Sets([s.words for s in scenes], lambda w: worth[counts[w]])
        order: dict[tuple[str, str], int] = defaultdict(int)
        numbered = []
        for scene in scenes:
            order[scene.report_id, scene.event_type] += 1
            numbered.append(order[scene.report_id, scene.event_type])
        self._order, self._report = np.array(numbered), numbers(s.report_id for s in scenes)
        of_type, of_mode = Counter(s.event_type for s in scenes), Counter((s.event_type, s.mode) for s in scenes)
        self._of_type = np.array([math.log(of_type[s.event_type]) / 4 for s in scenes])
        self._of_mode, self._mode = np.array([math.log(of_mode[s.event_type, s.mode]) / 4 for s in scenes]), numbers(s.mode for s in scenes)
        self._is = {kind: np.array([s.modality == kind for s in scenes], np.bool_) for kind in ("happened", "ongoing", "planned", "hypothetical", "denied")}
        self._real, self._unreal = self._is["happened"] | self._is["ongoing"], self._is["planned"] | self._is["hypothetical"]
        self._set_apart, self._inherited, self._result = (
            np.array([getattr(s, name) for s in scenes], np.bool_) for name in ("set_apart", "inherited", "result")
        )
        self._known, self._new = (np.array([s.reference == kind for s in scenes], np.bool_) for kind in ("known", "new"))
        self._start, self._days = np.array([s.start for s in scenes]), spans(s.days for s in scenes)
        self._published, self._dated = (days_of(getattr(s, name) for s in scenes) for name in ("published", "dated"))

        self._as_one = self._alike_in_type(scenes)
        self._undated, self._unplaced = (np.array([value is None for value in some], np.bool_) for some in (map(_day, scenes), [s.place for s in scenes]))
        self._carried, self._named = (
            Asked(some, partial(places_agree, places=places)) for some in (carried_places(scenes), [s.named_at or s.place for s in scenes])
        )
        self._named_at = np.array([s.named_at is not None for s in scenes], np.bool_)

        def agree(ones: frozenset[str], others: frozenset[str]) -> float:
            if not ones.isdisjoint(others):
                return 1.0
            return max((places_agree(p, q, places) for p in ones for q in others), default=0.0)

        self._agree = Asked([s.places for s in scenes], agree)

    def features(self, left: Ints, right: Ints, same_word: Bools) -> dict[str, NDArray[Any]]:
        """The features of pairs of one type by name. `same_word`: whether the triggers are one word."""
        shared, lengths = self._words.shared(left, right), np.sqrt(self._words.whole[left] * self._words.whole[right])
        agree = self._agree(left, right)
        one = self._report[left] == self._report[right]
        aparts, results = self._set_apart, self._result
        found: dict[str, NDArray[Any]] = {
            "told_of_type": self._of_type[left], "told_of_mode": self._of_mode[left] * same(self._mode, left, right),
            "sentence_words": np.divide(shared, lengths, out=shared.copy(), where=lengths > 0),
            "place_beside": agree == 1.0, "other_place_beside": np.maximum(0.0, -agree),
            "both_set_apart": aparts[left] & aparts[right], "one_set_apart": aparts[left] != aparts[right],
            "both_results": results[left] & results[right], "one_result": results[left] != results[right],
        }  # fmt: skip
        found |= self._of_knowing(left, right) | self._of_dates(left, right) | self._of_reality(left, right) | self._of_places(left, right)
        found |= self._of_report(left, right, one) | self._of_reports(left, right, ~one)
        return found | {into: found[name] * same_word for name, into in SAME_WORD}

    @staticmethod
    def _alike_in_type(scenes: Sequence[Scene]) -> Mapping[str, Floats]:
        """How far the tellings of a type are of one day and of one place: a story with one attack tells nearly all of that one."""
        of_type: dict[str, list[Scene]] = defaultdict(list)
        for scene in scenes:
            of_type[scene.event_type].append(scene)
        day = {kind: _share_of_first(map(_day, told)) for kind, told in of_type.items()}
        place = {kind: _share_of_first(s.place for s in told) for kind, told in of_type.items()}
        return {name: np.array([share[s.event_type] for s in scenes]) for name, share in (("day", day), ("place", place))}

    def _of_places(self, left: Ints, right: Ints) -> dict[str, NDArray[Any]]:
        """Places that a telling has from the one before it or named right beside its trigger, and what a missing day or place may be."""
        undated, unplaced = self._undated[left] | self._undated[right], self._unplaced[left] | self._unplaced[right]
        carried = self._carried(left, right) * unplaced
        named = self._named(left, right) * (self._named_at[left] | self._named_at[right])
        day, place = self._as_one["day"][left], self._as_one["place"][left]
        return {
            "one_day_of_type": day, "one_place_of_type": place, "undated_of_one_day": day * undated, "unplaced_of_one_place": place * unplaced,
            "same_carried_place": carried == 1.0, "near_carried_place": (carried > 0) & (carried < 1), "other_carried_place": np.maximum(0.0, -carried),
            "same_named_place": named == 1.0, "other_named_place": np.maximum(0.0, -named),
        }  # fmt: skip

    def _of_knowing(self, left: Ints, right: Ints) -> dict[str, NDArray[Any]]:
        """What the day of one says about the other, which a report of a known day tells of."""
        found: dict[str, NDArray[Any]] = {}
        (first, last), undated = self._days, np.isnan(self._days[0])
        for one, two in ((left, right), (right, left)):
            before, after = first[two] - self._published[one], self._published[one] - last[two]
            background = undated[one] & ~np.isnan(after) & (last[two] < self._published[two] - LONG_AGO)
            for name, value in (
                ("told_before", self._real[one] * np.minimum(1.0, known(before) / DAYS)),
                ("planned_after", (self._is["planned"][one] & undated[one]) * np.minimum(1.0, known(after) / DAYS)),
                ("long_ago", background),
            ):
                found[name] = np.maximum(found[name], value) if name in found else value
        return found

    def _of_dates(self, left: Ints, right: Ints) -> dict[str, NDArray[Any]]:
        """Whether the days agree that the tellings have, by their own sentence or by another."""
        one, two = self._dated[left], self._dated[right]
        other = ~np.isnan(one + two) & (one != two)
        return {"same_date": one == two, "other_date": other, "other_inherited_date": other & (self._inherited[left] | self._inherited[right])}

    def _of_reality(self, left: Ints, right: Ints) -> dict[str, NDArray[Any]]:
        """What the modalities of both say together."""
        real, unreal, under_way, denied = self._real, self._unreal, self._is["ongoing"], self._is["denied"]
        return {
            "both_unreal": unreal[left] & unreal[right], "both_denied": denied[left] & denied[right],
            "both_ongoing": under_way[left] & under_way[right],
            "done_and_under_way": real[left] & real[right] & (under_way[left] != under_way[right]),
        }  # fmt: skip

    def _of_report(self, left: Ints, right: Ints, one: Bools) -> dict[str, NDArray[Any]]:
        """Two tellings of one report: its title and its lead tell of one thing; "a raid" after a raid is one more."""
        apart = np.abs(self._start[right] - self._start[left])
        in_order = self._start[left] <= self._start[right]
        first, second = np.where(in_order, left, right), np.where(in_order, right, left)
        return {
            "next_told": one / np.maximum(1, np.abs(self._order[right] - self._order[left])), "distance": one * np.minimum(1.0, apart / FAR),
            "title_and_lead": one & (self._start[first] < TITLE) & (self._start[second] < LEAD) & (apart > TITLE_APART),
            "new_later": one & self._new[second], "result_after": one & self._result[second] & ~self._result[first],
        }  # fmt: skip

    def _of_reports(self, left: Ints, right: Ints, two: Bools) -> dict[str, NDArray[Any]]:
        """Tellings of two reports."""
        first, lead, new, known = self._order == 1, self._start < LEAD, self._new, self._known
        return {
            "both_first": two & first[left] & first[right], "both_lead": two & lead[left] & lead[right],
            "both_known": two & known[left] & known[right], "both_new": two & new[left] & new[right], "one_new": two & (new[left] != new[right]),
        }  # fmt: skip


SAME_WORD = (
    ("sentence_words", "same_word_sentence"), ("told_of_type", "same_word_of_type"), ("other_place_beside", "same_word_other_place"),
)  # fmt: skip
"""Features of scenes that weigh apart where the triggers are one word."""
