"""Offices and bodies of a state under their many wordings: "the interior minister", "Minister of Home Affairs", "Togo's government".

An office is held by one person at a time and a state has one government, army, foreign ministry; so within a story a description of an
office stands for the one person who holds it, and descriptions of one body for one actor. Where two could be meant, nothing is joined.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

import msgspec

from dateline.lexicon import rule_words, table
from dateline.model.mention import Chain
from dateline.reconcile.names import name_words, word_class

SAME_OFFICE = 0.5
OTHER_STATE = -3.0
"""Score of bodies that two states have: it keeps them apart for good (see `actors.NEVER`)."""
SMALL_WORDS = frozenset(("of", "for", "and", "in", "at", "the", "a", "an", "s", "affairs", "his", "her", "its", "their", "own", "new"))
LED_BY = rule_words("led_by")
PAST_HOLDERS = rule_words("past_holder")
OTHER_HOLDER = rule_words("other_holder")
"""Words that make another office of an office, or of its holder somebody else."""
HEADS = {"minister": "minister", "ministry": "ministry", "ministers": "ministers"}


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """A plain office or body. `domain`: words that are left (a region, a unit, a name), folded; `exact`: nothing was left over."""

    plain: str
    person: bool
    domain: frozenset[str]


@cache
def _phrases() -> Mapping[tuple[str, ...], tuple[str, bool]]:
    rows = [(name_words(row["phrase"]), row) for row in table("offices.tsv")]
    return {tuple(w for w in words if w not in SMALL_WORDS): (row["plain"], row["class"] == "office") for words, row in rows}


@cache
def _fields() -> Mapping[str, str]:
    return {row["word"]: row["field"] for row in table("ministry_fields.tsv")}


@cache
def _countries() -> Mapping[tuple[str, ...], str]:
    """Names, adjectives, demonyms and capitals of countries as words, with ISO 3166-1 alpha-3."""
    found: dict[tuple[str, ...], str] = {}
    for row in table("countries.tsv"):
        for column in ("name", "alternatives", "adjectives", "demonyms", "capital"):
            for text in row[column].split("|"):
                if words := name_words(text):
                    found.setdefault(words, row["iso3"])
    return found


def is_country(text: str) -> bool:
    """Whether a text is a country's name and nothing more, articles aside."""
    return tuple(w for w in name_words(text) if w not in word_class("article")) in _countries()


@cache
def _begin_phrases() -> frozenset[str]:
    """Words that phrases of offices begin with."""
    return frozenset(words[0] for words in _phrases() if words)


@cache
def _begin_countries() -> frozenset[str]:
    """Words that names of countries begin with."""
    return frozenset(words[0] for words in _countries())


@lru_cache(maxsize=5_000)
def office_of(text: str) -> tuple[Office | None, str | None]:
    """The office or body that a description names and the country in its words (ISO 3166-1 alpha-3), each None where there is none.

    Example:
        >>> office_of("Italy's interior minister")[0].plain
        'minister interior'
    """
    words = list(name_words(text))
    country = None
    for size in () if _begin_countries().isdisjoint(words) else (4, 3, 2, 1):
        for at in range(len(words) - size + 1):
            if (iso := _countries().get(tuple(words[at : at + size]))) is not None and country is None:
                country = iso
                del words[at : at + size]
                break
    words = [w for w in words if w not in SMALL_WORDS and w not in word_class("article")]
    if not words:
        return None, country
    for head, plain in HEADS.items():
        if head in words:
            rest = [w for w in words if w != head]
            field = next((_fields()[w] for w in rest if w in _fields()), None)
            if field is None or (head == "minister" and "prime" in rest):
                break
            left = frozenset(w for w in rest if w not in _fields())
            if left & OTHER_HOLDER:
                return None, country
            return Office(plain=f"{plain} {field}", person=head == "minister", domain=left), country
    for size in () if _begin_phrases().isdisjoint(words) else range(len(words), 0, -1):
        for at in range(len(words) - size + 1):
            entry = _phrases().get(tuple(words[at : at + size]))
            if entry is not None and (at + size == len(words) or size == len(words) or at == 0):
                others = frozenset((*words[:at], *words[at + size :]))
                if entry[1] and OTHER_HOLDER & others:
                    return None, country
                if not entry[1] and LED_BY & others:
                    others = frozenset()  # "the government of President Ada Mirren"
                return Office(plain=entry[0], person=entry[1], domain=others), country
    return None, country


