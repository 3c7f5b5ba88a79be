"""What the parser often joins wrong and the order of words sets right: who speaks behind a comma, whom a participle befell, what a list ends with.

`mend` hangs such tokens elsewhere; each rule gives `(token, label, head)` of those it knows, with the sentence that it is for.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from dateline.lexicon import rule_words, words, words_of_class

if TYPE_CHECKING:
    from dateline.text.segment import Sentence, Token

SPEAKING = words_of_class("actor_words.tsv", "speaking")
PLACES = ("GPE", "LOC", "FAC")
_BEFORE_NOUN = ("compound", "amod", "det", "nummod", "poss", "nmod", "advmod", "quantmod")
LONGEST_NAME, LONGEST_SPEAKER = 4, 16
_CLOSING = frozenset(('"', "”", "''"))
"""Marks that close a quotation."""
BEHELD, READ_OUT = rule_words("beheld"), rule_words("read_out")
HELD_AS = rule_words("held_as")
HARMED = rule_words("harmed")
REBEL = rule_words("rebel")
_OF_NAME = ("compound", "amod", "det", "nmod", "punct")
_READ_HOW = ("prep", "prt", "advmod", "agent")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_JOINING = frozenset((",", ";", ":", "-", "–", "—", "and", "but", "or", "that", "which", "who"))
"""Words and marks that join a verb to the one before, or part them."""
_PASSIVE = ("shot", "ed", "hit", "hurt", "beaten", "taken", "burnt", "cut", "held", "caught")
"""How verbs end that may be participles without their looking otherwise."""

Mended = Iterator[tuple[int, str, int]]


def mend(tokens: list["Token"], sentences: list["Sentence"]) -> None:
    """Hangs tokens of a parsed report elsewhere, in place."""

    def hang(token: int, label: str, head: int) -> None:
        tokens[token] = msgspec.structs.replace(tokens[token], dep=label, head=head)

    _of_mine(tokens)
    for prefix in [t.i for t in tokens if t.lower == "re" and _is_prefix(tokens, t.i)]:
        for token, label, head in list(_prefixed(tokens, prefix)):
            hang(token, label, head)
            if label == "ROOT":
                number = tokens[token].sentence
                sentences[number] = msgspec.structs.replace(sentences[number], root=token)
    for second, first in _names_joined(tokens):
        tokens[second] = msgspec.structs.replace(tokens[second], head=first)
    for token, label, head in [found for rule in RULES for found in rule(tokens)]:
        hang(token, label, head)
    for number, sentence in enumerate(sentences):
        if not sentence.title and (verb := _after_aside(tokens, sentence)) is not None:
            hang(sentence.root, "nsubj", verb)
            hang(verb, "ROOT", verb)
            sentences[number] = msgspec.structs.replace(sentence, root=verb)
    for token, label, head in [*_befallen(tokens), *_who_died(tokens), *_verb_of_names(tokens)]:
        hang(token, label, head)
        if label == "ROOT":
            number = tokens[token].sentence
            sentences[number] = msgspec.structs.replace(sentences[number], root=token)


def _of_mine(tokens: list["Token"]) -> None:
    """"no soldier of mine", which is no mine."""
    for t in tokens:
        if t.lower == "mine" and t.pos == "NOUN" and t.i and tokens[t.i - 1].lower == "of":
            tokens[t.i] = msgspec.structs.replace(t, pos="PRON", tag="PRP", lemma="mine")


def _is_prefix(tokens: Sequence["Token"], first: int) -> bool:
    """Whether a token is what stands before the hyphen of a word: "re-election"."""
    if first + 2 >= len(tokens):
        return False
    one, hyphen, word = tokens[first : first + 3]
    return hyphen.text == "-" and one.end == hyphen.start < hyphen.end == word.start and word.text[:1].isalpha() and one.sentence == word.sentence


def _prefixed(tokens: Sequence["Token"], first: int) -> Mended:
    """"the court upheld the re-election", "she was re-arrested", where the parse takes prefix, hyphen and word for three of one kind."""
    one, word = tokens[first], tokens[first + 2]
    own = (one.i, one.i + 1, word.i)
    above = tokens[one.head]
    helped = [k for k in tokens[max(0, first - 6) : first] if k.dep in ("aux", "auxpass") and k.head in own]
    if above.lemma == "be" and word.tag == "VBN" and above.i < first:
        helped = [above]
        if above.head not in own:
            yield word.i, above.dep, word.i if above.head == above.i else above.head
        yield above.i, "auxpass", word.i
    elif one.head == one.i or one.head in own:
        yield word.i, "ROOT", word.i
    elif word.head != word.i:
        yield word.i, one.dep, one.head
    yield one.i, "compound", word.i
    yield one.i + 1, "punct", word.i
    befalls = any(h.dep == "auxpass" or h.lemma == "be" for h in helped)
    for k in tokens[max(0, first - 60) : first + 60]:
        if k.i not in own and (k.head in own[:2] or k.head != k.i and k.head in [h.i for h in helped]):
            yield k.i, "nsubjpass" if befalls and k.dep == "nsubj" else k.dep, word.i


def _speakers_behind_comma(tokens: Sequence["Token"]) -> Mended:
    """"An attack killed nine people, | residents and medics said", where the parse counts the residents among those killed."""
    subjects = {t.head: t.i for t in tokens if t.dep in _SUBJECTS}
    for verb in tokens:
        if verb.i < 5 or verb.lemma not in SPEAKING:
            continue
        last = _above_of(tokens, verb.i - 1)
        if verb.tag not in ("VBD", "VBZ") or last < 4 or tokens[last].pos not in ("NOUN", "PROPN"):
            continue
        second = _begins(tokens, last)
        if tokens[second - 1].lower != "and" or tokens[second - 2].pos not in ("NOUN", "PROPN"):
            continue
        first = _above_of(tokens, second - 2)
        begin = _begins(tokens, first)
        own = subjects.get(verb.i)
        if begin < 3 or tokens[begin - 1].text != "," or own == first or tokens[first].head == verb.i:
            continue
        if own is not None and own < begin:
            acting = tokens[_begins(tokens, own) - 1]
            if acting.pos != "VERB" or acting.tag not in ("VBG", "VBD") or own != begin - 2:
                continue
            yield own, "dobj", acting.i
        if tokens[first].head < begin:
            yield first, "nsubj", verb.i
            yield last, "conj", first
            yield second - 1, "cc", first


def _rebels_by_name(tokens: Sequence["Token"]) -> Mended:
    """"The rebel | Alto Front said", where the parse makes the name a mere apposition of "rebel"."""
    for name in tokens:
        sort = tokens[name.head]
        if name.dep != "appos" or name.pos != "PROPN" or name.ent != "ORG" or sort.tag != "NN" or sort.lemma not in REBEL or sort.dep == "ROOT" or _begins(tokens, name.i) != sort.i + 1:
            continue
        yield name.i, sort.dep, sort.head
        yield sort.i, "amod", name.i
        yield from ((t.i, t.dep, name.i) for t in tokens[max(0, sort.i - LONGEST_NAME) : sort.i] if t.head == sort.i)


def _above_of(tokens: Sequence["Token"], noun: int) -> int:
    """The noun whose phrase ends with `noun`: "a doctor at the local hospital"."""
    while tokens[noun].dep == "pobj" and (of := tokens[tokens[noun].head]).pos == "ADP" and of.head < of.i < noun and tokens[of.head].pos in ("NOUN", "PROPN"):
        noun = of.head
    return noun


def _named_between_commas(tokens: Sequence["Token"]) -> Mended:
    """"The head of the hospital in the town of Abs, | Khaled Sharaf, said", where the parse takes the name for that of the town."""
    subjects = {t.head: t.i for t in tokens if t.dep == "nsubj"}
    for verb in tokens:
        last, spoken = verb.i - 2, subjects.get(verb.i)
        if verb.tag != "VBD" or verb.lemma not in SPEAKING or spoken is None or last - spoken < 4 or tokens[verb.i - 1].text != ",":
            continue
        first = last
        while tokens[first - 1].pos == "PROPN" and last - first < LONGEST_NAME:
            first -= 1
        place = tokens[first - 2]
        name = tokens[last]
        aside = place.pos == "NOUN" and name.dep == "appos" and name.head == place.i and place.dep == "pobj" and last - first > 0 and name.ent == "PERSON"
        if tokens[first - 1].text != "," or first == last or tokens[spoken].tag != "NN" or not _is_name(name) or place.pos != "PROPN" and not aside:
            continue
        if place.head == last and name.head < place.i and name.dep == "pobj":  # the town hangs on the name
            yield place.i, name.dep, name.head
            yield last, "appos", spoken
        elif name.head == place.i and name.dep in ("appos", "conj"):
            yield last, "appos", spoken


def _behind_opening_place(tokens: Sequence["Token"]) -> Mended:
    """"In Brussels, | Ana Lee, the head of the party, said", "In New York, | China and Russia prevented", where the parse lists who acts
    beside the place and leaves the verb without a subject."""
    acting = {t.head for t in tokens if t.dep in _SUBJECTS}
    passive = {t.head for t in tokens if t.dep == "auxpass"}
    for name in tokens:
        place = tokens[name.head]
        if name.dep not in ("conj", "appos") or name.pos != "PROPN" or place.dep != "pobj" or place.ent not in PLACES:
            continue
        opening = tokens[place.head]
        verb = tokens[opening.head]
        begins = opening.i == 0 or tokens[opening.i - 1].sentence != opening.sentence
        if not begins or opening.dep != "prep" or verb.tag not in ("VBD", "VBZ", "VBP", "VBN") or verb.dep != "ROOT" or verb.i in acting:
            continue
        if tokens[place.i + 1].text == "," and place.i < name.i < verb.i:
            yield name.i, "nsubjpass" if verb.i in passive else "nsubj", verb.i


def _begins(tokens: Sequence["Token"], noun: int) -> int:
    """Where the phrase of a noun begins that stands before it without a mark."""
    first = noun
    while first and tokens[first - 1].dep in _BEFORE_NOUN and first - 1 < tokens[first - 1].head <= noun:
        first -= 1
    return first


def _is_name(token: "Token") -> bool:
    return token.pos == "PROPN" and token.text[:1].isupper() and token.ent not in PLACES


def _names_joined(tokens: Sequence["Token"]) -> list[tuple[int, int]]:
    """`(second, first)` of "Ann Reed of Peru and Juan Paz of Chile met", where the parse joins the second name to the first one's country."""
    of = {t.head for t in tokens if t.dep == "prep" and t.lower == "of"}
    found = []
    for t in tokens:
        if t.dep == "conj" and t.pos == "PROPN" and t.i in of and tokens[t.head].dep == "pobj":
            between = tokens[tokens[t.head].head]
            first = tokens[between.head]
            if between.lower == "of" and first.pos == "PROPN" and tokens[t.head].pos == "PROPN":
                found.append((t.i, first.i))
    return found


