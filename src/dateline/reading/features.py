"""What the linear models of events see: named features of triggers, of phrases that may play a role, and of modality."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from dateline.lexicon import index, rule_words, table, words
from dateline.reading.frames import (
    SUBJECTS,
    Candidate,
    Roles,
    classes_of,
    deaths,
    match_noun,
    match_verb,
    noun_frames,
    objects_of,
    passive,
    verb_frames,
)
from dateline.reading.participants import Participants
from dateline.text.segment import ReportText


@cache
def other_triggers() -> frozenset[str]:
    """Lemmas outside the frames that were seen as triggers in the training text."""
    return words("trigger_lemmas.tsv")


@lru_cache(maxsize=20_000)
def possible_types(lemma: str) -> tuple[str, ...]:
    """Types of all frames of a lemma."""
    return tuple(sorted({f.event_type for f in (*verb_frames().get(lemma, ()), *noun_frames().get(lemma, ()))}))


@lru_cache(maxsize=20_000)
def participle_of(word: str) -> str | None:
    """The verb of event_verbs.tsv whose participle a word looks like ("frozen", "hijacked"), or None."""
    if (irregular := index("participles.tsv").get(word)) is not None:
        return irregular["lemma"]
    if word.endswith("ed"):
        for stem in (word[:-2], word[:-1], word[:-3]):
            if len(stem) > 2 and stem in verb_frames():
                return stem
    return None


def proposals(text: ReportText) -> Iterator[tuple[int, Candidate | None]]:
    """Tokens that the trigger model judges, with the frame that fits, if one does: all verbs, and nouns that name events."""
    for t in text.tokens:
        if t.pos == "VERB" or (t.tag.startswith("VB") and t.pos != "AUX"):
            found = match_verb(text, t.i)
            if found is None and t.tag in ("VBG", "VBN", "VB"):
                found = match_noun(text, t.i)
            yield t.i, found
        elif t.pos in ("NOUN", "PROPN", "ADJ") and not (t.pos == "PROPN" and t.ent in ("PERSON", "GPE")):
            lemma, lower = t.lemma, t.lower
            if lemma in noun_frames() or lower in noun_frames():
                yield t.i, match_noun(text, t.i)
            elif t.pos == "NOUN" and lower in verb_frames():
                yield t.i, match_verb(text, t.i)
            elif t.pos == "ADJ" and (verb := participle_of(lower)) is not None:
                yield t.i, match_verb(text, t.i, verb)
            elif lemma in other_triggers():
                yield t.i, None


OUTCOMES = rule_words("harming")
"""Verbs that say what came of an attack, or of a disaster."""
RECKONING = rule_words("reckoning")


@cache
def disaster_words() -> frozenset[str]:
    """Lemmas that name natural disasters, accidents and disease."""
    return words("disaster_words.tsv")


def causes(text: ReportText, proposed: Mapping[int, Candidate | None]) -> tuple[str, ...]:
    """What people may have come to harm by, for each sentence: "d" a disaster, "a" an attack, "da" both; "<" before it where an earlier one named it."""
    named = [""] * len(text.sentences)
    for n, sentence in enumerate(text.sentences):
        disasters = {i for i in range(sentence.first, sentence.last) if text.tokens[i].lemma in disaster_words()}
        attacked = any(
            c is not None and c.sure and c.event_type == "ASSAULT" and _is_attack(text, i, disasters)
            for i in range(sentence.first, sentence.last)
            if (c := proposed.get(i)) is not None
        )
        own = "d" * bool(disasters) + "a" * attacked
        named[n] = own or (f"<{named[n - 1].removeprefix('<')}" if n and named[n - 1] else "")
    return tuple(named)


def _is_attack(text: ReportText, token: int, disasters: Collection[int]) -> bool:
    """False for what only tells of the harm ("killed"), and for what a disaster does ("the storm struck")."""
    if text.tokens[token].lemma in OUTCOMES | deaths():
        return False
    return not any(c in disasters and text.tokens[c].dep in SUBJECTS for c in text.children[token])


BESIDE = 7
"""How many words before and after a trigger are seen whatever the parse says of them."""
TELLING = frozenset(("NOUN", "PROPN", "ADJ", "VERB"))


class _Trigger(NamedTuple):
    """A possible trigger as its features see it. `kind`: v, n or a; `c`: its frame; `proposed`: the frames of all such tokens."""

    text: ReportText
    i: int
    kind: str
    c: Candidate | None
    proposed: Mapping[int, Candidate | None]

    @property
    def event_type(self) -> str | None:
        return self.c.event_type if self.c is not None else None


def trigger_features(text: ReportText, i: int, c: Candidate | None, proposed: Mapping[int, Candidate | None], cause: str = "") -> list[str]:
    """Named features of a possible trigger. `cause`: see `causes`, for its sentence."""
    t = text.tokens[i]
    kind = "v" if t.pos == "VERB" else "n" if t.pos in ("NOUN", "PROPN") else "a"
    trigger = _Trigger(text, i, kind, c, proposed)
    f = [*_of_word(trigger), *_of_head(trigger), *_of_children(trigger)]
    f += _of_objects(trigger) if kind == "v" else [f"num={t.tag}"]
    if cause and (t.lemma in OUTCOMES or t.lemma in deaths() or "ASSAULT" in possible_types(t.lemma)):
        f += [f"cause={cause}.{kind}", f"cause={cause}.{t.lemma}", f"cause={cause}.{c.sure if c is not None else None}"]
    return [*f, *_of_sentence(trigger)]


def _of_word(trigger: _Trigger) -> Iterator[str]:
    """The word itself and its frame."""
    tokens, kind, c = trigger.text.tokens, trigger.kind, trigger.c
    t = tokens[trigger.i]
    head = tokens[t.head]
    yield from (f"l={t.lemma}", f"l={t.lemma}.{kind}", f"pos={t.tag}", f"dep={kind}.{t.dep}")
    yield from (f"hl={t.dep}.{head.lemma}", f"hp={t.dep}.{head.pos}")
    if c is None:
        yield f"c=no.{kind}"
    else:
        yield from (f"c={c.event_type}", f"c={c.event_type}.{c.sure}.{kind}", f"c={c.event_type}.{c.frame}", f"cm={c.event_type}.{c.mode}")
        yield from (f"cd={c.event_type}.{t.dep}", f"cs={c.sure}.{t.dep}")
        if c.thing is not None:
            yield from (f"thing={tokens[c.thing].lemma}", f"cth={c.event_type}")
    yield from (f"any={x}" for x in possible_types(t.lemma))
    if t.dep in ("compound", "amod"):
        yield from (f"mod={kind}.{head.ent}", f"modh={head.lemma}")


def _of_head(trigger: _Trigger) -> Iterator[str]:
    """What governs the word, past a preposition."""
    tokens, proposed, c = trigger.text.tokens, trigger.proposed, trigger.c
    t = tokens[trigger.i]
    head = tokens[t.head]
    if head.i == t.i:
        return
    above = proposed.get(head.i)
    yield f"hc={t.dep}.{above.event_type if above else None}"
    if c is not None and above is not None:
        yield f"chc={c.event_type}.{t.dep}.{above.event_type}"
    if head.pos == "ADP":
        governor = tokens[head.head]
        yield from (f"gp={head.lower}.{governor.lemma}", f"gpp={head.lower}.{governor.pos}")
        if (over := proposed.get(governor.i)) is not None:
            yield f"gc={head.lower}.{over.event_type}"


def _of_children(trigger: _Trigger) -> Iterator[str]:
    """What stands under the word."""
    text, lemma = trigger.text, trigger.text.tokens[trigger.i].lemma
    shape = set()
    for k in text.children[trigger.i]:
        child = text.tokens[k]
        dep = child.dep
        if dep == "punct":
            continue
        shape.add(dep)
        if dep in ("nsubj", "nsubjpass", "poss", "compound", "amod", "nmod"):
            yield from _of_party(trigger, k)
        elif dep in ("prep", "agent", "prt", "advmod", "acomp", "oprd", "dative"):
            yield from (f"{dep}={child.lower}", f"lp={lemma}.{child.lower}")
            if dep in ("prep", "agent"):
                yield from _of_preposition(trigger, k)
        elif dep in ("xcomp", "ccomp", "advcl", "acl", "relcl"):
            inner = trigger.proposed.get(k)
            yield from (f"{dep}={inner.event_type if inner else None}", f"l{dep}={lemma}")
            if dep == "xcomp":
                yield f"xl={child.lemma}"
        elif dep in ("det", "neg"):
            yield f"{dep}={child.lower}"
        elif dep in ("aux", "auxpass"):
            yield f"aux={child.lower}"
        elif dep == "nummod":
            yield "nummod"
    yield f"shape={trigger.kind}." + ".".join(sorted(shape))


def _of_party(trigger: _Trigger, k: int) -> Iterator[str]:
    """A subject, an owner or a word that describes."""
    child = trigger.text.tokens[k]
    dep = child.dep
    yield from (f"{dep}={child.lemma}", f"{dep}.e={child.ent}")
    yield from (f"{dep}.c={x}" for x in classes_of(trigger.text, k))
    if (inner := trigger.proposed.get(k)) is not None:
        yield from (f"{dep}.t={inner.event_type}", f"c{dep}.t={trigger.event_type}.{inner.event_type}")
    if dep in ("nsubj", "nsubjpass") and child.pos == "PRON":
        yield f"{dep}.pron={child.lower}"


def _of_preposition(trigger: _Trigger, k: int) -> Iterator[str]:
    """What a preposition under the word governs."""
    text, lemma = trigger.text, trigger.text.tokens[trigger.i].lemma
    word = text.tokens[k].lower
    for under in text.children[k]:
        governed = text.tokens[under]
        if governed.dep == "pobj":
            yield f"po={word}.{governed.ent or governed.lemma}"
            if (inner := trigger.proposed.get(under)) is not None:
                yield f"pot={word}.{inner.event_type}.{trigger.event_type}"
            yield from (f"poc={word}.{x}" for x in classes_of(text, under))
            yield from (f"lpoc={lemma}.{word}.{x}" for x in classes_of(text, under))
        elif governed.dep == "pcomp":
            yield f"pcomp={word}.{governed.lemma}"


def _of_objects(trigger: _Trigger) -> Iterator[str]:
    """The objects of a verb, and its voice."""
    text, lemma = trigger.text, trigger.text.tokens[trigger.i].lemma
    for o in objects_of(text, trigger.i)[:2]:
        token = text.tokens[o]
        yield from (f"o={token.lemma}", f"lo={lemma}.{token.lemma}", f"oe={token.ent}")
        yield from (f"oc={x}" for x in classes_of(text, o))
        yield from (f"loc={lemma}.{x}" for x in classes_of(text, o))
        if (own := trigger.proposed.get(o)) is not None:
            yield from (f"ot={own.event_type}", f"cot={trigger.event_type}.{own.event_type}")
    yield f"pass={passive(text, trigger.i)}"


def _of_sentence(trigger: _Trigger) -> Iterator[str]:
    """The other frames of the sentence and the words around."""
    text, i, kind, c = trigger.text, trigger.i, trigger.kind, trigger.c
    tokens, lemma = text.tokens, text.tokens[i].lemma
    sentence = text.sentence_of(i)
    if sentence.title:
        yield f"title.{kind}"
    where = "report" if len(text.sentences) > 4 else "single"
    yield from (where, f"{where}.{trigger.event_type}.{kind}", f"{where}.{c.sure if c else None}")
    around = [(k, x) for k in range(sentence.first, sentence.last) if (x := trigger.proposed.get(k)) is not None and x.sure]
    near = {x.event_type for k, x in around if k != i}
    yield from (f"near={x}" for x in near if x)
    same = c is not None and c.event_type in near
    yield from (f"same={same}.{trigger.event_type}", f"lsame={lemma}.{same}")
    if c is not None:
        earlier = sum(x.event_type == c.event_type for k, x in around if k < i)
        yield f"earlier={min(earlier, 2)}.{c.event_type}.{kind}"
    close = range(max(sentence.first, i - BESIDE), min(sentence.last, i + BESIDE + 1))
    yield from (f"by={kind}.{x}" for x in {tokens[k].lemma for k in close if k != i and tokens[k].pos in TELLING})
    before, after = tokens[i - 1] if i > sentence.first else None, tokens[i + 1] if i + 1 < sentence.last else None
    yield from (f"-1={before.lower if before else '^'}", f"+1={after.lower if after else '$'}")
    if before is not None:
        yield f"b={before.lower}.{lemma}"
    if after is not None:
        yield f"a={lemma}.{after.lower}"


@cache
def means() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """word -> (type, mode) pairs of data/means.tsv."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in table("means.tsv"):
        found.setdefault(row["word"], []).append((row["event_type"], row["mode"]))
    return MappingProxyType({w: tuple(v) for w, v in found.items()})