def past_office(text: str) -> str | None:
    """The office that somebody held once by a description: "the former minister"; "minister" alone where no field is named.

    Example:
        >>> past_office("the ousted prime minister"), past_office("his former minister")
        ('prime minister', 'minister')
    """
    words = [w for w in name_words(text) if w not in word_class("article")]
    left = [w for w in words if w not in PAST_HOLDERS]
    if len(left) == len(words) or OTHER_HOLDER & set(left):
        return None
    office, _ = office_of(" ".join(left))
    return office.plain if office is not None and office.person else "minister" if left[-1:] == ["minister"] else None


def _offices(chain: Chain) -> Iterator[tuple[Office, str | None]]:
    if chain.kind == "armed_group":
        return  # a "National Army" that fights the state is not its army
    texts = [chain.name] if not chain.named or chain.kind != "person" else []
    texts += [f"{t.title} {t.of or ''}" if t.of and t.of.casefold() not in t.title.casefold() else t.title for t in chain.titles]
    for text in texts:
        office, country = office_of(text)
        if office is not None and office.person == (chain.kind == "person"):
            yield office, country or (None if chain.country_guessed else chain.country)


def _fits(left: tuple[Office, str | None], right: tuple[Office, str | None]) -> bool:
    (a, a_country), (b, b_country) = left, right
    if a.plain != b.plain or (a_country and b_country and a_country != b_country):
        return False
    return a.domain == b.domain or (a.person and (a.domain <= b.domain or b.domain <= a.domain))


def office_pairs(chains: Sequence[tuple[Chain, str, str]]) -> Iterator[tuple[int, int, float, tuple[str, ...]]]:
    """Pairs of chains that stand for one office or body: `(smaller index, larger index, score, reasons)`.

    Args:
        chains: `(chain, story, report id)` in order; indices are positions here.
    """
    by_story: dict[tuple[str, str], list[int]] = defaultdict(list)
    known: dict[int, list[tuple[Office, str | None]]] = {}
    for n, (chain, story, _) in enumerate(chains):
        if chain.plural and chain.kind == "person":
            continue
        if found := list(_offices(chain)):
            known[n] = found
            for plain in {o.plain for o, _ in found}:
                by_story[story, plain].append(n)
    for members in by_story.values():
        if len(members) < 2 or len(members) > 400:
            continue
        for n in members:
            chain, _, report = chains[n]
            if chain.named and chain.kind == "person":
                continue
            others = [m for m in members if m != n and any(_fits(a, b) for a in known[n] for b in known[m])]
            holders = [m for m in others if chains[m][0].named]
            if chain.kind == "person":
                if stated := {c for _, c in known[n] if c}:  # "Germany's foreign minister" beside a foreign minister, and not joined in reading
                    beside = {_family(chains[m][0]) for m in holders if chains[m][2] == report}
                    holders = [m for m in holders if _family(chains[m][0]) not in beside and chains[m][0].country in (None, *stated)]
                holders = _likeliest(n, holders, chains, known)
                if len({_family(chains[m][0]) for m in holders}) == 1:
                    for m in holders:
                        yield min(n, m), max(n, m), SAME_OFFICE, ("same_office",)
                continue
            stated = {c for m in (n, *others) for _, c in known[m] if c}
            if len(stated) > 1:  # bodies of several states: one that says not which is the guessed one's
                own: set[str | None] = {c for _, c in known[n] if c} or {chain.country}
                others = [m for m in others if own & (set[str | None](c for _, c in known[m] if c) or {chains[m][0].country})]
            mine = {c for _, c in known[n] if c}
            for m in members:
                theirs = {c for _, c in known[m] if c}
                if n < m and mine and theirs and not mine & theirs:
                    yield n, m, OTHER_STATE, ("other_state",)
            for m in others:
                if _of_another_state(n, m, chains, known):
                    continue
                if chains[m][2] != report and not (chain.named and chains[m][0].named):
                    yield min(n, m), max(n, m), SAME_OFFICE, ("same_body",)