def _besiegers(tokens: Sequence["Token"]) -> Mended:
    """"rebels besieging the town warned that ...", where the parse takes the participle's clause for the subject."""
    for t in tokens:
        if t.dep == "csubj" and t.tag == "VBG" and tokens[t.head].tag == "VBD" and t.i < t.head and tokens[t.head].lemma != "be":
            who = next((c.i for c in tokens[max(0, t.i - 8) : t.i] if c.head == t.i and c.dep == "nsubj" and c.pos in ("NOUN", "PROPN")), None)
            if who is not None:
                yield who, "nsubj", t.head
                yield t.i, "acl", who


def _beheld(tokens: Sequence["Token"]) -> Mended:
    """"had seen a guard shot in the leg", where the parse has the guard shoot."""
    heads = {(t.head, t.dep) for t in tokens}
    for t in tokens:
        if t.dep == "nsubj" and t.i < t.head:
            verb = tokens[t.head]
            seen = tokens[verb.head]
            whom = verb.dep == "ccomp" and verb.tag in ("VBD", "VBN") and seen.i < t.i and seen.lemma in BEHELD
            if whom and not any((verb.i, dep) in heads for dep in ("mark", "dobj", "aux", "auxpass", "ccomp", "xcomp")) and verb.lower.endswith(_PASSIVE):
                yield t.i, "nsubjpass", verb.i