def mode_features(text: ReportText, i: int, c: Candidate | None, event_type: str) -> list[str]:
    """Named features of the mode of an event of a known type."""
    tokens = text.tokens
    t = tokens[i]
    f = [f"T={event_type}", f"T={event_type}.{t.lemma}", f"T={event_type}.{c.mode if c is not None and c.event_type == event_type else None}"]
    if c is not None and c.event_type == event_type and c.sure:
        f.append(f"sure={event_type}.{c.mode}")
    sentence = text.sentence_of(i)
    for k in range(sentence.first, sentence.last):
        for kind, mode in means().get(tokens[k].lower, ()):
            if kind == event_type:
                f.append(f"m={kind}.{mode}")
                if abs(k - i) <= 4 or tokens[k].head == i or t.head == k:
                    f.append(f"mn={kind}.{mode}")
    for k in text.children[i]:
        child = tokens[k]
        if child.dep in ("dobj", "nsubj", "nsubjpass", "compound", "amod", "poss"):
            f += [f"{child.dep}={event_type}.{child.lemma}"] + [f"{child.dep}.c={event_type}.{x}" for x in classes_of(text, k)]
        elif child.dep in ("prep", "agent", "prt"):
            f.append(f"p={event_type}.{child.lower}")
            for g in text.children[k]:
                if tokens[g].dep == "pobj":
                    f += [f"po={event_type}.{child.lower}.{tokens[g].lemma}"] + [f"po.c={event_type}.{child.lower}.{x}" for x in classes_of(text, g)]
        elif child.dep in ("xcomp", "ccomp") and event_type in ("REQUEST", "REJECT", "THREATEN"):
            f.append(f"x={event_type}.{child.lemma}")
            f += [f"xt={event_type}.{x}" for x in possible_types(child.lemma)]
    if event_type in ("REQUEST", "REJECT", "THREATEN"):
        for k in range(i, min(sentence.last, i + 14)):
            f.append(f"near={event_type}.{tokens[k].lemma}")
    return f


