"""Lasting relations between two actors: leads, member of, allied with, backs, opposes, recognises, loyal to, holds office in, part of.

Sources: titles and the body they belong to, words that state a relation (`relation_cues.tsv`), possessors and bodies inside a
mention ("Musa's army", "a nurse of the Red Cross", "ECOWAS Commission"). What is denied, planned or only possible gives no relation.

The rule of a relation says how sure its body is: "near", the title does not name it; "office", only the report as a whole tells whose
office it is (both are checked by countries where reports come together); "unnamed", its subject has no name and is not kept for it.
"""

from collections.abc import Iterator, Sequence, Set
from functools import cached_property

import msgspec

from dateline.lexicon import Lexica, rule_words
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.mention import Chain, Mention, TitleHeld
from dateline.model.position import Predicate, Relation
from dateline.model.reading import Reading
from dateline.reading.actor_codes import ActorCodes, actor_codes, plain, word_class
from dateline.reading.modality import fold, operators
from dateline.reading.participants import Participants
from dateline.text.segment import ReportText

Cue = tuple[Predicate, bool]
FORCES = frozenset(["armed_group", "military"])
BODIES = frozenset(["organisation", "government", "military", "armed_group", "intergovernmental", "outlet"])
PARTS = BODIES - {"organisation", "outlet"}
GROUPS = frozenset(["organisation", "armed_group", "military", "outlet"])
OFFICES = frozenset(["office", "government", "state"])
"""Kinds of titles (`relation_titles.tsv`) that belong to a government where no other body is named."""
PARTIES = frozenset(["PTY", "OPP", "LAB"])
"""Sectors of bodies to which "her" ties a member ("her party", "Lee's Liberal Union")."""
MEMBERS = frozenset(["member", "part", "voice"])
STATES = frozenset(["government", "country"])
RULING = rule_words("ruling")
PLAIN_RULING = frozenset(["government", "cabinet"])
OF_RULE = rule_words("of_rule")
GENERALS = rule_words("general")
PLAIN_MODIFIERS = rule_words("plain_modifier")
PAST_HOLDERS = rule_words("past_holder")
MINISTER = "minister"
GUESSED = frozenset(("relations.near", "relations.office"))
"""Rules that guess the body of a title: they yield where the report says who leads that body."""
BYGONE = rule_words("bygone")
BROKEN_OFF = rule_words("broken_off")
JOINTS = frozenset(["-", "‐", "–"])
SUPPORTED = rule_words("supported")
RIVAL = word_class("rival")
MISSIONS = rule_words("mission")
SET_UP = rule_words("set_up")
SUPPORT = rule_words("support_noun")
FINITE = frozenset(("VBD", "VBZ", "VBP"))
"""Tags of verbs behind which the seat of government that opens a sentence says no more of whom an office is."""
ARTICLES = frozenset(["the", "this", "that"])
MASTERS = rule_words("ship_master")
OFFICIAL = frozenset(["COP", "MIL", "GOV"])
APPOINTING = rule_words("appointing")
NEAR_PARAGRAPHS = 3
"""Paragraphs back to which "a rival group" is the rival of a group told of."""
WARS = frozenset(("war", "odds", "loggerheads"))
POSTS = rule_words("mission_abroad")
"""Missions of a state: "the Norwegian embassy"."""