def _counted_after(tokens: Sequence["Token"]) -> Mended:
    """"nine had been killed and 340 detained, among them four journalists", where the parse has the 340 detain the four."""
    befell = {t.head for t in tokens if t.dep == "auxpass"}
    own = {t.head for t in tokens if t.dep in ("aux", "auxpass")}
    for t in tokens:
        verb = tokens[t.head]
        if t.dep != "nsubj" or t.tag != "CD" or verb.i != t.i + 1 or verb.dep != "conj" or verb.head not in befell or verb.i in own:
            continue
        things = [k.i for k in tokens[verb.i + 1 : verb.i + 9] if k.head == verb.i and k.dep in ("dobj", "ccomp")]
        among = next((k for k in tokens[verb.i + 1 : verb.i + 3] if k.lower in ("among", "including")), None)
        if verb.tag not in ("VBD", "VBN") or not verb.lower.endswith(_PASSIVE) or things and among is None:
            continue
        yield t.i, "nsubjpass", verb.i
        yield from ((thing, "appos", t.i) for thing in things)


def _going_on(tokens: Sequence["Token"]) -> Mended:
    """"said it would stay away unless judges sat on it, and called a march", where the parse has the judges call it."""
    subjects = {t.head for t in tokens if t.dep in ("nsubj", "nsubjpass")}
    conditional = {t.head for t in tokens if t.dep == "mark" and t.lower in ("if", "unless")}
    for t in tokens:
        inner = tokens[t.head]
        if t.dep != "conj" or t.tag != "VBD" or t.i in subjects or inner.dep != "advcl" or inner.i not in conditional or t.i < 2:
            continue
        joined = next((k for k in range(t.i - 1, max(t.i - 3, inner.i), -1) if tokens[k].dep == "cc"), 0)
        main = tokens[inner.head]
        while main.head != main.i and main.tag != "VBD":
            main = tokens[main.head]
        if tokens[joined - 1].text == "," and main.tag == "VBD" and main.i in subjects:
            yield t.i, "conj", main.i
            yield joined, "cc", main.i
            yield joined - 1, "punct", main.i