def trigger_words(text: ReportText, i: int) -> tuple[str, str, str]:
    """The words whose vectors stand for a trigger: itself, its object or modifier, its governor."""
    t = text.tokens[i]
    if t.pos == "VERB":
        objects = objects_of(text, i)
        other = text.tokens[objects[0]].lemma if objects else ""
    else:
        near = text.child(i, "compound", "amod")
        other = text.tokens[near].lemma if near is not None else ""
    head = text.tokens[t.head]
    if head.pos == "ADP":
        head = text.tokens[head.head]
    return t.lemma, other, head.lemma if head.i != i else ""


PHRASE_DEPS = frozenset("nsubj nsubjpass dobj pobj poss conj appos dative attr oprd compound amod nmod csubj ROOT npadvmod".split())


def role_phrases(text: ReportText, who: Participants, token: int) -> list[int]:
    """Heads of the phrases of a trigger's sentence that may play a role, in order; the trigger is none of them."""
    sentence = text.sentence_of(token)
    found = []
    for i in range(sentence.first, sentence.last):
        t = text.tokens[i]
        if i == token or t.end <= t.start:
            continue
        if t.ent in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY") and i not in who.by_head:
            continue
        if t.pos in ("NOUN", "PROPN") and t.dep in PHRASE_DEPS:
            if t.dep in ("compound", "amod", "nmod") and i not in who.by_head and t.ent not in ("GPE", "NORP", "ORG", "PERSON"):
                continue
            found.append(i)
        elif i in who.by_head or (t.pos == "ADJ" and t.ent in ("NORP", "GPE")) or (t.pos == "PRON" and t.tag in ("PRP", "PRP$", "WP", "WDT")):
            found.append(i)
    end = next((i for i in range(token, sentence.last) if text.tokens[i].text == ";"), sentence.last)
    found = [i for i in found if i < end or text.tokens[i].head == token]  # "Nobody was arrested; the union blamed the police"
    told = set(_reckoned(text, sentence.first, sentence.last, token))
    return [i for i in found if i not in told] if told else found


