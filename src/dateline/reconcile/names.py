"""Names compared: spellings, transliterations, initials, initialisms, orders of words; with the reasons."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby

import msgspec
from rapidfuzz.distance import OSA

from dateline.lexicon import rule_words, table
from dateline.reconcile.corpus import fold, words_in
from dateline.reconcile.rarity import is_listed, rarity

_MARKS = re.compile(r"['’`]s\b|['’‘`ʿʾ]|\.(?<=\b[^\W\d_]\.)(?=[^\W\d_]\b)")
"""(Every branch begins with the character it is about: so the search need not stop at others.)"""


@cache
def word_class(name: str) -> frozenset[str]:
    """Words of one class of `name_words.tsv`: particle, article, everybody, form, given, number, short, letter."""
    return frozenset(row["word"] for row in table("name_words.tsv") if row["class"] == name)


@cache
def _stands_for(name: str) -> Mapping[str, str]:
    return {row["word"]: row["into"] for row in table("name_words.tsv") if row["class"] == name}


@lru_cache(maxsize=20_000)
def name_words(name: str) -> tuple[str, ...]:
    """Words of a name: folded, Cyrillic in Latin letters, without possessive; dotted initials joined."""
    return tuple(words_as_names(name))


def words_as_names(text: str) -> list[str]:
    """The words of a text as `name_words` gives them; nothing of it is remembered."""
    text = _MARKS.sub("", fold(text))
    if not text.isascii() and any("а" <= c <= "я" for c in text):
        letters = _stands_for("letter")
        text = "".join(letters.get(c, c) for c in text)
    return words_in(text)


@lru_cache(maxsize=20_000)
def core_words(name: str) -> tuple[str, ...]:
    """Words that carry the name: particles and articles dropped, unless nothing is left."""
    found, particles = joined_servant(name_words(name)), word_class("particle")
    return tuple([w for w in found if w not in particles]) or found


SERVANT = rule_words("servant")


def joined_servant(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words with "Abd al-" and what follows as one: "Abd Al-Haleem" and "Abdul Haleem" are Abdelhaleem."""
    if SERVANT.isdisjoint(words):
        return words
    found: list[str] = []
    n = 0
    while n < len(words):
        if words[n] in SERVANT and n + 1 < len(words):
            n += 1 + (words[n + 1] in ("al", "el", "ul", "as", "ar") and n + 2 < len(words))
            found.append("abdel" + words[n])
        else:
            found.append(words[n])
        n += 1
    return tuple(found)


FATHER = rule_words("father_of")


def is_name_of_father(name: str) -> bool:
    """Whether a name is "Abu" with one name behind it, which is a full one."""
    words = name_words(name)
    return len(words) == 2 and words[0] in FATHER


_SOUNDS: Sequence[tuple[frozenset[str], re.Pattern[str], str]] = tuple(
    (frozenset(letters), re.compile(pattern), into)
    for letters, pattern, into in (
        ("c", r"tsch|tch|cz|ch", "c"), ("s", r"sch|sh|sz", "s"), ("hj", r"dzh|dj|zh", "j"), ("h", r"kh|gh", "h"), ("h", r"ph", "f"),
        ("h", r"th", "t"), ("cq", r"ck|q|c(?=[aou])", "k"), ("x", r"x", "ks"), ("w", r"w", "v"), ("o", r"oe|ou|oo|uo", "u"),
        ("ei", r"ee|ie|ei|ij|iy|yi|ea", "i"), ("jy", r"y|j(?=[aou])", "i"), ("ae", r"ai|ay|ei|ey|ae", "e"), ("o", r"o", "u"), ("e", r"e", "i"),
        ("ou", r"off$|ow$|ov$|uv$|uff$", "uv"),
    )
)  # fmt: skip
"""Letters one of which every match has, what is written, and how it sounds."""
_MUTE = re.compile(r"(?<=.)h(?![aeiou])")


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """A key under which common transliterations of one name word fall together."""
    for letters, pattern, into in _SOUNDS:
        if not letters.isdisjoint(word):
            word = pattern.sub(into, word)
    word = "".join([letter for letter, _ in groupby(word)])  # a doubled letter sounds like one
    return _MUTE.sub("", word) if "h" in word else word


def somali(word: str) -> str:
    """A name word with the letters of Somali spelling as English has them: Xirsi, Hersi; Cabdi, Abdi; Maxamed, Mahamed."""
    return re.sub(r"^c(?=[aeiou])", "", word.replace("x", "h")).replace("aa", "a").replace("uu", "u")