def _the_dead_say_nothing(tokens: Sequence["Token"]) -> Mended:
    """"The league said nine people had been killed and accused the army", where the parse has the dead accuse it."""
    objects = {t.head for t in tokens if t.dep in ("dobj", "ccomp", "xcomp")}
    own = {t.head for t in tokens if t.dep in (*_SUBJECTS, "auxpass", "aux")}
    for t in tokens:
        inner = tokens[t.head]
        if t.dep != "conj" or inner.dep != "ccomp" or t.tag not in ("VBD", "VBN") or t.i in own or t.i not in objects or inner.lemma not in HARMED:
            continue
        main = tokens[inner.head]
        if main.i < inner.i and main.tag in ("VBD", "VBZ") and main.lemma in SPEAKING and t.lemma in words("reporting_verbs.tsv"):
            yield t.i, "conj", main.i
            yield from ((k, "cc", main.i) for k in range(inner.i + 1, t.i) if tokens[k].dep == "cc" and tokens[k].head == inner.i)


def _behind_a_list(tokens: Sequence["Token"]) -> Mended:
    """"nine were held, among them Ann Reed, the head of the guard, Mayor Juan Paz said", where the parse has Reed say it."""
    for t in tokens:
        verb, last = tokens[t.head], tokens[t.head - 1]
        if t.dep != "nsubj" or verb.tag != "VBD" or t.i >= last.i or last.dep not in ("appos", "conj", "nsubj") or last.pos != "PROPN":
            continue
        first = min([t.i, *(k.i for k in tokens[max(0, t.i - 6) : t.i] if k.head == t.i and k.dep in _OF_NAME)])
        among = tokens[first - 2 : first] if first > 1 else ()
        commas = [k.i for k in tokens[t.i : last.i] if k.text == ","]
        if [k.lower for k in among] == ["among", "them"] and len(commas) > 1:
            yield t.i, "appos", among[1].i
            yield last.i, "nsubj", verb.i