def past_holder_pairs(chains: Sequence[tuple[Chain, str, str]]) -> Iterator[tuple[int, int, float, tuple[str, ...]]]:
    """Pairs of "the former minister" and the one person of its report who holds that office in another report and not in this one."""
    reports: dict[str, list[int]] = defaultdict(list)
    for n, (chain, _, report) in enumerate(chains):
        if chain.kind == "person" and not chain.plural:
            reports[report].append(n)
    held: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chain, story, _ in chains:
        if chain.kind == "person" and chain.named:
            held[story, _family(chain)].update(o.plain for o, _ in _offices(chain))
    for members in reports.values():
        for n in members:
            chain, story, _ = chains[n]
            plain = past_office(chain.name) if not chain.named else None
            if plain is None:
                continue
            holders = [
                m for m in members
                if chains[m][0].named and any(_is_of(o, plain) for o in held[story, _family(chains[m][0])])
                and not any(_is_of(o.plain, plain) for o, _ in _offices(chains[m][0]))
                and chain.gender in (None, chains[m][0].gender or chain.gender)
            ]  # fmt: skip
            if len(holders) == 1:
                yield min(n, holders[0]), max(n, holders[0]), SAME_OFFICE, ("held_this_office",)


def _is_of(office: str, plain: str) -> bool:
    """Whether a plain office is another or, for "minister" alone, that of any minister."""
    return office == plain or (plain == "minister" and office.startswith("minister "))


def _of_another_state(
    n: int, m: int, chains: Sequence[tuple[Chain, str, str]], known: Mapping[int, Sequence[tuple[Office, str | None]]]
) -> bool:
    """Whether one body says whose it is ("Beninese police") and the other's report is about another country."""
    one, two = ({c for _, c in known[k] if c} for k in (n, m))
    if bool(one) == bool(two):
        return False
    guessed = chains[m if one else n][0].country
    return guessed is not None and guessed not in one | two


def government_pairs(chains: Sequence[tuple[Chain, str, str]]) -> Iterator[tuple[int, int, float, tuple[str, ...]]]:
    """Pairs of a country that acts and its government ("Lome", "the government") in one story; as `office_pairs`.

    A government whose country is only guessed is that of the one country that acts, and of none where several do, or where its name holds
    that of somebody of another country ("the government of Premier Roldan").
    """
    acting: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, (chain, story, _) in enumerate(chains):
        if chain.kind == "country" and chain.named and chain.country:
            acting[story, chain.country].append(n)
    countries = Counter(story for story, _ in acting)
    stated: dict[tuple[str, str], set[str]] = defaultdict(set)
    for chain, story, _ in chains:
        if chain.kind == "person" and chain.named and chain.country and not chain.country_guessed:
            stated[story, _family(chain)].add(chain.country)
    for n, (chain, story, _) in enumerate(chains):
        if chain.kind == "government" and chain.country and not (chain.country_guessed and countries[story] > 1) and is_government(chain):
            led_by = {c for w in name_words(chain.name) for c in stated.get((story, w), ())} if chain.country_guessed else set()
            if led_by and chain.country not in led_by:
                continue
            for m in acting.get((story, chain.country), ()):
                yield min(n, m), max(n, m), SAME_OFFICE, ("same_government",)


def is_government(chain: Chain) -> bool:
    """Whether a chain is the government of a whole country: no province's, nobody's of a name of its own."""
    office, _ = office_of(chain.name)
    return office is not None and office.plain == "government" and not office.domain


def _likeliest(
    n: int, holders: Sequence[int], chains: Sequence[tuple[Chain, str, str]], known: Mapping[int, Sequence[tuple[Office, str | None]]]
) -> list[int]:
    """Of the holders of an office those that a description can mean: no other gender; of its country, where some are."""
    gender = chains[n][0].gender
    genders: dict[str, set[str]] = defaultdict(set)  # what one report leaves open ("Odel") another tells ("Odel said he")
    for m in holders:
        if (known_as := chains[m][0].gender) is not None:
            genders[_family(chains[m][0])].add(known_as)
    found = [m for m in holders if not gender or not (told := genders[_family(chains[m][0])]) or gender in told]
    for countries in ({c for _, c in known[n] if c}, {chains[n][0].country} - {None}):
        own = [m for m in found if countries & {c for _, c in known[m]}] or [m for m in found if chains[m][0].country in countries]
        if own and countries and len({_family(chains[m][0]) for m in found}) > 1:
            found = own
    return found


def _family(chain: Chain) -> str:
    words = name_words(chain.name)
    return words[-1] if words else ""