@lru_cache(maxsize=20_000)
def _somali_sound(word: str) -> str:
    return sound(somali(word))


def word_score(left: str, right: str) -> float:
    """How well two name words agree, 0.75..1: same, same given name, same sound, initial, few letters apart; 0 for other words."""
    if left == right:
        return 1.0
    if left.isdigit() or right.isdigit():
        return 0.0
    if len(left) == 1 or len(right) == 1:
        return 0.75 if left[0] == right[0] else 0.0
    given = _stands_for("given")
    if left in given and given[left] == given.get(right):
        return 0.95
    size, least = max(len(left), len(right)), min(len(left), len(right))
    one, two = sound(left), sound(right)
    if least > 2 and (one == two or _with_article(left, right) or _with_article(right, left)):
        return 0.93
    if is_listed(left) and is_listed(right):
        return 0.0  # two words of general English are two words ("eastern", "western")
    if least > 3 and _somali_sound(left) == _somali_sound(right):
        return 0.85
    apart = OSA.distance(left, right, score_cutoff=3)
    if apart == 1 and size >= 4:
        return 0.85 if size >= 5 else 0.75
    if apart == 2 and size >= 7:
        return 0.8
    if apart == 3 and size >= 11:
        return 0.75
    return 0.75 if size >= 5 and OSA.distance(one, two, score_cutoff=1) == 1 else 0.0


def _with_article(long: str, short: str) -> bool:
    """Whether a name is another with the Arabic article written in one word with it: Eltom, (al-)Tom."""
    return long[:2] in ("al", "el") and long[2:] == short


def initials(words: Sequence[str]) -> str:
    """First letters of the words."""
    return "".join(w[0] for w in words)


MOST_INITIALS = 8


def is_initialism(short: str, long: Sequence[str]) -> bool:
    """True when `short` is made of the first letters of the words of `long` (small words may be left out)."""
    plain = fold(re.sub(r"[.\s]", "", short))
    if not 2 <= len(plain) <= MOST_INITIALS or len(long) < 2:
        return False
    return plain in (initials(long), initials([w for w in long if w not in word_class("particle")]))


class Parts(msgspec.Struct, frozen=True, gc=False):
    """A name as comparing needs it.

    `core`: its words without particles; `letters`: these as one word; `telling`: telling words (numbers as digits, short forms written
    out), `weights`: how much each of these weighs; `forms`: forms of companies, apart; `short`: its letters where they may be an initialism, `initials`: initialisms it may have.
    """

    core: tuple[str, ...]
    letters: str
    telling: tuple[str, ...]
    weights: tuple[float, ...]
    forms: tuple[str, ...]
    short: str | None
    initials: frozenset[str]


@lru_cache(maxsize=20_000)
def parts_of(name: str, person: bool) -> Parts:
    """The parts of a name."""
    core, words = core_words(name), name_words(name)
    short = fold(re.sub(r"[.\s]", "", name))
    without = [w for w in words if w not in word_class("particle")]
    telling, forms = _normal(core, person)
    return Parts(
        core, "".join(core), telling, tuple([_weight(w, person) for w in telling]), forms, short if 2 <= len(short) <= MOST_INITIALS else None,
        frozenset((initials(words), initials(without)) if len(words) > 1 else ()),
    )  # fmt: skip