def _behind_infinitives(tokens: Sequence["Token"]) -> Mended:
    """"urged the court to explain and asked both to wait", where the parse joins the past tense to the infinitive."""
    to = {t.head for t in tokens if t.dep == "aux" and t.lower == "to"}
    own = {t.head for t in tokens if t.dep in ("nsubj", "nsubjpass", "auxpass", "aux")}
    for t in tokens:
        inner = tokens[t.head]
        if t.dep != "conj" or t.tag not in ("VBD", "VBZ") or inner.tag != "VB" or inner.i not in to or t.i in own or inner.i > t.i:
            continue
        main = tokens[inner.head]
        while main.head != main.i and main.tag != t.tag and main.dep in ("xcomp", "ccomp", "conj", "advcl", "acl"):
            main = tokens[main.head]
        joined = [k.i for k in tokens[inner.i + 1 : t.i] if k.head == inner.i and k.dep == "cc"]
        if main.tag == t.tag and main.i < inner.i and joined:
            yield t.i, "conj", main.i
            yield joined[-1], "cc", main.i


def _read_out(tokens: Sequence["Token"]) -> Mended:
    """"..., a decree read on state radio said", where the parse has the decree read, or names somebody to it."""
    for t in tokens:
        if t.lower != "read" or t.i == 0 or tokens[t.i - 1].lower not in READ_OUT or t.i + 1 == len(tokens) or tokens[t.i + 1].dep not in _READ_HOW:
            continue
        verb = next((k for k in tokens[t.i + 1 : t.i + 10] if k.tag == "VBD" or k.text in (",", ".", ";")), t)
        paper = tokens[t.i - 1]
        if verb.tag != "VBD" or verb.head == t.i or verb.i == t.i or any(k.dep == "nsubj" and k.head == verb.i for k in tokens[t.i + 1 : verb.i]):
            continue
        yield paper.i, "nsubj", verb.i
        yield t.i, "acl", paper.i
        for k in tokens[max(0, t.i - 40) : paper.i]:
            if k.head == t.i:
                yield k.i, k.dep, paper.i if k.dep == "det" else verb.i


def _renamed(tokens: Sequence["Token"]) -> Mended:
    """"the judge named to lead the inquiry, Tissa Perera, stepped down", where the parse has Perera rename the inquiry."""
    for t in tokens:
        if t.dep not in ("appos", "conj", "npadvmod") or t.pos != "PROPN" or not 1 < t.i < len(tokens) - 2 or t.ent in ("GPE", "LOC", "DATE"):
            continue
        verb, first = tokens[t.i + 2], t.i
        while first > 0 and tokens[first - 1].head == t.i and tokens[first - 1].pos == "PROPN":
            first -= 1
        if tokens[t.i + 1].text != "," or tokens[first - 1].text != "," or first == t.i or verb.tag != "VBD":
            continue
        subject = next((k for k in reversed(tokens[max(0, first - 14) : first - 1]) if k.head == verb.i and k.dep == "nsubj"), None)
        if subject is None or subject.tag != "NN" or subject.i == t.head or tokens[first - 2].tag not in ("NN", "NNS"):
            continue
        above, steps = t.head, 0
        while above != subject.i and tokens[above].head != above and steps < 8:
            above, steps = tokens[above].head, steps + 1
        if above == subject.i and any(k.head == subject.i and k.lower in ("the", "his", "her", "its", "their") for k in tokens[max(0, subject.i - 4) : subject.i]):
            yield t.i, "appos", subject.i


def _asked_within(tokens: Sequence["Token"]) -> Mended:
    """"promised to disclose within a week who had advised her", where the parse has the week advise her."""
    for t in tokens:
        time = tokens[t.head]
        if t.dep != "relcl" or time.ent not in ("DATE", "TIME") or not any(k.head == t.i and k.lower in ("who", "what", "whom") for k in tokens[time.i + 1 : t.i]):
            continue
        verb, steps = tokens[time.head], 0
        while verb.pos != "VERB" and verb.head != verb.i and steps < 5:
            verb, steps = tokens[verb.head], steps + 1
        if verb.pos == "VERB" and verb.i < time.i:
            yield t.i, "ccomp", verb.i


