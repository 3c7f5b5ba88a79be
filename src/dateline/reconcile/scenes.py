"""Where tellings stand: the words and places of their sentences, their order in the report, and when the report could know of them.

Features of a pair beside those of its triggers (`triggers`) and its coding (`events`); their weights stand in `merge_weights.tsv`.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import alternation, table
from dateline.reconcile.corpus import fold
from dateline.reconcile.pairwise import Asked, Bools, Ints, Sets, days_of, known, numbers, same, spans
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
_STEM = re.compile(rf"([a-z]{{{SHORT_WORD + 1},{STEM}}})[a-z]*")


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
        found |= self._of_knowing(left, right) | self._of_dates(left, right) | self._of_reality(left, right)
        found |= self._of_report(left, right, one) | self._of_reports(left, right, ~one)
        return found | {into: found[name] * same_word for name, into in SAME_WORD}

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