def _normal(words: Sequence[str], person: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Telling words (numbers as digits, short forms written out) and forms of companies, apart."""
    forms, numbers, short = _stands_for("form"), _stands_for("number"), _stands_for("short")
    telling: list[str] = []
    dropped: list[str] = []
    for word in words:
        if person:
            telling.append(word)
        elif word in forms:
            dropped.append(forms[word])
        elif word in numbers:
            if telling and telling[-1].isdigit() and len(telling[-1]) == 2 and telling[-1].endswith("0") and len(numbers[word]) == 1:
                telling[-1] = telling[-1][0] + numbers[word]
            else:
                telling.append(numbers[word])
        else:
            telling.append(short.get(word, word))
    return (tuple(telling), tuple(dropped)) if telling else (tuple(dropped), ())


def _aligned(left: Sequence[str], right: Sequence[str]) -> list[tuple[float, int, int]]:
    """Pairs of words that agree, best first, each word once. Equal words need no comparing, unless a name says one twice."""
    place = {w: j for j, w in enumerate(right)}
    equal = [(abs(i - place[w]), i, place[w]) for i, w in enumerate(left) if w in place]
    once = len(place) == len(right) and len(set(left)) == len(left)
    found = [(1.0, i, j) for _, i, j in sorted(equal)] if once else []
    used_left, used_right = {i for _, i, _ in found}, {j for _, _, j in found}
    pairs = [
        (-value, abs(i - j), i, j)
        for i, a in enumerate(left) if i not in used_left
        for j, b in enumerate(right) if j not in used_right and (value := word_score(a, b)) > 0
    ]  # fmt: skip
    for value, _, i, j in sorted(pairs):
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            found.append((-value, i, j))
    return found


def _weight(word: str, person: bool) -> float:
    if len(word) == 1 and not word.isdigit():
        return 0.5
    return 1.0 if person else 0.25 + 0.75 * min(1.0, rarity(word) / 6.0)


def name_score(left: str, right: str, kind: str | None = None) -> tuple[float, tuple[str, ...]]:
    """How likely two names name one actor, 0..1 (0.5: as likely as not), and why.

    Words are paired by spelling and sound. A word on each side without a partner means another actor; words that only one side has cost
    little for persons (middle names) and more for bodies (branches), less where they are common words.

    Args:
        left, right: names without titles.
        kind: actor kind; "person" or a body.
    """
    person = kind == "person"
    a, b = parts_of(left, person), parts_of(right, person)
    if not a.core or not b.core:
        return 0.0, ()
    if a.core == b.core:
        return 1.0, ("same_name",)
    if len(a.letters) == len(b.letters) and sorted(a.core) == sorted(b.core):
        return 0.95, ("same_words",)
    if a.letters == b.letters:
        return 0.95, ("same_letters",)
    if not person and (a.short in b.initials or b.short in a.initials):
        return 0.85, ("initialism",)
    if not person and len(a.letters) == len(b.letters) <= LONGEST_INITIALISM and left.isupper() and right.isupper():
        return 0.0, ()  # other initials are another body
    one, two = a.telling, b.telling
    if one == two:
        return 0.9, ("same_words",)
    if len(one) != len(two):
        letters_one, letters_two = "".join(one), "".join(two)
        if len(letters_one) >= LONG_NAME and sound(letters_one) == sound(letters_two):
            return 0.9, ("same_letters",)
        if min(len(letters_one), len(letters_two)) >= LONG_NAME and OSA.normalized_similarity(letters_one, letters_two) >= 0.92:
            return 0.85, ("same_letters",)
    good = _aligned(one, two)
    if not good:
        return 0.0, ()
    if person and min(len(one), len(two)) == 1:
        return _short_person(one, two, good)
    sizes = [min(a.weights[i], b.weights[j]) for _, i, j in good]
    kept = sum(sizes)
    value = sum([v * size for (v, _, _), size in zip(good, sizes, strict=True)]) / kept
    paired_one, paired_two = {i for _, i, _ in good}, {j for _, _, j in good}
    lost_one = sum([weight for n, weight in enumerate(a.weights) if n not in paired_one])
    lost_two = sum([weight for n, weight in enumerate(b.weights) if n not in paired_two])
    clash = min(lost_one, lost_two)
    extra = max(lost_one, lost_two) - clash
    value -= 1.6 * clash / (clash + kept) + (0.09 if person else 0.75) * extra / (extra + kept)
    if a.forms and b.forms and set(a.forms) != set(b.forms) and value > 0.9:
        value -= 0.05
    value = max(0.0, min(1.0, value))
    score = round(value / SURE * 0.5 if value < SURE else 0.5 + (value - SURE) / (1 - SURE) * 0.5, 4)
    return score, ("similar_name",) if score >= 0.5 else ()


LONGEST_INITIALISM = 5
"""Letters up to which a name in capitals is one of initials."""
LONG_NAME = 8
"""Letters from which two names that are divided otherwise into words are one by their letters."""
SURE = 0.72
"""Agreement of two names that makes one actor as likely as not."""


def _short_person(one: Sequence[str], two: Sequence[str], good: Sequence[tuple[float, int, int]]) -> tuple[float, tuple[str, ...]]:
    """A single word against a name: the family name is a clue, never enough by itself."""
    value, i, j = good[0]
    if len(one) == len(two) == 1:
        return (0.9 * value, ("similar_name",)) if value >= 0.75 else (0.3, ())
    long, at = (one, i) if len(one) > 1 else (two, j)
    if at == len(long) - 1:
        return 0.45 * value, ("family_name",)
    return (0.4 * value, ("given_name",)) if at == 0 else (0.3 * value, ())