def _wished_of(tokens: Sequence["Token"]) -> Mended:
    """The name before the bare verb of what somebody demands of its bearer: "demanded that | Karo | step down"."""
    for t in tokens:
        if t.dep == "compound" and _is_name(t) and t.head == t.i + 1 and tokens[t.head].tag == "VB" and tokens[t.head].pos == "VERB":
            first = t.i
            while first and tokens[first - 1].dep == "compound" and tokens[first - 1].head in (t.i, t.head):
                first -= 1
            if first and tokens[first - 1].lower == "that":
                yield t.i, "nsubj", t.head
                for k in range(first, t.i):
                    yield k, "compound", t.i


def _relative_subjects(tokens: Sequence["Token"]) -> Mended:
    """"a plan which | the opposition | supports", where the parse takes the verb for a noun and the opposition for its sort."""
    for t in tokens:
        verb = tokens[t.head]
        if t.dep != "compound" or verb.dep != "relcl" or verb.tag not in ("VBZ", "VBD", "VBP") or verb.i != t.i + 1:
            continue
        first = next((k.i for k in tokens[max(0, t.i - 3) : t.i] if k.dep == "det" and k.head == verb.i), t.i)
        which = tokens[first - 1]
        if which.tag == "WDT" and which.head == verb.i:
            yield which.i, "dobj", verb.i
            yield t.i, "nsubj", verb.i
            yield from ((k.i, k.dep, t.i) for k in tokens[first : t.i] if k.head == verb.i)


def _said_on_a_day(tokens: Sequence["Token"]) -> Mended:
    """"said | on Tuesday | it would pay", "said | last week | it would go", where the parse has it paid on Tuesday."""
    for t in tokens[1:]:
        said, done = tokens[t.i - 1], tokens[tokens[t.head].head if tokens[t.head].dep == "npadvmod" else t.head]
        if said.tag not in ("VBD", "VBZ") or said.lemma not in SPEAKING or done.head != said.i or done.dep != "ccomp" or done.i < t.i:
            continue
        last = t.i  # of the day's words
        while last + 1 < done.i and tokens[last + 1].ent in ("DATE", "TIME"):
            last += 1
        subject = tokens[last + 1]
        dated = tokens[last].ent in ("DATE", "TIME") and (t.lower == "on" or t.ent in ("DATE", "TIME"))
        top = next((k for k in tokens[t.i : last + 1] if k.head == done.i), t)
        if dated and top.dep in ("prep", "npadvmod") and _is_subject_of(tokens, subject.i, done.i):
            yield top.i, top.dep, said.i


def _speakers_behind_quote(tokens: Sequence["Token"]) -> Mended:
    """""There will be sanctions," | the head of the bloc, Ann Reed, said", where the parse has sanctions be the head of the bloc."""
    subjects = {t.head for t in tokens if t.dep in _SUBJECTS}
    for verb in tokens:
        if verb.tag not in ("VBD", "VBZ") or verb.lemma not in SPEAKING or verb.i in subjects or verb.i < 5:
            continue
        quote = next((k for k in range(verb.i - 2, max(verb.i - LONGEST_SPEAKER, 1), -1) if tokens[k].text in _CLOSING), 0)
        if tokens[quote - 1].text not in (",", "!", "?") or quote == 0:
            continue
        tops = [k for k in tokens[quote + 1 : verb.i] if not quote < k.head < verb.i and k.pos != "PUNCT"]
        if len(tops) == 1 and tops[0].pos in ("NOUN", "PROPN") and tops[0].head < quote and tops[0].dep != "nsubj":
            yield tops[0].i, "nsubj", verb.i


def _is_subject_of(tokens: Sequence["Token"], first: int, verb: int) -> bool:
    """Whether the phrase that begins at a token is the subject of a verb."""
    return any(k.dep in ("nsubj", "nsubjpass", "expl") and k.head == verb and k.i >= first and _begins(tokens, k.i) == first for k in tokens[first:verb])


