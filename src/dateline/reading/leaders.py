"""Leaders whom reports name without their country: heads of state and government, ministers, rebel leaders, heads of international bodies.

Look-ups over data/leaders.tsv. A full name is enough; a family name alone counts with the title of the office, or where it is that of one
country's head. Where leaders of two countries could be meant, nobody is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property, lru_cache

import msgspec

from dateline.lexicon import Lexica, index, rule_words
from dateline.reading.actor_codes import ActorCodes, actor_codes, key_of, listed

COURTESY = rule_words("courtesy")
FAMILY_PARTICLES = rule_words("family_particle")
FAMILY_FIRST = frozenset(("CHN", "KOR", "PRK", "TWN", "VNM"))
EVERYDAY = frozenset(("AUS", "BRB", "CAN", "GBR", "IRL", "JAM", "NZL", "TTO", "USA"))
"""Countries whose family names reports bear everywhere ("Brown"): there a title has to tell."""
REMEMBERED_YEARS = 25
"""How long after leaving office somebody is still named without a word of who it is."""
EARLY_YEARS = 2


class Leader(msgspec.Struct, frozen=True):
    """A row of leaders.tsv. `country` None: of a body or movement of many nations. `until` None: still in office."""

    name: tuple[str, ...]
    country: str | None
    office: str
    sectors: tuple[str, ...]
    since: int
    until: int | None

    def fits(self, year: int | None) -> bool:
        """Whether a report of a year may speak of this leader; any report without a date may."""
        return year is None or self.since - EARLY_YEARS <= year <= (self.until or year) + REMEMBERED_YEARS


@cache
def title_words(office: str) -> frozenset[str]:
    """Words of the titles that go before the names of an office's holders (`leader_offices.tsv`)."""
    row = index("leader_offices.tsv").get(office)
    return frozenset(listed(row["titles"])) if row else frozenset()


def goes_by_family(office: str) -> bool:
    """Whether reports name an office's holder by the family name alone."""
    row = index("leader_offices.tsv").get(office)
    return row is not None and row["by_family"] == "yes"


class Leaders:
    """Leaders by their names."""

    def __init__(self, codes: ActorCodes) -> None:
        self.codes = codes

    @cached_property
    def by_name(self) -> Mapping[tuple[str, ...], tuple[Leader, ...]]:
        """By plain words of the name without titles; those of one word need their title."""
        found: dict[tuple[str, ...], list[Leader]] = defaultdict(list)
        for row in self.codes.lexica.table("leaders.tsv"):
            for name in (row["name"], *listed(row["aliases"])):
                words = key_of(name)
                while len(words) > 1 and (title := self.codes.title_at(words, 0)) is not None and len(title.words) < len(words):
                    words = words[len(title.words) :]
                leader = Leader(
                    words, row["country"] or None, row["office"], tuple(listed(row["sectors"])), int(row["since"]),
                    int(row["until"]) if row["until"] else None,
                )  # fmt: skip
                found[words].append(leader)
        return {words: tuple(leaders) for words, leaders in found.items()}

    @cached_property
    def by_family(self) -> Mapping[str, tuple[Leader, ...]]:
        """By family name."""
        found: dict[str, list[Leader]] = defaultdict(list)
        for words, leaders in self.by_name.items():
            for leader in leaders:
                found[words[0 if leader.country in FAMILY_FIRST and len(words) > 1 else -1]].append(leader)
        return {word: tuple(leaders) for word, leaders in found.items()}

    def meant(self, names: Collection[tuple[str, ...]], titles: Iterable[str], year: int | None) -> Leader | None:
        """The leader whom a person's names stand for, None where nobody or several countries' could be.

        Args:
            names: plain words of each name, without titles.
            titles: plain words of all titles.
            year: of the report.
        """
        said = set(titles) - COURTESY
        full = [x for words in names if len(words) > 1 for x in self.by_name.get(words, ()) if x.fits(year)]
        if full:
            return self._only(full, said) or self._only(full[-1:], said)
        if any(len(words) > 2 or (len(words) == 2 and words[0] not in FAMILY_PARTICLES) for words in names):
            return None
        known = [x for words in names for x in self.by_family.get(words[-1], ()) if x.fits(year)]
        if said:
            return self._only([x for x in known if title_words(x.office) & said], said)
        if any(words[-1] in self.codes.first_names for words in names):
            return None
        heads = any(goes_by_family(x.office) and len(x.name) > 1 and x.country not in EVERYDAY for x in known)
        return self._only(known, said) if heads else None

    @staticmethod
    def _only(found: list[Leader], said: set[str]) -> Leader | None:
        """The one that is left when the titles are asked; of several of one country any."""
        titled = [x for x in found if title_words(x.office) & said] or found
        return titled[-1] if len({x.country for x in titled}) == 1 else None


@lru_cache(maxsize=4)
def leaders(lexica: Lexica) -> Leaders:
    """The look-ups for these lexica, made once."""
    return Leaders(actor_codes(lexica))