class RelationReader:
    """Relations of one report."""

    def __init__(self, text: ReportText, found: Reading, lexica: Lexica) -> None:
        self.text = text
        self.tokens = text.tokens
        self.found = found
        self.who = Participants(text, found)
        self.codes: ActorCodes = actor_codes(lexica)
        self.office = {row["word"]: row["relation"] for row in lexica.table("relation_titles.tsv")}
        self.cues: dict[tuple[str, str, str], Cue] = {
            (row["word"], row["pos"], row["frame"]): (row["predicate"], row["turned"] == "yes")  # type: ignore[misc]
            for row in lexica.table("relation_cues.tsv")
        }

    def relations(self) -> Iterator[Relation]:
        yield from self.from_titles()
        yield from self.from_words()
        yield from self.from_owners()

    # ------------------------------------------------------------------ look-ups
    @cached_property
    def mentions_of(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for mention in self.found.mentions:
            if mention.chain_id is not None:
                found.setdefault(mention.chain_id, []).append(mention)
        return found

    @cached_property
    def called(self) -> dict[str, set[tuple[str, ...]]]:
        """Plain words of every name and noun phrase of each actor, articles left out."""
        found: dict[str, set[tuple[str, ...]]] = {}
        for chain in self.found.chains:
            texts = {chain.name, *chain.aliases, *(m.text for m in self.mentions_of.get(chain.chain_id, ()) if m.form != "pronoun")}
            whole = {words for t in texts if (words := bare(t))}
            found[chain.chain_id] = whole | {short for words in whole if (short := before_place(words))}
        return found

    def chain(self, chain_id: str) -> Chain:
        return self.who.chains[chain_id]

    def bodies_in(self, first: int, last: int, holder: str) -> list[str]:
        """Collective actors mentioned among the tokens, longest mention first, without the holder."""
        spans = []
        for mention in self.found.mentions:
            if mention.chain_id in (None, holder) or mention.chain_id not in self.who.chains:
                continue
            inside = self.tokens[first].start <= mention.start < self.tokens[last - 1].end  # a title may end within a name
            if inside and self.chain(mention.chain_id).kind in BODIES | {"country"}:
                spans.append((mention.start - mention.end, mention.start, mention.chain_id))
        return [c for _, _, c in sorted(spans)]

    def by_words(self, words: Sequence[str], holder: str, before: int) -> str | None:
        """The collective actor that a modifier names: "army spokesman", "rebel leader", "IAEA chief", "Foreign Ministry spokesman"."""
        wanted = tuple(words)
        singular = (*wanted[:-1], wanted[-1].removesuffix("s"))
        found = []
        for chain in self.found.chains:
            if chain.kind not in BODIES or chain.chain_id == holder:
                continue
            for name in self.called[chain.chain_id]:
                end = (*name[:-1], name[-1].removesuffix("s"))
                exact = end == singular
                tail = len(end) > len(singular) and end[-len(singular) :] == singular
                initials = (
                    len(wanted) == 1
                    and len(wanted[0]) > 1
                    and "".join(w[0] for w in name if w not in ("of", "the", "for", "and")) == wanted[0]
                )
                if exact or tail or initials:
                    first = min((m.start for m in self.mentions_of.get(chain.chain_id, ())), default=0)
                    if wanted == ("party",) and first > before:
                        continue  # "party leader Ann Sarr" before another party is told of
                    found.append((not exact, abs(first - before), chain.chain_id))
        return min(found)[2] if found else None

    def ruling(self, country: str | None, stated: bool) -> str | None:
        """The government of a country as an actor of the report: "the government", "the Chadian authorities"."""
        found = [c for c in self.found.chains if c.kind == "government" and self.mostly_ruling(c.chain_id)]
        same = [c for c in found if country is not None and c.country == country]
        if not same and not stated and len(found) == 1 and (country is None or found[0].country is None):
            same = found
        same.sort(key=lambda c: -len(c.mention_ids))
        return same[0].chain_id if same else None

    @cached_property
    def plain_governments(self) -> tuple[str, ...]:
        """Governments that a report calls "the government", "the cabinet" without saying whose."""
        return tuple(
            c.chain_id for c in self.found.chains
            if c.kind == "government" and self.mostly_ruling(c.chain_id) and any(
                m.form != "pronoun" and bare(m.text) and set(bare(m.text)) <= PLAIN_RULING for m in self.mentions_of.get(c.chain_id, ())
            )
        )  # fmt: skip

    def mostly_ruling(self, chain_id: str) -> bool:
        """Whether at least half of an actor's names are those of a country's government: "Musa's government" is somebody's own."""
        names = self.called[chain_id]
        return 2 * sum(map(self.is_ruling, names)) >= max(len(names), 1)

    def is_ruling(self, words: tuple[str, ...]) -> bool:
        if not set(words) & RULING or RIVAL & set(words):
            return False
        rest = [w for w in words if w not in RULING and w not in OF_RULE]
        return not rest or self.codes.country_of(rest) is not None

    def state(self, country: str | None) -> str | None:
        if country is None:
            return None
        return next((c.chain_id for c in self.found.chains if c.kind == "country" and c.named and c.country == country), None)

    def holds(self, token: int) -> bool:
        """Whether what the token states is given as a fact."""
        state, _ = fold(operators(self.text, token))
        return state in ("happened", "ongoing") and not self.denied(self.tokens[token].start)

    def denied(self, at: int) -> bool:
        return any(s.cue_class in ("deny", "hope", "ask") and any(c.start <= at < c.end for c in s.content) for s in self.found.statements)

    # ------------------------------------------------------------------ titles
    def from_titles(self) -> Iterator[Relation]:
        for chain in self.found.chains:
            if chain.kind != "person":
                continue
            titles = [t for t in chain.titles if MINISTER in bare(t.title)]
            regional = any(map(self.is_of_region, titles))
            for title in chain.titles:
                if not (regional and title in titles):
                    yield from self.from_title(chain, title)

    def was(self, holder: Chain) -> bool:
        """Whether a person is told of as one who leads no more: "the former president"."""
        return any(PAST_HOLDERS & set(bare(t.title)) for t in holder.titles)

    def from_title(self, chain: Chain, title: TitleHeld) -> Iterator[Relation]:
        span = self.text.tokens_in(title.evidence.start, title.evidence.end)
        if not span or not self.is_held(span):
            return
        span = self.with_joint(span)
        cut = next((i for i in span if self.tokens[i].lower in ("of", "for", "at", "in", "to")), span[-1] + 1)
        words = [(i, plain(self.tokens[i].text)) for i in range(span[0], cut)]
        words = [(i, w) for i, w in words if any(c.isalnum() for c in w)]
        if (one := self.codes.title_of_one([w for _, w in words])) is not None:  # "Presidents Ann Reed and Juan Paz"
            words = [(i, w) for (i, _), w in zip(words, one, strict=True)]
        head = next((n for n in range(len(words) - 1, -1, -1) if words[n][1] in self.office), None)
        if head is None:
            return
        if words[head][1] == "general" and head and words[head - 1][1] in GENERALS:
            head -= 1
        word = words[head][1]
        kind = self.office[word]
        before = {w for _, w in words[:head]}
        if before & PAST_HOLDERS:
            return
        if kind == "state" and before & {"vice", "deputy"}:
            kind = "office"
        elif word == "minister" and "prime" in before and "deputy" not in before:
            kind = "government"
        elif word == "secretary" and words[-1][1] == "general" and "deputy" not in before:
            kind = "lead"
        elif word == "secretary" and "general" in before:
            kind = "post"  # of a party or a union, not of a state
        elif before & {"deputy", "vice", "assistant"} and kind != "envoy":
            kind = kind if kind in ("office", "post") else "office" if kind in ("government", "state") else "member"
        bodies, rule = self.bodies_of(chain, title, span, words[:head], kind, cut)
        if word in MASTERS and bodies and self.may_be_ship(self.chain(bodies[0])):
            kind = "lead"
        found = [(b, rule) for b in bodies]
        of_state = all(self.chain(b).kind in ("government", "country") for b in bodies)  # no ministry of the state is a rebel minister's
        if word == "minister" and kind == "office" and "deputy" not in before and of_state:
            field = {w for _, w in words[:head]} | set(self.after(cut, span))
            found += [(b, "near") for b in self.ministries(field, chain.country) if b not in bodies]
        if not found and kind in OFFICES:
            found = [(b, "office") for b in self.likely_bodies(chain, span[0])]
        for body, rule in found:
            predicate = self.predicate(kind, self.chain(body))
            if predicate == "holds_office_in" and word == "minister" and any("ministry" in w for w in self.called[body]):
                predicate = "leads"
            if predicate is None or body == chain.chain_id or not (chain.named or self.may_be_unnamed(predicate, self.chain(body))):
                continue
            words_here = self.holder_words(title)
            yield self.relation(chain.chain_id, predicate, body, words_here, rule if chain.named or predicate == "leads" else "unnamed")

    def with_joint(self, span: range) -> range:
        """The tokens of a title with what a hyphen ties to its front: "vice-president"."""
        first = span[0] if self.tokens[span[0]].text in JOINTS else span[0] - 1
        before, joint = self.tokens[max(first - 1, 0)], self.tokens[max(first, 0)]
        tied = first > 0 and joint.text in JOINTS and before.end == joint.start and joint.end == self.tokens[first + 1].start
        return range(first - 1, span[-1] + 1) if tied else span

    @staticmethod
    def may_be_unnamed(predicate: Predicate, body: Chain) -> bool:
        """Whether a holder without a name is worth a relation: who leads a group, who belongs to a body that has a name."""
        return body.kind in GROUPS if predicate == "leads" else predicate == "member_of" and (body.named or body.kind in PARTS)

    def after(self, cut: int, span: range) -> Iterator[str]:
        """Plain words of a title after its "of" or "for"."""
        yield from (w for i in range(cut + 1, span[-1] + 1) if (w := plain(self.tokens[i].text)))

    def ministries(self, field: set[str], country: str | None) -> list[str]:
        """The ministry of a field, where the report has it as an actor of its own: none of another country."""
        field = {w for w in field if w.isalpha() and len(w) > 2 and w not in PLAIN_MODIFIERS and w not in ("the", "and", "for")}
        field = {w for w in field if self.codes.country_of([w]) is None}
        return [
            c.chain_id for c in self.found.chains
            if field and c.kind in ("government", "organisation") and (country is None or c.country in (None, country))
            and any("ministry" in w and field <= set(w) for w in self.called[c.chain_id])
        ]  # fmt: skip

    def is_held(self, span: range) -> bool:
        """Whether the phrase stands for its holder: not "no minister", not what somebody is to become."""
        first = self.tokens[span[0]]
        last = self.tokens[span[-1]]
        if last.lower == "head" and last.dep == "pobj" and self.tokens[last.head].lower == "at":
            return False  # "with a judge at its head"
        return not any(self.tokens[i].lower in ("no", "any", "every", "whichever") for i in range(max(0, first.i - 1), span[-1] + 1))

    def bodies_of(
        self, chain: Chain, title: TitleHeld, span: range, modifiers: Sequence[tuple[int, str]], kind: str, cut: int
    ) -> tuple[list[str], str]:
        """The body of a title, with the rule: "title" where its own words or those beside it name the body, else "near"."""
        holder = chain.chain_id
        posted = kind == "envoy" and cut <= span[-1] and self.tokens[cut].lower in ("to", "in", "at")  # "the U.S. envoy to the United Nations"
        if not posted and title.of_chain is not None and title.of_chain in self.who.chains and self.chain(title.of_chain).kind != "person":
            return [self.raised(title.of_chain, kind)], "title"
        if cut <= span[-1] and not posted:
            found = self.bodies_in(cut, span[-1] + 1, holder)
            if found:
                return [self.raised(found[0], kind)], "title"
        elif chain.named and (behind := self.behind(span[-1] + 1, holder)) is not None:
            return [self.raised(behind, kind)], "title"
        modifiers = self.own_modifiers(modifiers)
        possessor = self.possessor(span[0], BODIES | {"country"} | ({"population"} if kind == "lead" else frozenset()))
        if possessor is not None:
            return [self.raised(possessor, kind)] if possessor != holder else [], "title"
        found = self.bodies_in(modifiers[0][0], modifiers[-1][0] + 1, holder) if modifiers else []
        rule = "title"
        words = [w for _, w in modifiers if w not in PLAIN_MODIFIERS]
        for n in range(len(words)):
            body = self.by_words(words[n:], holder, title.evidence.start) if kind != "office" or len(words) - n < 2 else None
            if body is not None and body not in found:
                found.insert(0, body)
                rule = "near"
                break
        if not found and (beside := self.left_of(span[0], holder)) is not None:
            found = [beside]
        if found:
            return [self.raised(found[0], kind)], rule
        stated = self.country_of(title, modifiers) or self.stated_country(chain)
        order: tuple[str | None, ...] = ()
        if kind in OFFICES:
            said = stated or self.seat_before(span[0])
            country = said or (None if self.many_countries else chain.country)
            rule = "title" if said else "near"
            if country is not None or not self.many_countries:
                order = (self.ruling(country, stated is not None), self.state(country))
        elif kind == "envoy" and stated:
            order = (self.state(stated), next((b for b in (self.ruling(stated, True),) if b and not self.chain(b).country_guessed), None))
        elif kind == "voice" and not words and (stated or not self.many_countries):
            order = (self.spoken_of(span[0]),)
        return [b for b in order if b is not None and b != holder][:1], rule

    def is_of_region(self, title: TitleHeld) -> bool:
        """Whether the "of" of a title names a place that is no country: "the information minister of Lakes State"."""
        span = self.text.tokens_in(title.evidence.start, title.evidence.end)
        cut = next((i for i in span if self.tokens[i].lower == "of"), None)
        if cut is None:
            return False
        start, end = self.tokens[cut].start, title.evidence.end
        place = next((t for t in self.found.toponyms if start <= t.start and t.end <= end), None)
        return place is not None and self.codes.country_of(list(self.after(cut, span))) is None

    def behind(self, at: int, holder: str) -> str | None:
        """The body right behind a title that its words do not take in: "the head" and "of the Water Agency"."""
        if at >= len(self.tokens) or self.tokens[at].lower not in ("of", "for") or self.tokens[at].dep != "prep":
            return None
        found = [c for c, _ in self.below(at)[:1] if c in self.who.chains and c != holder]
        return next((c for c in found if self.chain(c).named and self.chain(c).kind in BODIES | {"country"}), None)

    def likely_bodies(self, holder: Chain, at: int) -> list[str]:
        """The government or state of an office given without one: the only "the government" of the report, else that of its dateline.

        Whether holder and body are of one country shows where all reports are read together.
        """
        if not ARTICLES.isdisjoint((self.tokens[at].lower, self.tokens[max(at - 1, 0)].lower)):
            return []  # "the minister" was told of before
        if self.stated_country(holder) is not None or self.seat_before(at) is not None:
            return []
        plainly = [b for b in self.plain_governments if ("government",) in self.called[b]] or self.plain_governments
        found = list(plainly) if len(plainly) == 1 else []
        if found and None not in (holder.country, self.chain(found[0]).country) and holder.country != self.chain(found[0]).country:
            found = []
        place = self.text.report.dateline_place
        seat = self.codes.seats.get(tuple(plain(w) for w in place.split())) if place else None
        if not found and seat is not None and self.countries_around(at) <= {seat.country}:
            found = [b for b in (self.ruling(seat.country, True), self.state(seat.country)) if b is not None]
        return [b for b in found if b != holder.chain_id][:1]

    def countries_around(self, at: int) -> frozenset[str | None]:
        """Countries that the paragraph of a token names, up to the end of its sentence."""
        here = self.text.sentence_of(at)
        words = [plain(t.text) for t in self.tokens[: here.last] if self.text.sentence_of(t.i).paragraph == here.paragraph]
        pieces = (tuple(words[i : i + n]) for i in range(len(words)) for n in (1, 2, 3))
        codes = (self.codes.adjectives.get(p) or self.codes.names.get(p) or self.codes.seats.get(p) for p in pieces)
        return frozenset(c.country for c in codes if c is not None and c.country is not None and c.form != "body")

    def seat_before(self, at: int) -> str | None:
        """The country whose seat of government opens the sentence or clause: "In Lisbon, Foreign Minister Ana Lee said"."""
        first = self.text.sentence_of(at).first
        for i in range(at - 1, first - 1, -1):
            t = self.tokens[i]
            if t.tag in FINITE:
                return None  # "In Lisbon, he met Foreign Minister Ana Lee": she may be a guest
            if t.lower == "in" and t.dep == "prep" and (i == first or not self.tokens[i - 1].text[0].isalnum()):
                words = [plain(self.tokens[k].text) for k in range(i + 1, min(i + 4, at))]
                return next((c.country for n in (3, 2, 1) if (c := self.codes.seats.get(tuple(words[:n]))) is not None), None)
        return None

    def own_modifiers(self, modifiers: Sequence[tuple[int, str]]) -> Sequence[tuple[int, str]]:
        """Words before a title's head without those that only say who supports its holder: "UN-backed premier"."""
        last = max((n for n, (i, w) in enumerate(modifiers) if self.tokens[i].lower in SUPPORTED), default=-1)
        return modifiers[last + 1 :]

    def raised(self, body: str, kind: str) -> str:
        """A minister "of Libya" belongs to its government, where the report has one; an ambassador to the country."""
        chain = self.chain(body)
        if kind in ("office", "government") and chain.kind == "country":
            return (self.ruling(chain.country, True) if chain.country else None) or body
        return body

    def possessor(self, first: int, kinds: Set[str] = BODIES | {"country"}) -> str | None:
        """The collective actor whose office it is: "its leader", "the rebels' spokesman"."""
        at = first
        if self.tokens[first].dep != "poss" and first and self.tokens[first - 1].dep in ("poss", "case"):
            at = first - 1
        if at and self.tokens[at].dep == "case":
            at -= 1
        if self.tokens[at].dep != "poss":
            return None
        mention = self.who.at(at)
        if mention is not None and mention.chain_id in self.who.chains:
            return mention.chain_id if self.chain(mention.chain_id).kind in kinds else None  # type: ignore[arg-type]
        if self.tokens[at].lower in ("its", "their"):
            return self.spoken_of(at)
        return None

    def left_of(self, first: int, holder: str) -> str | None:
        """The named body right before a title that does not take it in: "ECCAS" in "ECCAS Commissioner Ann Lee"."""
        if (
            not first
            or self.tokens[first - 1].sentence != self.tokens[first].sentence
            or self.tokens[first - 1].pos not in ("PROPN", "NOUN", "ADJ")
        ):
            return None
        mention = self.who.by_token.get(first - 1)
        if mention is None or mention.form != "name" or mention.chain_id not in self.who.chains or mention.chain_id == holder:
            return None
        if plain(mention.text) in PLAIN_MODIFIERS:
            return None
        here = mention.end == self.tokens[first - 1].end and self.chain(mention.chain_id).kind in BODIES | {"country"}  # type: ignore[arg-type]
        return mention.chain_id if here else None

    def spoken_of(self, token: int) -> str | None:
        """The collective actor that the sentence or the one before is about: the subject nearest to its root, no relative clause's."""
        here = self.tokens[token].sentence
        for sentence in (here, here - 1):
            if sentence < 0 or self.text.sentences[sentence].paragraph != self.text.sentences[here].paragraph:
                break
            subjects: list[tuple[int, int, str]] = []
            others: list[str] = []
            for i in range(self.text.sentences[sentence].first, min(self.text.sentences[sentence].last, token)):
                mention = self.who.by_head.get(i)
                chain = self.who.chains.get(mention.chain_id or "") if mention is not None else None
                if chain is None or chain.kind not in BODIES:
                    continue
                if self.tokens[i].dep in ("nsubj", "nsubjpass"):
                    subjects.append((self.text.depth[i], -i, chain.chain_id))
                else:
                    others.append(chain.chain_id)
            if subjects or others:
                return min(subjects)[2] if subjects else others[-1]
        return None

    def country_of(self, title: TitleHeld, modifiers: Sequence[tuple[int, str]]) -> str | None:
        """The country that the words of a title, its "of" or the word before it name."""
        words = [w for _, w in modifiers]
        if title.of:
            words += bare(title.of)
        span = self.text.tokens_in(title.evidence.start, title.evidence.end)
        before = span[0] - 1 if len(span) else -1
        while (
            before >= 0 and self.tokens[before].lower in ("s", "'s", "’s") and self.tokens[before].sentence == self.tokens[span[0]].sentence
        ):
            before -= 1
        same = before >= 0 and self.tokens[before].sentence == self.tokens[span[0]].sentence
        if same and self.tokens[before].pos in ("PROPN", "NOUN", "ADJ"):
            words[:0] = bare(" ".join(t.text for t in self.tokens[max(before - 1, self.text.sentence_of(before).first) : before + 1]))
        return self.codes.country_of(words)

    def stated_country(self, chain: Chain) -> str | None:
        """The country that any of the holder's titles names."""
        return next((c for t in chain.titles if (c := self.country_of(t, [(0, w) for w in bare(t.title)])) is not None), None)

    @cached_property
    def many_countries(self) -> bool:
        """Whether governments or states of more than one country act in the report."""
        return len({c.country for c in self.found.chains if c.kind in STATES and c.country}) > 1

    @staticmethod
    def predicate(kind: str, body: Chain) -> Predicate | None:
        """What a title makes of its holder; `kind` as in `relation_titles.tsv`."""
        ruled = body.kind in STATES
        if body.kind == "person" or body.kind == "population":
            return "leads" if kind == "lead" else None
        if kind == "lead":
            return "leads"
        if kind in ("state", "government"):
            return "holds_office_in" if body.kind == "government" else "leads"
        if kind in ("office", "post"):
            return "holds_office_in"
        if kind == "envoy":
            return "holds_office_in" if ruled or body.kind == "intergovernmental" else "member_of"
        if kind == "voice":
            return "holds_office_in" if ruled else "member_of"
        return "member_of" if body.kind != "country" else None

    def holder_words(self, title: TitleHeld) -> Evidence:
        """The mention that holds the title, or the title alone."""
        start, end = title.evidence.start, title.evidence.end
        around = [m for m in self.found.mentions if m.start <= start and m.end >= end]
        best = min(around, key=lambda m: m.end - m.start, default=None)
        return self.text.evidence(best.start, best.end) if best is not None else title.evidence

    # ------------------------------------------------------------------ words
    def from_words(self) -> Iterator[Relation]:
        for t in self.tokens:
            if t.pos == "VERB" or (t.pos in ("ADJ", "NOUN") and t.lower in ("led", "backed")):
                yield from self.from_verb(t.i)
            if t.lower == "head" and t.dep == "pobj" and self.tokens[t.head].lower == "at":
                yield from self.from_head(t.i)
            if t.dep in ("oprd", "dobj") and self.tokens[t.head].lemma in APPOINTING:
                yield from self.from_appointment(t.i)
            if t.lower in WARS and t.dep == "pobj" and self.tokens[t.head].lower == "at":
                yield from self.from_war(t.i)
            if t.lower == "rival" and t.dep == "amod":
                yield from self.from_rival(t.i)
            if t.lemma == "coalition" and t.pos == "NOUN":
                yield from self.from_coalition(t.i)
            if t.lemma in SUPPORT and t.dep == "dobj" and (self.tokens[t.head].lemma, "verb", "support") in self.cues:
                yield from self.from_support(t.i)
            if t.lower == "under" and t.dep == "prep":
                yield from self.from_under(t.i)
            if t.pos == "ADJ":
                yield from self.from_adjective(t.i)
            elif t.pos == "NOUN":
                yield from self.from_noun(t.i)

    def from_verb(self, i: int) -> Iterator[Relation]:
        t = self.tokens[i]
        if t.head > i and t.dep in ("amod", "nmod", "compound", "acl") and (cue := self.cues.get((t.lower, "verb", "premod"))) is not None:
            subject = self.before_participle(i)
            if subject is not None and t.head != i:
                for target, words in self.who.chains_of(t.head)[:1]:
                    yield from self.pair(
                        cue, [subject], [(target, words)], i, self.text.span(min(i, self.first_of(subject[1])), t.head + 1), "premod"
                    )
                return
        children = self.text.children[i]
        for frame in ("obj", "obj against", *(self.tokens[c].lower for c in children if self.tokens[c].dep in ("prep", "agent"))):
            cue = self.cues.get((t.lemma, "verb", frame))
            if cue is None and frame == "by":
                cue = self.cues.get((t.lemma, "verb", "obj"))
                if cue is not None and t.tag == "VBN":
                    agents = [
                        x
                        for c in children
                        if self.tokens[c].dep in ("agent", "prep") and self.tokens[c].lower == "by"
                        for x in self.below(c)
                    ]
                    patients = self.patients(i)
                    if self.holds(i) or t.dep in ("acl", "amod"):
                        yield from self.pair(cue, agents, patients, i, None, "passive")
                continue
            if cue is None or not self.holds(i):
                continue
            thing = self.text.child(i, "dobj")
            if frame == "obj":
                if thing is None or any(self.tokens[c].dep == "auxpass" for c in children):
                    continue
                yield from self.pair(cue, self.subjects(i), self.who.chains_of(thing), i, None, "verb")
            elif frame.startswith("obj "):
                rivals = [x for c in children if self.tokens[c].lower == frame[4:] for x in self.below(c)]
                if thing is not None:
                    yield from self.pair(cue, self.who.chains_of(thing), rivals, i, None, "verb")
            else:
                targets = [x for c in children if self.tokens[c].lower == frame for x in self.below(c)]
                left = self.subjects(i) or self.patients(i)
                yield from self.pair(cue, left, targets, i, None, "verb")

    def from_adjective(self, i: int) -> Iterator[Relation]:
        t = self.tokens[i]
        for c in self.text.children[i]:
            cue = self.cues.get((t.lower, "adj", self.tokens[c].lower))
            if cue is None or self.tokens[c].dep != "prep":
                continue
            if t.dep == "amod" or (t.dep in ("acl", "relcl", "appos") and self.tokens[t.head].pos in ("NOUN", "PROPN")):
                yield from self.pair(cue, self.who.chains_of(t.head), self.below(c), i, None, "adjective")
            elif t.dep == "acomp" and self.holds(t.head):
                yield from self.pair(cue, self.subjects(t.head), self.below(c), i, None, "adjective")

    def from_noun(self, i: int) -> Iterator[Relation]:
        """ "X is an ally of Y", "X, a wing of Y", "Y's ally X", "X, a Y ally"."""
        t = self.tokens[i]
        cue = next((self.cues[t.lemma, "noun", f] for f in ("of", "to") if (t.lemma, "noun", f) in self.cues), None)
        if cue is None:
            return
        targets = [
            x for c in self.text.children[i] if self.tokens[c].dep == "prep" and self.tokens[c].lower in ("of", "to") for x in self.below(c)
        ]
        if cue[0] == "part_of" and self.is_broken_off(i) or self.is_bygone(i):
            return
        own = cue[0] == "part_of" and any(self.tokens[c].lower == "the" for c in self.text.children[i])  # "the Lion wing" is called Lion
        targets += [
            x
            for c in self.text.children[i]
            if self.tokens[c].dep in (("poss",) if own else ("poss", "compound", "nmod")) and self.tokens[c].lower not in ("my", "our")
            for x in self.who.chains_of(c)
        ]
        if not targets:
            return
        left: Sequence[tuple[str, Evidence]] = ()
        if t.dep == "attr" and self.holds(t.head):
            left = self.subjects(t.head)
        elif t.dep == "appos":
            left = self.who.chains_of(t.head)[:1]
        elif (name := self.text.child(i, "appos")) is not None:
            left = self.who.chains_of(name)[:1]
        elif (mention := self.who.by_head.get(i)) is not None and mention.chain_id in self.who.chains:
            left = ((mention.chain_id, self.text.evidence(mention.start, mention.end)),)  # type: ignore[assignment]
        yield from self.pair(cue, left, targets, i, None, "noun")

    def is_bygone(self, noun: int) -> bool:
        """Whether somebody is told no longer to be what a noun says: "once an ally of the king", "a former ally"."""
        return any(c < noun and self.tokens[c].lower in PAST_HOLDERS | BYGONE for c in self.text.children[noun])

    def is_broken_off(self, noun: int) -> bool:
        """Whether a part is said to be none any more: "a splinter group of the Front"."""
        return any(c < noun and self.tokens[c].lower in BROKEN_OFF for c in self.text.children[noun])

    def from_under(self, i: int) -> Iterator[Relation]:
        """ "Troops under General X", "a panel was formed under Judge X": whoever has a title there leads them."""
        head = self.tokens[i].head
        leaders = [(c, w) for c, w in self.below(i)[:1] if c in self.who.chains and self.chain(c).kind == "person" and self.chain(c).named]
        if not leaders or not self.chain(leaders[0][0]).titles:
            return
        led: Sequence[tuple[str, Evidence]] = ()
        if self.tokens[head].pos == "NOUN":
            led = self.who.chains_of(head)[:1]
        elif self.tokens[head].lemma in SET_UP and self.holds(head):
            led = self.patients(head)[:1]
        groups = [(c, w) for c, w in led if c in self.who.chains and self.chain(c).kind in GROUPS]
        yield from self.pair(("leads", True), groups, leaders, i, None, "under")

    def from_head(self, i: int) -> Iterator[Relation]:
        """ "A panel with Judge X at its head"."""
        body = next((self.who.at(c) for c in self.text.children[i] if self.tokens[c].dep == "poss"), None)
        leader = self.who.by_token.get(self.tokens[i].head - 1)
        pairs = [(m.chain_id, self.who.words(m)) for m in (leader, body) if m is not None and m.chain_id in self.who.chains]
        if len(pairs) == 2 and self.chain(pairs[0][0]).kind == "person":  # type: ignore[arg-type]
            yield from self.pair(("leads", False), pairs[:1], pairs[1:], i, None, "verb")  # type: ignore[arg-type]

    def from_appointment(self, i: int) -> Iterator[Relation]:
        """ "They named Colonel X head of a council", "Y was elected leader of the party"."""
        verb = self.tokens[i].head
        kind = self.office.get(self.tokens[i].lower)
        of = next((c for c in self.text.children[i] if self.tokens[c].lower == "of" and self.tokens[c].dep == "prep"), None)
        if kind is None or of is None or not self.holds(verb):
            return
        thing = self.text.child(verb, "dobj")
        if thing in (i, None) and self.text.child(verb, "nsubjpass") is None:  # "elected | Ada Mirren leader |", read as one noun phrase
            named = next((m for m in (self.who.by_token.get(i - 1),) if m is not None and m.form == "name"), None)
            holders = [(named.chain_id, self.who.words(named))] if named is not None and named.chain_id is not None else []
        else:
            holders = list(self.who.chains_of(thing)[:1]) if thing is not None else self.patients(verb)[:1]
        people = [(c, w) for c, w in holders if c in self.who.chains and self.chain(c).kind == "person" and self.chain(c).named]
        for body, words in self.below(of)[:1]:
            predicate = self.predicate(kind, self.chain(body)) if body in self.who.chains else None
            if predicate is not None:
                yield from self.pair((predicate, False), people, [(body, words)], i, None, "verb")

    def from_war(self, i: int) -> Iterator[Relation]:
        """ "X is at war with Y", "X and Y are at odds"."""
        verb = self.tokens[self.tokens[i].head].head
        if self.tokens[verb].pos not in ("VERB", "AUX") or not self.holds(verb):
            return
        left = self.subjects(verb)
        against = (c for k in (i, verb) for c in self.text.children[k] if self.tokens[c].lower == "with" and self.tokens[c].dep == "prep")
        right = [x for c in against for x in self.below(c)]
        cue: Cue = ("opposes", False)
        yield from self.pair(cue, left if right else left[:1], right or left[1:], i, None, "verb")

    def from_rival(self, i: int) -> Iterator[Relation]:
        """ "A rival group, the X, ...": the rival of the group told of last before it, of an armed one where there is any."""
        t = self.tokens[i]
        name = self.text.child(t.head, "appos")
        found = [(c, w) for c, w in self.who.chains_of(name)[:1] if c in self.who.chains and self.chain(c).kind in FORCES | {"organisation"}] if name is not None else []
        if not found or not any(self.tokens[c].lower in ("a", "another") for c in self.text.children[t.head]):
            return
        here = self.text.sentence_of(i).paragraph
        told = ((m, group) for m in self.found.mentions if m.end < t.start and (group := self.who.chains.get(m.chain_id or "")) is not None)
        before = [
            (group.kind in FORCES, m.start, group.chain_id) for m, group in told
            if group.named and group.chain_id != found[0][0] and group.kind in FORCES | {"organisation"}
            and here - self.text.sentence_of(self.text.tokens_in(m.start, m.end)[0]).paragraph <= NEAR_PARAGRAPHS
        ]  # fmt: skip
        if before:
            yield self.relation(found[0][0], "opposes", max(before)[2], self.text.evidence(t.start, found[0][1].end), "noun")

    def from_coalition(self, i: int) -> Iterator[Relation]:
        """ "The coalition of A, B and C holds 77 seats": parts of the government, where the report tells of one state's."""
        of = next((c for c in self.text.children[i] if self.tokens[c].lower == "of" and self.tokens[c].dep == "prep"), None)
        parties = [(c, w) for c, w in self.below(of) if c in self.who.chains and self.chain(c).kind == "organisation"] if of is not None else []
        definite = any(self.tokens[c].lower in ("the", "its", "his", "her") for c in self.text.children[i])
        governments = [c for c in self.found.chains if c.kind == "government" and self.mostly_ruling(c.chain_id)]
        if len(parties) > 1 and definite and governments and len({c.country for c in governments} - {None}) < 2:
            ruled = max(governments, key=lambda c: len(c.mention_ids)).chain_id
            yield from self.pair(("part_of", False), parties, [(ruled, self.text.span(i, i + 1))], i, None, "coalition")

    def from_support(self, i: int) -> Iterator[Relation]:
        """ "X reaffirmed its support for Y", "X has renewed to Y its backing", "Y enjoys the support of X"."""
        verb = self.tokens[i].head
        if not self.holds(verb):
            return
        cue = self.cues[self.tokens[verb].lemma, "verb", "support"]
        prepositions = [c for k in (i, verb) for c in self.text.children[k] if self.tokens[c].dep in ("prep", "dative")]
        if cue[1]:  # "enjoys the support of Peru"
            by = [x for c in prepositions if self.tokens[c].lower in ("of", "from") and self.tokens[c].head == i for x in self.below(c)]
            yield from self.pair(cue, self.subjects(verb), by, i, None, "verb")
            return
        targets = [x for c in prepositions if self.tokens[c].lower in ("for", "to", "of", "with") for x in self.below(c)]
        targets += [x for c in self.text.children[verb] if self.tokens[c].dep == "dative" for x in self.who.chains_of(c)]
        yield from self.pair(cue, self.subjects(verb), targets, i, None, "verb")

    def before_participle(self, i: int) -> tuple[str, Evidence] | None:
        """The actor right before "-led", "backed": with or without its hyphen."""
        k = i - 1
        while (
            k >= 0
            and (self.tokens[k].text in JOINTS or self.tokens[k].lower in ("s", "'s"))
            and self.tokens[k].sentence == self.tokens[i].sentence
        ):
            k -= 1
        if k < 0 or self.tokens[k].sentence != self.tokens[i].sentence:
            return None
        mention = self.who.by_token.get(k)
        if mention is None or mention.chain_id is None or mention.end > self.tokens[i].start:
            return None
        return mention.chain_id, self.text.evidence(mention.start, mention.end)

    def first_of(self, words: Evidence) -> int:
        return self.text.tokens_in(words.start, words.end)[0]

    def below(self, preposition: int) -> list[tuple[str, Evidence]]:
        """Actors after a preposition; "a number of militias" stands for the militias."""
        found: list[tuple[str, Evidence]] = []
        for c in self.text.children[preposition]:
            if self.tokens[c].dep in ("pobj", "pcomp"):
                here = list(self.who.chains_of(c))
                inner = next((k for k in self.text.children[c] if self.tokens[k].lower == "of"), None)
                found += here or (self.below(inner) if inner is not None else [])
        return found

    def subjects(self, verb: int) -> list[tuple[str, Evidence]]:
        """Who does it: the subject, through relative pronouns, coordinated verbs and bare participles."""
        for _ in range(4):
            t = self.tokens[verb]
            subject = self.text.child(verb, "nsubj")
            if subject is not None:
                if self.tokens[subject].tag in ("WDT", "WP") and t.dep == "relcl":
                    return list(self.who.chains_of(t.head)[:1])
                return list(self.who.chains_of(subject))
            if t.dep == "acl" and t.tag == "VBG":
                return list(self.who.chains_of(t.head)[:1])
            if t.dep not in ("conj", "xcomp") or t.head == verb:
                break
            verb = t.head
        return []

    def patients(self, verb: int) -> list[tuple[str, Evidence]]:
        """Whom a passive verb is about: its subject, the noun it describes, the subject of the verb it is joined to."""
        for _ in range(3):
            t = self.tokens[verb]
            subject = self.text.child(verb, "nsubjpass")
            if subject is not None:
                if self.tokens[subject].tag in ("WDT", "WP") and t.dep == "relcl":
                    return list(self.who.chains_of(t.head)[:1])
                return list(self.who.chains_of(subject))
            if t.dep in ("acl", "amod", "relcl"):
                return list(self.who.chains_of(t.head)[:1])
            if t.dep != "conj" or t.head == verb:
                break
            verb = t.head
        return []

    def pair(
        self,
        cue: Cue,
        left: Sequence[tuple[str, Evidence]],
        right: Sequence[tuple[str, Evidence]],
        at: int,
        words: Evidence | None,
        rule: str,
    ) -> Iterator[Relation]:
        predicate, turned = cue
        for subject, one in left:
            for target, two in right:
                first, second = (target, subject) if turned else (subject, target)
                if (
                    first == second
                    or first not in self.who.chains
                    or second not in self.who.chains
                    or not self.fits(predicate, first, second)
                ):
                    continue
                if words is None:
                    start, end = min(one.start, two.start, self.tokens[at].start), max(one.end, two.end, self.tokens[at].end)
                    words_here = self.text.evidence(start, end)
                else:
                    words_here = words
                passing = rule == "noun" and predicate == "part_of" and not self.chain(first).named
                made = self.relation(first, self.refined(predicate, first), second, words_here, "unnamed" if passing else rule)
                yield made if (since := self.since(at)) is None else msgspec.structs.replace(made, since=since)

    def since(self, at: int) -> str | None:
        """The date since when what a word says has held: "has backed him | since 2019", "allied with Peru since the spring of 2020"."""
        verb = next((i for i in (at, *self.text.ancestors(at)) if self.tokens[i].pos in ("VERB", "AUX")), at)
        behind = (c for k in dict.fromkeys((at, verb)) for c in self.text.children[k] if self.tokens[c].lower == "since" and self.tokens[c].dep == "prep")
        pobj = next((k for c in behind for k in self.text.children[c] if self.tokens[k].dep == "pobj"), None)
        start = self.tokens[pobj].start if pobj is not None else -1
        return next((t.date_start for t in self.found.times if t.start <= start < t.end and t.value == t.date_start), None)  # no decade

    def refined(self, predicate: Predicate, subject: str) -> Predicate:
        if predicate in ("part_of", "member_of"):
            return (
                "member_of" if self.chain(subject).kind in ("person", "population") else "part_of" if predicate == "part_of" else predicate
            )
        return predicate

    def fits(self, predicate: Predicate, subject: str, target: str) -> bool:
        """Whether two kinds of actors can stand in a relation at all."""
        left, right = self.chain(subject).kind, self.chain(target).kind
        if predicate == "leads":
            return right not in ("person", "population") and left not in ("population", "outlet")
        if predicate in ("member_of", "part_of"):
            return right not in ("person", "population")
        if predicate in ("backs", "opposes", "allied_with", "recognises"):
            return left != "outlet" and right not in ("outlet", "population")
        return True

    # ------------------------------------------------------------------ owners
    def from_owners(self) -> Iterator[Relation]:
        """Actors inside another actor's mention: "Musa's army", "two nurses of the Red Cross", "the army's garrison"."""
        for mention in self.found.mentions:
            if mention.chain_id not in self.who.chains or mention.form == "pronoun":
                continue
            head = self.who.head(mention.start, mention.end)
            if head is None or self.who.by_head.get(head) is not mention:
                continue
            outer = self.chain(mention.chain_id)  # type: ignore[arg-type]
            words = self.text.evidence(mention.start, mention.end)
            broken_off = self.is_broken_off(head)
            if not broken_off and (whole := self.whole_of(mention, outer, head)) is not None:
                yield self.relation(outer.chain_id, "part_of", whole, words, "owner" if outer.named else "unnamed")
            if (ruled := self.opposed(mention, outer)) is not None:
                yield self.relation(outer.chain_id, "opposes", ruled, words, "office")
            if (body := self.body_before(outer, head)) is not None:
                yield from self.owned(outer, self.chain(body), words, head, False)
            for c in self.text.children[head]:
                t = self.tokens[c]
                if broken_off and c > head:
                    continue
                if t.dep == "poss" and (outer.named or outer.kind != "person"):
                    for inner, other in self.who.chains_of(c)[:1]:
                        if inner in self.who.chains and inner != outer.chain_id:
                            both = self.text.evidence(min(other.start, words.start), words.end)
                            yield from self.owned(outer, self.chain(inner), both, head, True)
                elif t.dep == "prep" and t.lower in ("of", "from", "with", "at"):
                    for inner, other in self.below(c)[:1]:
                        if inner in self.who.chains and inner != outer.chain_id:
                            both = self.text.evidence(words.start, max(words.end, other.end))
                            yield from self.owned(outer, self.chain(inner), both, head, t.lower == "of")

    def whole_of(self, mention: Mention, outer: Chain, head: int) -> str | None:
        """What a part is named after: the body of "ECOWAS Commission", "African Union monitors", the state of "the Norwegian embassy"."""
        lemma = self.tokens[head].lemma.lower()
        if outer.kind not in BODIES or not (lemma in POSTS or lemma in self.part_nouns):
            return None
        span = self.text.tokens_in(mention.start, mention.end)
        words = [w for i in range(span[0], head) if (w := plain(self.tokens[i].text)) and self.tokens[i].pos != "DET"] if len(span) else []
        if not words or outer.country is not None and not outer.country_guessed and lemma in POSTS:
            return self.state(outer.country) if words else None
        return self.named_just(words, outer.chain_id) if lemma in self.part_nouns else None

    @cached_property
    def part_nouns(self) -> frozenset[str]:
        """Nouns of parts of a body, in `relation_cues.tsv`."""
        return frozenset(word for (word, pos, _), (predicate, _) in self.cues.items() if pos == "noun" and predicate == "part_of")

    def named_just(self, words: Sequence[str], part: str) -> str | None:
        """The named body that is called by just the first words, the more the better."""
        named = [c.chain_id for c in self.found.chains if c.named and c.chain_id != part and c.kind in BODIES - {"outlet"}]
        beginnings = (tuple(words[:n]) for n in range(len(words), 0, -1))
        return next((c for beginning in beginnings for c in named if beginning in self.called[c]), None)

    def opposed(self, mention: Mention, outer: Chain) -> str | None:
        """The government that a party is in opposition to: "the opposition Green Bloc", "the opposition party Dawn"."""
        words = bare(mention.text)
        if outer.kind != "organisation" or not outer.named or not self.is_party(outer) or words[:1] != ("opposition",) or len(words) < 2:
            return None
        first = self.text.tokens_in(mention.start, mention.end)
        return next(iter(self.likely_bodies(outer, first[-1])), None) if len(first) else None

    def body_before(self, outer: Chain, head: int) -> str | None:
        """The body that the words before the head of a nameless person's description name: "two UN drivers", "a coast guard official"."""
        if outer.kind != "person" or outer.named:
            return None
        before = [c for c in self.text.children[head] if c < head and self.tokens[c].dep in ("compound", "nmod", "amod")]
        for c in before:
            inner = next((chain for chain, _ in self.who.chains_of(c) if chain in self.who.chains and chain != outer.chain_id), None)
            if inner is not None:
                return inner
        words = [w for i in range(before[0], head) if (w := plain(self.tokens[i].text)) and w not in PLAIN_MODIFIERS] if before else []
        found = (self.by_words(words[n:], outer.chain_id, self.tokens[head].start) for n in range(len(words)))
        return next((b for b in found if b is not None), None)

    def owned(self, outer: Chain, inner: Chain, words: Evidence, head: int, close: bool) -> Iterator[Relation]:
        lemma = self.tokens[head].lemma.lower()
        if inner.kind == "person":
            owns = outer.kind in FORCES or (outer.kind == "government" and lemma in RULING)
            if (
                owns
                and inner.named
                and not self.was(inner)
                and not inner.plural
                and self.tokens[head].tag != "NNS"
                and words.text[:4].casefold() not in ("his ", "her ")
            ):
                yield self.relation(inner.chain_id, "leads", outer.chain_id, words, "owner")
            elif inner.named and not self.was(inner) and self.tokens[head].pos == "PROPN" and self.is_party(outer):
                yield self.relation(inner.chain_id, "member_of", outer.chain_id, words, "owner")
        elif outer.kind == "person" and inner.kind in BODIES and (self.office.get(lemma) in (None, "member") or not outer.named):
            if outer.named:
                yield self.relation(outer.chain_id, "member_of", inner.chain_id, words, "owner")
            elif (inner.named or inner.kind in PARTS) and (kind := self.office.get(lemma)) in MEMBERS and not self.is_general(head):
                several = kind == "part" and self.tokens[head].tag in ("NNS", "NNPS")
                yield self.relation(outer.chain_id, "part_of" if several else "member_of", inner.chain_id, words, "unnamed")
        elif (close and outer.kind in PARTS and inner.kind in BODIES and inner.kind != "outlet") or (
            close and inner.kind == "country" and lemma in MISSIONS
        ):
            yield self.relation(outer.chain_id, "part_of", inner.chain_id, words, "owner" if outer.named else "unnamed")

    @staticmethod
    def may_be_ship(body: Chain) -> bool:
        return body.kind == "organisation" and OFFICIAL.isdisjoint(body.sectors)

    @staticmethod
    def is_party(body: Chain) -> bool:
        return body.named and body.kind == "organisation" and not PARTIES.isdisjoint(body.sectors)

    def is_general(self, head: int) -> bool:
        """Whether "general" ends an office ("secretary-general") and is no rank."""
        before = [plain(t.text) for t in self.tokens[max(0, head - 2) : head]]
        return self.tokens[head].lower == "general" and not GENERALS.isdisjoint(before)

    def relation(self, subject: str, predicate: Predicate, target: str, words: Evidence, rule: str) -> Relation:
        return Relation(
            relation_id=make_id("rl", self.text.report.report_id, subject, predicate, target), subject=subject, predicate=predicate,
            object=target, basis=Basis(evidence=(words,), rule=f"relations.{rule}"),
        )  # fmt: skip


def bare(words: str) -> tuple[str, ...]:
    """Plain words of a name or noun phrase without a leading article or possessive."""
    found = tuple(w for part in words.replace("-", " ").split() if (w := plain(part).removesuffix("'s")) and any(c.isalnum() for c in w))
    return found[1:] if len(found) > 1 and found[0] in ("the", "a", "an", "its", "his", "her", "their", "this") else found


def before_place(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words of a description before where it is: "army" of "army in the capital"."""
    return words[: next((i for i, w in enumerate(words) if w in ("in", "at", "near", "on", "around", "outside")), len(words))]


def read_relations(text: ReportText, found: Reading, lexica: Lexica) -> tuple[Relation, ...]:
    """Relations of one report, each once, in order of their words."""
    seen: dict[str, Relation] = {}
    for relation in RelationReader(text, found, lexica).relations():
        if relation.subject != relation.object:
            seen.setdefault(relation.relation_id, relation)
    led = {(r.subject, r.object) for r in seen.values() if r.predicate == "leads"}
    told = {(r.object, r.subject) for r in seen.values() if r.predicate == "leads" and r.basis.rule not in GUESSED}
    others = {body for body, _ in told}
    kept = (
        r for r in seen.values()
        if (r.predicate != "member_of" or (r.subject, r.object) not in led)
        and (r.predicate != "leads" or r.basis.rule not in GUESSED or r.object not in others or (r.object, r.subject) in told)
    )  # fmt: skip
    return tuple(sorted(kept, key=lambda r: (r.basis.evidence[0].start, r.relation_id)))