def _after_aside(tokens: Sequence["Token"], sentence: "Sentence") -> int | None:
    """The verb of "Peru, which borders the lake, offered to mediate", where the parse takes the name for the whole sentence and hangs the verb on it."""
    root = tokens[sentence.root]
    if root.pos not in ("NOUN", "PROPN"):
        return None
    for t in tokens[root.i + 3 : sentence.last]:
        if t.dep == "acl" and t.head == root.i and tokens[t.i - 1].text == ",":
            finite = t.tag == "VBD" or t.tag == "VBN" and any(k.head == t.i and k.dep in ("dobj", "ccomp", "xcomp") for k in tokens[t.i + 1 : sentence.last])
            return t.i if finite and any(k.text == "," for k in tokens[root.i + 1 : t.i - 1]) else None
    return None


def _held_as(tokens: Sequence["Token"]) -> Mended:
    """"took two pilots hostage", where the parse takes the pilots for a sort of hostage."""
    for t in tokens:
        whom = tokens[t.i - 1] if t.i else t
        if t.tag == "NN" and t.dep == "dobj" and t.lemma in HELD_AS and whom.dep == "compound" and whom.head == t.i and whom.tag in ("NNS", "NNP", "NNPS"):
            yield from ((c.i, c.dep, whom.i) for c in tokens[max(0, t.i - 6) : whom.i] if c.head == t.i)
            yield whom.i, "dobj", t.head
            yield t.i, "oprd", t.head


def _described(tokens: Sequence["Token"]) -> Mended:
    """"without having met | detained | premier Ann Reed", where the parse takes the participle for a second verb, joined by nothing."""
    for t in tokens[1:]:
        verb = tokens[t.i - 1]
        if t.dep != "conj" or t.tag not in ("VBN", "VBD") or verb.pos != "VERB" or verb.sentence != t.sentence or not t.lower.endswith(_PASSIVE):
            continue
        near = tokens[t.i + 1 : t.i + 8]
        whom = next((k for k in near if k.dep == "dobj" and k.head in (t.i, t.head)), None)
        if whom is None:
            continue
        between = tokens[t.i + 1 : whom.i]
        if any(k.head != whom.i and tokens[k.head].head != whom.i for k in between) or any(k.dep in ("det", "poss", "punct") for k in between) or any(k.head == verb.i and k.dep in ("dobj", "prt", "acomp") for k in near):
            continue
        yield whom.i, "dobj", verb.i
        yield t.i, "amod", whom.i
        yield from ((k.i, k.dep, verb.i) for k in tokens[whom.i + 1 : whom.i + 30] if k.head == t.i)


def _verb_of_names(tokens: Sequence["Token"]) -> Mended:
    """"A judge | freed | journalist Ann Reed on bail", where the parse takes the verb of the sentence for a word that describes the name."""
    for t in tokens[1:]:
        who, whom = tokens[t.i - 1], tokens[t.head]
        if t.tag not in ("VBD", "VBN") or t.dep not in ("amod", "compound") or who.dep != "compound" or who.pos not in ("NOUN", "PROPN") or who.sentence != t.sentence:
            continue
        while whom.dep in _OF_NAME and whom.head > whom.i:
            whom = tokens[whom.head]
        if whom.dep != "ROOT" or whom.ent != "PERSON" or who.head not in (t.head, whom.i):
            continue
        yield t.i, "ROOT", t.i
        yield who.i, "nsubj", t.i
        yield whom.i, "dobj", t.i
        for k in tokens[max(0, t.i - 20) : t.i - 1]:
            if k.head == whom.i and k.sentence == t.sentence:
                yield k.i, k.dep, who.i if k.dep in _OF_NAME and k.dep != "punct" else t.i
        yield from ((k.i, k.dep, t.i) for k in tokens[whom.i + 1 : whom.i + 30] if k.head == whom.i and (k.dep == "prep" or k.text == "."))