def _reckoned(text: ReportText, first: int, last: int, token: int) -> Iterator[int]:
    """Tokens that only tell by whose count something is so ("by the government's count, six were killed"), of one sentence."""
    for i in range(first, last):
        t = text.tokens[i]
        if t.dep == "pobj" and t.lemma in RECKONING and text.tokens[t.head].lower in ("by", "on"):
            inside = set(text.subtree(i))
            if token not in inside:
                yield from inside


def path(text: ReportText, start: int, end: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Labels from one token over the tree to another ("^dep" up, "dep" down, prepositions by word), and the tokens between."""
    tokens = text.tokens
    up: list[int] = [start]
    while tokens[up[-1]].head != up[-1] and len(up) < 12:
        up.append(tokens[up[-1]].head)
    place = {t: n for n, t in enumerate(up)}
    down = [end]
    while down[-1] not in place and tokens[down[-1]].head != down[-1] and len(down) < 12:
        down.append(tokens[down[-1]].head)
    if down[-1] not in place:
        return ("far",), ()
    climbed = place[down[-1]]
    labels = [f"^{tokens[t].dep}" for t in up[:climbed]]
    labels += [tokens[t].lower if tokens[t].dep in ("prep", "agent") else tokens[t].dep for t in reversed(down[:-1])]
    return tuple(labels), (*up[1 : climbed + 1], *reversed(down[1:-1]))


def rule_of(phrase: int, played: Roles) -> str:
    """What the rules of `frames` take a phrase for: A, R or NONE."""
    return "A" if phrase in played.actors else "R" if phrase in played.recipients else "NONE"


def speakers(text: ReportText, who: Participants, token: int) -> frozenset[int]:
    """Tokens of the sources of statements whose content covers the trigger."""
    t = text.tokens[token]
    found: set[int] = set()
    for statement in who.found.statements:
        words = statement.source_evidence
        if words is not None and any(piece.start <= t.start < piece.end for piece in statement.content):
            found.update(text.tokens_in(words.start, words.end))
    return frozenset(found)


def around(text: ReportText, who: Participants, phrase: int, played: Roles, spoke: frozenset[int], first: int) -> Iterator[str]:
    """Named features of a phrase's neighbours: what it stands in, what stands in it, who else the rules take, whether it speaks."""
    tokens = text.tokens
    rule = rule_of(phrase, played)
    for side, others in (("A", played.actors), ("R", played.recipients)):
        yield f"rival={side}.{any(o != phrase for o in others)}.{rule}"
    if phrase in spoke:
        yield f"speaks.{rule}"
    p = tokens[phrase]
    head = tokens[p.head]
    if p.dep in ("poss", "compound", "amod", "nmod", "appos"):
        yield f"in={p.dep}.{rule_of(head.i, played)}.{head.i in who.by_head}"
        yield from (f"inx={p.dep}.{x}" for x in classes_of(text, head.i))
    elif p.dep == "pobj" and head.lower in ("of", "in", "from"):
        outer = tokens[head.head]
        yield f"in={head.lower}.{rule_of(outer.i, played)}.{outer.i in who.by_head}"
        yield from (f"inx={head.lower}.{x}" for x in classes_of(text, outer.i))
    for k in text.children[phrase]:
        child = tokens[k]
        if child.dep in ("poss", "compound", "amod", "appos") and k in who.by_head:
            yield f"has={child.dep}.{rule_of(k, played)}"
        elif child.dep in ("det", "nummod"):
            yield f"{child.dep}={child.lower if child.dep == 'det' else ''}.{rule}"
    if p.pos == "PRON":
        yield f"pr={p.lower}.{rule}"
    if p.sentence == tokens[first].sentence and first != phrase:
        yield f"conjrule={rule_of(first, played)}.{rule}"


def first_conjunct(text: ReportText, phrase: int) -> int:
    """The phrase that the coordination of a phrase begins with ("A" for each of "A, B and C", "with A and with B", a headline's "A, B sign")."""
    tokens = text.tokens
    first = phrase
    for _ in range(6):
        up = tokens[tokens[first].head]
        if tokens[first].dep == "conj" and up.pos in ("NOUN", "PROPN", "PRON"):
            first = up.i
        elif (other := _behind_other(text, first)) is not None or (other := _beside(text, first)) is not None:
            first = other
        else:
            break
    return first


def _behind_other(text: ReportText, phrase: int) -> int | None:
    """The object of the preposition to which that of a phrase is a coordinate: "A" for "B" in "with A and with B"."""
    tokens = text.tokens
    up = tokens[tokens[phrase].head]
    if tokens[phrase].dep != "pobj" or up.dep != "conj" or tokens[up.head].pos != "ADP":
        return None
    return text.child(up.head, "pobj")


def _beside(text: ReportText, phrase: int) -> int | None:
    """The subject that only a comma parts from another subject of its verb."""
    tokens, t = text.tokens, text.tokens[phrase]
    if t.dep != "nsubj":
        return None
    before = phrase - 1
    while before >= 0 and tokens[before].head == phrase:
        before -= 1
    other = before - 1
    same = before > 0 and tokens[before].text == "," and tokens[other].dep == "nsubj" and tokens[other].head == t.head
    return other if same and tokens[other].sentence == t.sentence else None


def role_features(text: ReportText, who: Participants, token: int, phrase: int, event_type: str, played: Roles, c: Candidate | None, spoke: frozenset[int] = frozenset()) -> list[str]:
    """Named features of whether the phrase headed by `phrase` acts (A), is acted on (R) or neither in the event at `token`.

    `played`: what the rules say; `spoke`: see `speakers`.
    """
    rule = rule_of(phrase, played)
    tokens = text.tokens
    t, p = tokens[token], tokens[phrase]
    first = first_conjunct(text, phrase)
    labels, between = path(text, token, first)
    way = ">".join(labels)
    kind = "v" if t.pos == "VERB" else "n"
    voice = "p" if kind == "v" and passive(text, token) else "a"
    loose = ">".join(x for x in labels if x not in ("conj", "^conj", "^xcomp", "^ccomp", "^advcl"))
    f = [
        f"rule={rule}", f"rule={rule}.{event_type}", f"w={way}", f"w={kind}{voice}.{way}", f"tw={event_type}.{kind}{voice}.{way}", f"lw={t.lemma}.{way}",
        f"loose={kind}{voice}.{loose}", f"tloose={event_type}.{kind}{voice}.{loose}", f"rw={rule}.{way}", f"last={labels[-1] if labels else ''}.{kind}{voice}",
        f"tlast={event_type}.{labels[-1] if labels else ''}", f"n={min(len(labels), 6)}", f"conj={first != phrase}", f"before={phrase < token}",
        f"pd={p.dep}", f"pp={p.pos}", f"pe={p.ent}", f"type={event_type}", f"dist={min(abs(phrase - token) // 3, 8)}",
    ]  # fmt: skip
    f += [f"lr={t.lemma}.{rule}", f"llast={t.lemma}.{labels[-1] if labels else ''}.{voice}"]
    f += around(text, who, phrase, played, spoke, first)
    verbs = [tokens[b].lemma for b in between if tokens[b].pos == "VERB"]
    f += [f"via={v}.{labels[-1]}" for v in verbs[:2]]
    f.append(f"nverbs={min(len(verbs), 3)}.{phrase < token}")
    if c is not None:
        f.append(f"frame={c.event_type}.{c.frame}.{way}")
        if c.thing is not None:
            f.append(f"thing={c.thing == phrase}")
    mention = who.by_head.get(phrase)
    if mention is not None:
        chain = who.chains.get(mention.chain_id or "")
        f += [f"form={mention.form}", "mention"]
        if chain is not None:
            f += [f"klast={chain.kind}.{kind}{voice}.{labels[-1] if labels else ''}", f"k={chain.kind}", f"kt={chain.kind}.{event_type}", f"kr={chain.kind}.{rule}"]
            f += [f"s={s}.{event_type}" for s in chain.sectors] + [f"sr={s}.{rule}" for s in chain.sectors]
    else:
        f.append(f"bare.{rule}")
    for x in classes_of(text, phrase):
        f += [f"x={x}", f"xr={x}.{rule}", f"xw={x}.{labels[-1] if labels else ''}"]
    f.append(f"pl={p.lemma}")
    f.append(f"num={p.tag}")
    return f