def _who_died(tokens: Sequence["Token"]) -> Mended:
    """"two men shot on Sunday died in hospital", where the parse has the men shoot and joins their death to that by no word or comma."""
    if not any(t.tag == "VBD" and t.lemma in ("die", "survive", "succumb") for t in tokens):
        return
    own = {t.head for t in tokens if t.dep in ("aux", "auxpass", "dobj") or t.dep in _SUBJECTS and t.i > t.head}
    subjects = {t.head: t.i for t in tokens if t.dep in _SUBJECTS}
    for t in tokens:
        for died in (k for k in tokens[t.i + 1 : t.i + 12] if k.tag == "VBD" and k.lemma in ("die", "survive", "succumb") and k.i not in subjects):
            who = subjects.get(t.i)
            if t.tag not in ("VBD", "VBN") or not t.lower.endswith(_PASSIVE) or t.i in own or who is None or who > t.i or tokens[who].pos not in ("NOUN", "PROPN"):
                break
            if died.sentence != t.sentence or any(k.lower in _JOINING for k in tokens[t.i : died.i]) or died.i in own:
                break
            under = died.head == t.i
            if not under and t.head != died.i:
                break
            if under:
                yield died.i, t.dep, died.i if t.head == t.i else t.head
            elif died.head == t.i:
                break
            yield from ((k.i, "mark", died.i) for k in tokens[max(0, who - 6) : who] if k.dep == "mark" and k.head == t.i)
            yield from ((k.i, k.dep, died.i) for k in tokens[died.i : died.i + 12] if k.head == t.i and k.dep == "punct")
            yield who, "nsubj", died.i
            yield t.i, "acl", who
            break


def _befallen(tokens: Sequence["Token"]) -> Mended:
    """"the guard attacked with acid had been warned", where the parse has the guard attack and then, joined to that by
    no word or comma, be warned: what befell the guard stands below him, and he is the subject of the verb behind."""
    subjects: dict[int, int] = {}
    busy: set[int] = set()
    marked: set[int] = set()
    for t in tokens:
        if t.dep in _SUBJECTS:
            subjects.setdefault(t.head, t.i)
        elif t.dep in ("aux", "auxpass") and t.i < t.head and t.tag in ("VBD", "VBZ", "VBP", "MD"):
            busy.add(t.head)
        elif t.dep == "mark":
            marked.add(t.head)
    for t in tokens:
        behind = t.head < t.i and (t.dep in ("conj", "advcl") or t.dep == "ccomp" and t.i in busy and t.i not in subjects)
        below, above = (t.head, t.i) if behind else (t.i, t.head)
        one = tokens[below]
        who = subjects.get(below)
        if who is None or not who < below < above or one.tag not in ("VBD", "VBN") or below in busy or not one.lower.endswith(_PASSIVE):
            continue
        if above not in busy or above in marked or not (behind or t.dep == "ccomp" or t.dep in _SUBJECTS) or (t.dep not in _SUBJECTS and above in subjects):
            continue
        if tokens[who].pos not in ("NOUN", "PROPN") or any(k.lower in _JOINING for k in tokens[below:above]):
            continue
        if any(k.head == below and k.dep == "dobj" and k.lemma not in HELD_AS for k in tokens[below:above]):
            continue
        last = tokens[below - 1]
        nearest = last.i if last.pos == "NOUN" and last.dep == "pobj" and tokens[tokens[last.head].head].i == who else who
        passive = any(k.head == above and k.dep == "auxpass" for k in tokens[below:above])
        if behind:
            yield above, one.dep, above if one.head == below else one.head
        yield who, "nsubjpass" if passive else "nsubj", above
        yield below, "acl", nearest
        yield from ((k.i, "oprd", below) for k in tokens[below:above] if k.head == below and k.dep == "dobj")


RULES = (
    _besiegers, _beheld, _counted_after, _going_on, _held_as, _behind_a_list, _behind_infinitives, _read_out, _renamed, _asked_within,
    _speakers_behind_comma, _named_between_commas, _rebels_by_name, _relative_subjects, _the_dead_say_nothing, _said_on_a_day,
    _speakers_behind_quote, _behind_opening_place, _described, _wished_of,
)  # fmt: skip
