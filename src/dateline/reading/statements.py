"""Statements: who says, thinks, wants or shows what. Cue first, then the borders of its content, then its source.

Three quarters of all attributions stand without quotation marks, so marks are one sign among several: the content is what the parse
hangs on the cue, joined with the quotations that stand beside it. Words that only stand between marks of another statement's content
make statements of their own inside it (`parent_id`).
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from dateline.lexicon import Lexica, index, rule_words, words
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.mention import Chain, Mention
from dateline.model.reading import Reading
from dateline.model.statement import CueClass, Statement, StatementKind
from dateline.model.time import TimeExpression
from dateline.reading.actor_codes import word_class
from dateline.reading.frames import beside_what_was_said, match_verb, reduced_relative
from dateline.reading.mentions import THINGS
from dateline.reading.no_acts import is_no_speech
from dateline.reading.participants import Participants
from dateline.text.quotation import Quotation
from dateline.text.segment import ReportText, Sentence

UNSPEAKING = ("DATE", "TIME", "PERCENT")
"""Entities of which no agent is a speaker."""
SUBJECTS = frozenset(["nsubj", "csubj"])
PASSIVE = frozenset(["nsubjpass", "csubjpass"])
MEANS = rule_words("said_by")
TELLING = rule_words("telling")
CALLING = rule_words("calling")
SILENT = word_class("silent")
DISTRIBUTIVE = word_class("distributive")
OUTPOSTS = word_class("outpost")
OFFICES = rule_words("press_body")
PRESS = rule_words("press")
"""Modifiers that make of an office that of those who speak for its body."""
SOURCELESS = rule_words("sourceless")
RELATIVES = rule_words("relative")
POINTERS = frozenset(["it", "this", "that", "so", "them", "himself", "herself", "itself", "themselves"])
KEPT = rule_words("kept")
ANSWERING = rule_words("answering")
"""Verbs that with "with" say what was done and not what was said: "answered with rockets"."""
CLAIMED = rule_words("claimed")
NAMING = rule_words("giving_a_name")
RINGING = rule_words("ringing")
BESIDE_A_NAME = rule_words("beside_a_name")
ANYBODY = rule_words("anybody")
ANY_OF = rule_words("any_of")
NOBODY = frozenset(["no", "nobody", "none", "neither", "nothing"])
LONGEST_TITLE = 4
"""Words of a name between marks, at most."""
AGAINST = frozenset(["of", "for", "by", "with", "as"])
"""Prepositions behind a participle that tells what was said of its subject."""
NUMBER_TOLD, OWN_COUNT, REVISING = (rule_words(name) for name in ("number_told", "own_count", "revising"))
UNSAID = rule_words("unsaid")
"""Words whose infinitive is not said: "refused to say", "unable to confirm"."""
NOT = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "no"])
TURNED = frozenset(["deny", "confirm", "promise", "threaten", "accuse", "praise"])
"""Classes of cues that a negation makes into a plain report: who "did not rule out" it has denied nothing."""
SPEECH_CLASSES = frozenset(["say", "deny", "confirm", "warn", "ask", "accuse", "praise", "promise", "threaten"])
FIRST_PERSON = frozenset(["i", "we", "me", "my", "our", "us", "ours", "mine", "myself", "ourselves"])
NOUNY = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM"))
"""Parts of speech of what stands before a noun in its phrase."""
QUOTE_MARKS = "\"“”„‟«»‹›＂'‘’`"
CLOSING = {"\"": "\"", "”": "“"}
"""Marks that close a quotation, and those that open it."""
LOOSE = " \t\r\n,;:—–-"
DIRECT_SHARE = 0.95
GOES_ON_FOR = 4
NEAR_CUE = 12
"""Characters between a source and its cue within which the source cannot be part of the content."""
FATES = words("figure_states.tsv")
"""Words for what became of people who are counted."""
OBJECT_PHRASES = frozenset("of for against over in at on within about from".split())
PARTITIVE = frozenset(("among", "including"))
TO = frozenset(("to",))
PROMISE_PHRASES = TO | {"before", "by", "until", "within"}
"""Prepositions of whom a promise is for and until when, further ones of what belongs to its object."""
MEDIA = rule_words("medium")
CHANNELS, INTERVIEWING, TALKING = (rule_words(name) for name in ("channel", "interviewing", "talking"))
NO_CONTENT = rule_words("no_content")
SECRECY = rule_words("secrecy")
QUESTIONING = rule_words("questioning")
KINSHIP, THIRD_PERSON, CLAUSE_SAYING, OPENING_SPEECH = (rule_words(name) for name in ("kinship", "third_person", "clause_saying", "opening_speech"))
NAMING_ASKED = rule_words("unnamed")
DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
"""Types of events that no words do."""
COUNTED_BEFORE = frozenset(("them", "whom", "these", "those"))
LONG_SPEAKER = 16
"""Tokens before a cue within which the words that name its speaker begin."""
ASIDE = frozenset(("as", "while"))
"""Words that behind a cue open what goes on meanwhile."""
CONDITIONS = frozenset(["if", "unless", "should", "provided", "once"])

Span = tuple[int, int]


@dataclass(slots=True)
class Frame:
    """A statement in the making. Tokens are indices; `content` are offsets of the report, in order."""

    cue: tuple[int, ...]
    head: int
    cue_class: CueClass
    rule: str
    source: int | None = None
    source_span: Span | None = None
    content: list[Span] = field(default_factory=list)
    sentence: int = 0
    addressee: int | None = None
    relays: list[int] = field(default_factory=list)
    via: list[int] = field(default_factory=list)
    parent: int | None = None
    direct: bool = False
    beside: "Frame | None" = None


def shared_prefix(first: str | None, last: str | None) -> str | None:
    """The ISO date as precise as both ends of a time are known: a week of March is "2022-03"."""
    if first is None or last is None or first == last:
        return first
    parts = list(itertools.takewhile(lambda both: both[0] == both[1], zip(first.split("-"), last.split("-"), strict=False)))
    return "-".join(part for part, _ in parts) or None


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, overlapping ones joined."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


class StatementFinder:
    """Finds the frames of one report."""

    def __init__(self, text: ReportText, found: Reading, lexica: Lexica) -> None:
        self.text = text
        self.tokens = text.tokens
        self.found = found
        self.people = Participants(text, found)
        self.verbs = lexica.index("reporting_verbs.tsv")
        self.nouns = lexica.index("cue_nouns.tsv")
        self.adjectives = lexica.index("cue_adjectives.tsv")
        self.quotes = text.quotations
        self.quote_of: list[int | None] = [None] * len(text.tokens)
        for n, q in enumerate(self.quotes):
            for i in text.tokens_in(q.start, q.end):
                self.quote_of[i] = n
        self.lost = text.lost
        self.frames: list[Frame] = []
        self.switched: dict[int, int] = {}
        self.taken_up: set[int] = set()
        self.sourced: dict[int, tuple[int, Span | None]] = {}

    # ------------------------------------------------------------------ cues
    def find(self) -> list[Frame]:
        for t in self.tokens:
            frame = None
            if t.pos in ("VERB", "AUX") or t.tag in ("VBD", "VBZ", "VBP"):
                if t.lower == "according" or t.dep in ("aux", "auxpass"):
                    continue
                if self.lemma_of(t.i) in self.verbs:
                    frame = self.verb(t.i)
                elif t.lemma == "be":
                    frame = self.adjective(t.i)
            elif t.lower == "according":
                frame = None
            elif t.pos == "NOUN" and t.lemma in self.nouns:
                frame = self.noun(t.i)
            if frame is not None and self.keeps(frame):
                self.frames.append(frame)
                if frame.source is not None:
                    self.sourced[frame.head] = (frame.source, frame.source_span)
        for t in self.tokens:
            if t.lower == "according" and t.i + 1 < len(self.tokens) and self.tokens[t.i + 1].lower == "to":
                frame = self.according(t.i)
                if frame is not None and self.keeps(frame):
                    self.frames.append(frame)
            elif t.lower == "by" and (frame := self.by_count(t.i)) is not None and self.keeps(frame):
                self.frames.append(frame)
        self.frames.sort(key=lambda f: f.head)
        self.loose_quotes()
        self.first_person()
        self.without_speakers()
        self.nest()
        return self.frames

    def without_speakers(self) -> None:
        """Takes from the end of contents the words of who says it all: "has offered to mediate | state media | said"."""
        for outer in self.frames:
            if outer.source_span is None:
                continue
            start, end = outer.source_span
            if not self.text.sentences[outer.sentence].restored and self.text.text[:start].rstrip()[-1:] != ",":
                continue
            for frame in self.frames:
                if frame.sentence == outer.sentence and frame.head < outer.head and frame.source_span != outer.source_span:
                    frame.content = [(a, start) if a < start and b == end else (a, b) for a, b in frame.content]
                    frame.content = [s for s in (self.trim(*c) for c in frame.content) if s is not None] or frame.content

    def keeps(self, frame: Frame) -> bool:
        """Tidies the content; whether anything is left that says more than "those who write it" (who denies "it" says enough)."""
        frame.content = [s for s in (self.trim(*self.before_speaker(frame, *c)) for c in merged(frame.content)) if s is not None]
        if frame.cue_class in ("deny", "confirm"):
            return bool(frame.content)
        return any(self.text.text[a:b].lower() not in POINTERS for a, b in frame.content)

    def before_speaker(self, frame: Frame, start: int, end: int) -> Span:
        """Content without the first words of the phrase that names the speaker, where text without marks parts them by nothing: "two
        drivers | the Red Cross said", "to Karsova | Togo's envoy Ada Finn said"."""
        if frame.source_span is None or not self.text.sentences[frame.sentence].restored or self.text.text[end : frame.source_span[0]].strip():
            return start, end
        inside = self.text.tokens_in(start, end)
        if end > frame.source_span[0] or not inside:
            return start, end
        first = inside[-1] + 1
        while first - 1 > inside[0] and self.tokens[first - 1].pos in NOUNY:
            first -= 1
        parted = self.tokens[first - 1].text == ","
        if not parted and self.tokens[inside[-1]].pos == "DET":
            first, parted = inside[-1], True
        return (start, self.tokens[first].start) if parted and first > inside[0] else (start, end)

    def trim(self, start: int, end: int) -> Span | None:
        text = self.text.text
        while start < end and text[start] in LOOSE:
            start += 1
        while end > start and text[end - 1] in LOOSE:
            end -= 1
        if end > start and text[end - 1] == "." and not any(c in QUOTE_MARKS for c in text[start:end]):
            end -= 1
        if end > start and text[end : end + 1] in CLOSING and (opening := CLOSING[text[end]]) in text[start:end]:
            within = text[start:end]
            if within.count(opening) % 2 if opening == text[end] else within.rfind(opening) > within.rfind(text[end]):
                end += 1  # the mark that closes a quotation within
        return (start, end) if any(c.isalnum() for c in text[start:end]) else None

    def chars(self, first: int, last: int) -> Span:
        return self.tokens[first].start, self.tokens[last - 1].end

    def subtree_span(self, i: int) -> Span:
        left, right = self.text.edges[i]
        return self.chars(left, right)

    # ------------------------------------------------------------------ verbs
    def verb(self, v: int) -> Frame | None:
        token = self.tokens[v]
        row = self.verbs[self.lemma_of(v)]
        forms = row["forms"]
        cue_class: CueClass = row["class"]  # type: ignore[assignment]
        frame = Frame(self.cue_tokens(v), v, cue_class, f"statements.verb_{token.lemma}", sentence=token.sentence)
        passive = any(self.tokens[c].dep in ("auxpass", "nsubjpass") for c in self.text.children[v]) or self.is_reduced(v)
        self.source(frame, v, passive)
        self.cited(frame, v)
        if v in self.denials and frame.source is not None:
            frame.content = [self.denials[v][1]]
            return frame
        if "q" in forms and cue_class in SPEECH_CLASSES and not passive and self.text.sentence_of(v).restored:
            bare = self.without_marks(frame, v)
            if bare is not None:
                frame.content = bare
                self.to_whom(frame, v)
                own = self.own_object(v, forms)
                if own is not None and self.keeps(frame):
                    self.frames.append(replace(frame, direct=True))
                    frame.content = [own]
                return frame
        if "q" in forms and not passive and (said := self.postposed(frame, v)) is not None:
            frame.content = [self.without_verdict(*s) for s in (*said, *self.conditions(v, said))]
            self.to_whom(frame, v)
            return frame
        spans = self.complements(frame, v, forms, passive)
        inside = self.quote_of[v]
        if "q" in forms and (inside is None or not spans):
            left = all(e <= token.start for _, e in spans)
            around = self.around(frame, v) if not spans or (left and self.is_parenthesis(v)) else []
            if around:
                spans = around
            elif inside is None:
                spans = self.with_quotes(spans, self.quotes_beside(v), v)
        spans = [self.without_verdict(*s) if s[0] > token.start else s for s in spans]
        frame.content = self.without_citing(v, self.without_source(frame, [*spans, *self.conditions(v, spans)], v))
        self.to_whom(frame, v)
        if self.says_nothing(v, spans) or self.left_unsaid(v) or self.content_is_what(v, spans) or self.no_speech(v, spans):
            return None
        if frame.cue_class in TURNED and self.is_negated(v):
            frame.cue_class = "say"
        if frame.source is None and (passive or token.tag == "VBN") and token.lemma not in SOURCELESS:
            return None
        infinitive = token.tag == "VB" and any(self.tokens[c].lower == "to" and self.tokens[c].dep == "aux" for c in self.text.children[v])
        purpose = infinitive and token.dep in ("acl", "relcl")  # "a mission to support the coast guard"
        if purpose and cue_class not in SPEECH_CLASSES and not self.is_person(token.head):
            return None
        return frame if spans else None

    # ------------------------------------------------------------------ "..., an official said"
    def postposed(self, frame: Frame, v: int) -> list[Span] | None:
        """Content before ", an official said" where the parse takes the speaker for an apposition and the cue for one more verb.

        The speaker becomes the frame's source. None: the cue has a subject or object clause of its own, or no speaker between comma and
        cue.
        """
        tokens = self.tokens
        sentence = self.text.sentence_of(v)
        if tokens[v].tag not in ("VBD", "VBZ", "VBP", "VBN") or self.quote_of[v] is not None or sentence.restored:
            return None
        named = self.named_after_clause(v, sentence)
        own = (*SUBJECTS, *PASSIVE) if named is None else PASSIVE
        if any(tokens[c].dep in (*own, "auxpass") or (tokens[c].dep == "ccomp" and c > v and c not in self.denials) for c in self.text.children[v]):
            return None
        comma = named or self.speaker_after(v, sentence)
        if comma is None and frame.cue_class == "say" and (inverted := self.speaker_behind(v, sentence)) is not None:
            before, frame.source, frame.source_span = inverted
            return [self.chars(self.after_semicolon(sentence.first, before), before)]
        if comma is None or self.quote_of[comma - 1] is not None or not self.has_clause(sentence.first, comma):
            return None
        mention = next((m for m in self.starting.get(comma + 1, ()) if m.end <= tokens[v].start), None)
        head = self.people.head(mention.start, mention.end) if mention is not None else None
        if head is None:
            return None
        frame.source, frame.source_span = head, self.trim(*self.chars(comma + 1, v))
        return [self.chars(self.after_semicolon(sentence.first, comma), comma)]

    def named_after_clause(self, v: int, sentence: Sentence) -> int | None:
        """The comma before the name of a person right before the cue, where the parse takes for its subject a noun before the comma that
        has a clause of its own: "put off the talks it wants to hold, | Minister Ada Mirren | announced"."""
        subject = self.own_subject(v)
        if subject is not None and subject < v and self.is_some_of_them(subject):
            comma = self.speaker_after(v, sentence)
            return comma if comma is not None and subject < comma else None
        if subject is None or subject > v or not any(t.tag in ("VBD", "VBZ", "VBP") for t in self.tokens[subject:v]):
            return None
        chain = self.chain_at(v - 1)
        comma = self.speaker_after(v, sentence) if chain is not None and chain.kind == "person" and self.longest(v - 1) is not None else None
        return comma if comma is not None and subject < comma and self.tokens[v - 1].text != "," else None

    def is_some_of_them(self, i: int) -> bool:
        """Whether a word behind a comma picks out some of those told of before: "92 aboard, | most of them from Guinea, the captain said"."""
        first = self.text.edges[i][0]
        return first > 0 and self.tokens[first - 1].text == "," and self.text.lowers[i + 1 : i + 3] in (("of", "them"), ("of", "whom"))

    def speaker_behind(self, v: int, sentence: Sentence) -> tuple[int, int, Span] | None:
        """Comma, head and words of the speaker in ", declared on Thursday the minister": between comma and speaker stand only
        cue, day and occasion ("affirmed at a press conference the minister"), and who was told if it is the paper ("told us")."""
        tokens = self.tokens
        comma, k = v - 1, v + 1
        while comma > sentence.first and tokens[comma].pos in ("AUX", "ADV"):
            comma -= 1
        if tokens[comma].text != ",":
            return None
        if k < sentence.last and tokens[k].lower in ("us", "me"):
            k += 1
        elif self.lemma_of(v) in TELLING and comma == v - 1:  # "has told the doctor" behind a comma: the doctor tells
            return None
        while k < sentence.last and (tokens[k].ent in ("DATE", "TIME") or tokens[k].lower == "on"):
            k += 1
        if k < sentence.last and tokens[k].lower in ("at", "in", "during"):
            k += 1
            while k < sentence.last and tokens[k].pos in ("DET", "ADJ", "NOUN") and not (tokens[k].pos == "DET" and tokens[k - 1].pos == "NOUN"):
                k += 1
        if k < sentence.last and tokens[k].pos == "DET" and k not in self.starting:
            k += 1
        mention = next((m for m in self.starting.get(k, ()) if m.form != "pronoun"), None)
        head = self.people.head(mention.start, mention.end) if mention is not None else None
        if mention is None or head is None or not self.has_clause(self.after_semicolon(sentence.first, comma), comma):
            return None
        start, end = tokens[k - 1 if tokens[k - 1].pos == "DET" else k].start, mention.end
        last = self.text.tokens_in(mention.start, mention.end)[-1] + 1
        name = self.name_behind(last, sentence) if mention.form != "name" else None
        if name is not None and (named := self.people.head(name.start, name.end)) is not None:
            head, end = named, name.end
        return comma, head, (start, end)

    def name_behind(self, at: int, sentence: Sentence) -> Mention | None:
        """The name of a person after a comma: "the health officer, | Dr. Ada Mirren"."""
        if at + 1 >= sentence.last or self.tokens[at].text != ",":
            return None
        begin = at + 2 if self.tokens[at + 1].text.endswith(".") and at + 1 not in self.starting else at + 1
        found = next((m for m in self.starting.get(begin, ()) if m.form == "name"), None)
        chain = self.people.chains.get(found.chain_id or "") if found is not None else None
        return found if chain is not None and chain.kind == "person" else None

    def speaker_after(self, v: int, sentence: Sentence) -> int | None:
        """The comma after which only a noun phrase stands before the cue, or one with a name between commas."""
        tokens = self.tokens
        commas = []
        for k in range(v - 1, max(sentence.first, v - LONG_SPEAKER), -1):
            if tokens[k].text == ",":
                commas.append(k)
                if k != v - 1 and not (len(commas) == 2 and commas[0] == v - 1):
                    return k
            elif tokens[k].pos not in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "NUM", "PRON", "ADV", "PUNCT", "AUX"):
                return None
        return None

    @cached_property
    def starting(self) -> dict[int, list[Mention]]:
        """Mentions by their first token, the longest first."""
        found: dict[int, list[Mention]] = {}
        for mention in self.found.mentions:
            if len(tokens := self.text.tokens_in(mention.start, mention.end)):
                found.setdefault(tokens[0], []).append(mention)
        return {k: sorted(ms, key=lambda m: m.start - m.end) for k, ms in found.items()}

    def without_source(self, frame: Frame, spans: list[Span], v: int) -> list[Span]:
        """Content that ends before the words that name the speaker, where the parse took them into it ("near Metula, the army said")."""
        if frame.source_span is None or frame.source is None or frame.source > v or self.tokens[v].start - frame.source_span[1] > NEAR_CUE:
            return spans
        start, left = frame.source_span[0], self.text.edges[frame.source][0]
        if all(self.tokens[k].pos in NOUNY for k in range(left, frame.source)):
            start = min(start, self.tokens[left].start)
        return [(s, start) if s < start < e else (s, e) for s, e in spans]

    @cached_property
    def denials(self) -> dict[int, tuple[int, Span]]:
        """The comma behind which somebody denies what stands before it, and the words that point there, by verb: "rebels said they had won | ,
        | which | the army denied", "a guard said, | an account | disputed by two others"."""
        found = {}
        for t in self.tokens:
            if t.pos == "VERB" and t.lemma in self.verbs and self.verbs[t.lemma]["class"] == "deny" and self.quote_of[t.i] is None:
                comma = self.comma_of_denial(t.i)
                if comma is not None and self.has_clause(self.text.sentence_of(comma).first, comma):
                    last = comma + 1 if self.tokens[comma + 1].lower in ("which", "something") else comma + 2
                    found[t.i] = comma, self.chars(comma + 1, last + 1)
        return found

    def comma_of_denial(self, v: int) -> int | None:
        """The comma before ", which the army denied", ", a claim denied by two others"; None where what is denied stands behind the verb, or is
        a thing and no words."""
        tokens, first = self.tokens, self.text.sentence_of(v).first
        below = [tokens[c] for c in self.text.children[v]]
        if any(b.i > v and (b.dep in ("dobj", "ccomp", "xcomp") or b.dep == "prep" and b.lower in ("as", "to")) for b in below):
            return None
        comma = next((k for k in range(v - 1, max(first, v - LONG_SPEAKER), -1) if tokens[k].text == "," and self.opens_denial(k)), None)
        if comma is None or any(t.pos == "VERB" for t in tokens[comma + 1 : v]):
            return None
        by = tokens[v].tag == "VBN" and v + 1 < len(tokens) and tokens[v + 1].lower == "by"
        speaks = any(b.dep in SUBJECTS and comma + 1 < b.i < v and b.lower not in RELATIVES for b in below)
        return comma if speaks and tokens[v].tag != "VBG" or by else None

    def opens_denial(self, comma: int) -> bool:
        """Whether "which", "something" or a noun of what is said stands behind a comma."""
        behind = self.tokens[comma + 1 : comma + 4]
        if not behind or behind[0].lower == "which":
            return bool(behind)
        return behind[0].lower in ("a", "an", "something") and any(t.lower == "something" or t.lemma in self.nouns for t in behind)

    def without_verdict(self, start: int, end: int) -> Span:
        """Content that ends before what the reporter adds of it and of who disputes it: "accused it of a raid|, a charge it has rejected"."""
        tokens = self.tokens
        for v, (comma, _) in self.denials.items():
            if start <= tokens[comma + 1].start < tokens[v].start < end:
                end = max(start, tokens[comma].start)
        for i in self.text.tokens_in(start, end):
            if tokens[i].text != "," or self.quote_of[i] is not None or i + 2 >= len(tokens) or tokens[i + 1].lower not in ("a", "an", "charges", "claims"):
                continue
            noun = next((k for k in range(i + 1, min(i + 4, len(tokens))) if tokens[k].lemma in self.nouns), None)
            if noun is not None and any(tokens[c].dep in ("relcl", "acl") and c > noun for c in self.text.children[noun]):
                return start, tokens[i].start
        return start, end

    def without_citing(self, v: int, spans: list[Span]) -> list[Span]:
        """Content that begins behind "citing the palace," between cue and clause."""
        tokens = self.tokens
        citing = v + 2
        if citing >= len(tokens) or tokens[v + 1].text != "," or tokens[citing].lower not in ("citing", "quoting"):
            return spans
        end = tokens[self.text.edges[citing][1] - 1].end
        return [(end, e) if s <= tokens[citing].start < end < e else (s, e) for s, e in spans]

    def conditions(self, v: int, spans: Sequence[Span]) -> list[Span]:
        """Side clauses of condition that belong to what is said: "If it rains, she warned, ...", "..., the union said, if it rains"."""
        tokens = self.tokens
        if not spans:
            return []
        found = []
        for c in self.text.children[v]:
            first, last = self.text.edges[c]
            if tokens[c].dep != "advcl" or not any(tokens[k].lower in CONDITIONS for k in range(first, min(first + 2, c))):
                continue
            start, end = self.chars(first, last)
            if all(end <= s or e <= start for s, e in spans):
                found.append((start, end))
        return found

    def says_nothing(self, v: int, spans: Sequence[Span]) -> bool:
        """ "could not say whether", "they cannot say that", "should X continue", "Asked whether, he ...", "nobody has
        claimed": no statement of the subject."""
        tokens = self.tokens
        children = self.text.children[v]
        modals = [c for c in children if tokens[c].dep == "aux" and tokens[c].tag == "MD"]
        subject = next((c for c in children if tokens[c].dep in SUBJECTS), None)
        if subject is not None and any(tokens[c].lower in NOBODY for c in (subject, *self.text.children[subject]) if c <= subject):
            return True
        if subject is not None and any(c < subject and tokens[c].lower == "should" for c in modals):
            return True
        if subject is not None and self.quote_of[v] is None and any(tokens[c].dep == "aux" and c < subject for c in children):
            sentence = self.text.sentence_of(v)
            if any(tokens[k].text == "?" for k in range(max(v, sentence.last - 2), sentence.last)):
                return True  # "How has the army answered the claim?"
        if self.verbs[self.lemma_of(v)]["class"] == "say" and any(tokens[c].lower in ("can", "could", "ca") for c in modals):
            if any(tokens[c].dep == "neg" for c in children):
                return True
        kind = self.verbs[self.lemma_of(v)]["class"]
        if kind == "show" and tokens[v].tag == "VB" and tokens[v].dep != "ROOT" and any(tokens[c].lower == "to" for c in children if c < v):
            return True  # "urged them to show restraint"
        if kind in ("praise", "think") and any(tokens[c].dep == "neg" for c in children) and any(tokens[c].dep == "dobj" for c in children):
            return True  # "will not back a second mission"
        if tokens[v].lemma == "call" and any(tokens[c].dep == "prt" for c in children):
            return True  # "call off the talks"
        if tokens[v].tag == "VB" and tokens[tokens[v].head].lemma == "be" and tokens[v - 1].lower == "to" and kind == "accuse":
            return True  # "who was to blame"
        if tokens[v].lemma == "claim" and any(tokens[c].dep in ("dobj", "nsubjpass") and tokens[c].lemma in CLAIMED for c in children):
            return True  # "the flood claimed 27 lives"
        if tokens[v].lemma == "welcome" and any(tokens[c].dep == "dobj" and self.chain_at(c) is not None for c in children):
            return True  # "welcomed the returnees at the crossing"
        if kind == "praise" and any(tokens[c].dep == "dobj" and tokens[c].lemma in KEPT for c in children):
            return True  # "to honour their commitments"
        if kind == "accuse" and (deed := match_verb(self.text, v)) is not None and deed.event_type in DEEDS:
            return True  # "attacked the depot"
        if spans and all(self.text.text[start] in ".,;:" for start, _ in spans):
            return True  # "a note no. 2", read as a verb
        if tokens[v].lemma in QUESTIONING and any(tokens[c].dep == "dobj" and self.is_person(c) for c in children):
            return True  # "a committee is to question the minister"
        if kind == "ask" and spans and all(self.text.text[a:b].lower() in SECRECY for a, b in spans):
            return True  # "asked for anonymity"
        if tokens[v].lower == "asked" and (tokens[v].dep in ("advcl", "acl", "csubj") or v == self.text.sentence_of(v).first):
            return True
        if tokens[v].lemma in ANSWERING and any(tokens[c].lower == "with" and c > v for c in children) and not self.quotes_next_to(v):
            return True
        if tokens[v].lemma == "call" and any(tokens[c].dep == "dobj" and tokens[c].lower.endswith(("self", "selves")) for c in children):
            return True
        if spans and self.lemma_of(v) in SILENT and any(tokens[c].dep == "neg" for c in children):
            first = self.text.text[spans[0][0] : spans[0][1]].split()
            return bool(first) and first[0].lower() in ("whether", "if", "what", "how", "who", "when", "where", "which", "why")
        return False

    def is_negated(self, v: int) -> bool:
        """Whether a negation stands with a verb: "has not confirmed", "never promised"."""
        return any(self.tokens[c].dep == "neg" or self.tokens[c].lower in NOT for c in self.text.children[v] if c < v)

    def left_unsaid(self, v: int) -> bool:
        """Whether the words around a cue tell that nothing was said: "without saying when", "stopped short of saying how", "declined to say whether", "has not been able
        to confirm", "has yet to confirm", "would neither confirm nor deny"."""
        tokens, t = self.tokens, self.tokens[v]
        up = t.head
        if t.tag == "VBG" and t.dep == "pcomp" and tokens[up].lower in ("without", "instead", "of") and (
            tokens[up].lower != "of" or {tokens[tokens[up].head].lower, tokens[up - 1].lower} & {"instead", "short"}
        ):
            return True
        if t.dep == "conj" and {self.verb_class(v), self.verb_class(up)} == {"confirm", "deny"}:
            return any(tokens[k].lower in ("or", "nor") for k in self.text.children[up]) and (self.is_negated(up) or self.left_unsaid(up))
        if self.verb_class(v) in ("confirm", "deny") and self.is_negated(v):
            joined = (c for c in self.text.children[v] if tokens[c].dep == "conj")
            if any({self.verb_class(v), self.verb_class(c)} == {"confirm", "deny"} for c in joined):
                return True
        if t.tag != "VB" or t.dep not in ("xcomp", "ccomp") or up == v or not any(tokens[c].tag == "TO" for c in self.text.children[v]):
            return False
        if tokens[up].lemma in UNSAID:
            return not self.is_negated(tokens[up].head if tokens[up].pos == "ADJ" else up)
        if tokens[up].lower == "able":
            return self.is_negated(tokens[up].head)
        return tokens[up].lemma == "have" and any(tokens[c].lower == "yet" for c in self.text.children[up])

    def verb_class(self, v: int) -> str:
        """The cue class of a verb, "" of one that is no cue."""
        return self.verbs.get(self.lemma_of(v), {"class": ""})["class"]

    def content_is_what(self, v: int, spans: Sequence[Span]) -> bool:
        """Whether what is said is only pointed at, by a "what" before the cue: "confirmed what the rebels deny", "contrary to what he
        announced": the words before it are no content."""
        pointed = any(self.tokens[c].lower in ("what", "whatever") and self.tokens[c].dep == "dobj" and c < v for c in self.text.children[v])
        return pointed and bool(spans) and all(end <= self.tokens[v].start for _, end in spans)

    def no_speech(self, v: int, spans: Sequence[Span]) -> bool:
        """Whether a verb of saying stands in another sense or another's mouth: "as regards the force", "the islets, which one side calls X",
        "the oath he swore to keep", "whoever comes cannot expect", "and in 2014 recalled its envoy"."""
        tokens, t = self.tokens, self.tokens[v]
        if is_no_speech(self.text, v):
            return True
        children = self.text.children[v]
        subject = self.own_subject(v)
        if t.tag == "VB" and any(tokens[c].tag == "TO" for c in children) and spans and self.tokens[min(v + 1, len(self.tokens) - 1)].tag in ("WP", "WRB", "WDT"):
            return True  # "in a position to say who did it"
        if t.tag == "VB" and any(tokens[c].tag == "TO" for c in children) and any(tokens[k].lower == "too" for k in self.text.children[t.head]):
            return True  # "too early to speak of losses"
        if subject is None and t.tag in ("VBZ", "VBP") and any(tokens[c].lower == "as" and tokens[c].dep == "mark" for c in children):
            return True
        if subject is not None and any(tokens[k].lower in ANYBODY for k in self.text.children[subject] + (subject,)):
            return True
        relative = v if t.dep == "relcl" else t.head if t.dep == "conj" and tokens[t.head].dep == "relcl" else None
        if relative is not None and any(tokens[k].lower in ANY_OF for k in self.text.children[tokens[relative].head]):
            return True  # "every boat that asks to leave"
        what = () if relative is None else self.text.children[relative]
        if t.lemma in NAMING and any(tokens[c].dep == "dobj" and tokens[c].lower in RELATIVES and c < v for c in what):
            if any(tokens[c].dep == "dobj" and c > v for c in children) and not any(tokens[c].dep in ("oprd", "xcomp", "ccomp") for c in children):
                return True
        given = next((c for c in children if tokens[c].dep in ("oprd", "dobj") and c > v), None)
        if t.lemma in NAMING and t.dep == "relcl" and given is not None and tokens[given].pos == "PROPN" and not any(
            tokens[c].dep == "dobj" and v < c != given for c in children
        ):
            return True  # "the group that people call the Mamba"
        named = next((c for c in children if tokens[c].dep == "dobj" and c > v), None)
        if t.lemma in RINGING and named is not None and (tokens[named].pos == "PROPN" or self.chain_at(named) is not None):
            whom = [tokens[i] for i in range(*self.text.edges[named])]
            alone = sum(w.pos == "DET" for w in whom) < 2 and not any(w.text in QUOTE_MARKS for w in whom)
            more = (c for c in children if c > v and (tokens[c].dep in ("oprd", "xcomp", "ccomp", "dative") or tokens[c].lower in BESIDE_A_NAME))
            if alone and len(spans) < 2 and next(more, None) is None:
                return True  # "a man they call Goldtooth", "they called the bus company"
        if t.dep == "relcl" and subject is not None and tokens[subject].lower not in RELATIVES and spans:
            words = [i for s in spans for i in self.text.tokens_in(*s)]
            if len(words) == 2 and tokens[words[0]].tag == "TO" and tokens[words[1]].tag == "VB":
                return True
        own_thing = any(tokens[c].dep == "dobj" and c > v and tokens[c].pos in ("NOUN", "PROPN") for c in children)
        if own_thing and subject is not None and subject < v and not set("oxn") & set(self.verbs[self.lemma_of(v)]["forms"]):
            before = bool(spans) and all(end <= t.start for _, end in spans)
            return before and self.lemma_of(v) not in TELLING and not self.quotes_beside(v)
        return False

    def lemma_of(self, i: int) -> str:
        """The lemma of a verb; where the parser's is no cue, the regular one ("hopes": not "hop")."""
        t = self.tokens[i]
        if t.lemma in self.verbs or t.pos != "VERB":
            return t.lemma
        for ending, put in (("s", ""), ("d", ""), ("ing", "e")):
            if t.lower.endswith(ending) and (word := t.lower[: -len(ending)] + put) in self.verbs:
                return word
        return t.lemma

    def cue_tokens(self, v: int) -> tuple[int, ...]:
        found = [v]
        for c in self.text.children[v]:
            if (self.tokens[c].dep in ("aux", "auxpass", "neg", "prt") or (self.tokens[c].lower in NOT and c < v)) and abs(c - v) <= 4:
                found.append(c)
        return tuple(sorted(found))

    def subject(self, v: int, depth: int = 0) -> int | None:
        """The subject of a verb: its own, or of the verb it is joined to or depends on."""
        token = self.tokens[v]
        if v in self.switched and depth < 5:
            return self.subject(self.switched[v], depth + 1)
        if (own := self.own_subject(v)) is not None:
            return self.antecedent(own, v)
        if depth > 5 or token.head == v:
            return None
        head = token.head
        if token.dep == "ccomp" and self.is_asked(head):
            return self.own_subject(head)
        if token.tag == "VBG" and token.dep in ("advcl", "xcomp", "acl") and (token.dep == "advcl" or self.no_actor_above(v)):
            outer = self.outer_cue(v)
            if outer is not None:
                return self.sourced[outer][0] if outer in self.sourced else self.subject(outer, depth + 1)
        if token.dep in ("conj", "advcl") and (reduced := self.subject_of_reduced(v)) is not None:
            return reduced
        if token.dep == "conj" and (beside := beside_what_was_said(self.text, v)) is not None:
            return self.subject(beside, depth + 1)
        if token.dep in ("conj", "xcomp", "advcl", "dep") and self.tokens[head].pos in ("VERB", "AUX"):
            if token.dep == "xcomp":
                obj = next((c for c in self.text.children[head] if self.tokens[c].dep == "dobj"), None)
                if obj is not None:
                    return obj
            passive = next((c for c in self.text.children[head] if self.tokens[c].dep in PASSIVE), None)
            return self.subject(head, depth + 1) or passive
        if token.dep == "pcomp" and self.tokens[head].dep == "prep":
            up = self.tokens[head].head
            if self.tokens[up].pos in ("VERB", "AUX"):
                if self.tokens[head].lower == "as":
                    obj = next((c for c in self.text.children[up] if self.tokens[c].dep in ("dobj", "nsubjpass")), None)
                    if obj is not None:
                        return obj
                return self.subject(up, depth + 1)
        if token.dep == "acl" and token.tag == "VB" and self.tokens[head].pos == "NOUN" and self.chain_at(head) is None:
            up = self.tokens[head].head
            while up != self.tokens[up].head and self.tokens[up].dep in ("prep", "pobj") and self.tokens[up].pos not in ("VERB", "AUX"):
                up = self.tokens[up].head
            if self.tokens[up].pos in ("VERB", "AUX") and (outer := self.subject(up, depth + 1)) is not None:
                return outer
        if token.dep in ("acl", "relcl") and self.tokens[head].pos in ("NOUN", "PROPN", "PRON"):
            return (self.issuer(head, depth) if token.dep == "acl" else None) or head
        return None

    def own_subject(self, v: int) -> int | None:
        """The subject that the parse hangs on a verb; of two the one behind the cue, or with a clause between them the one beside it: "put off the talks it wants
        to hold, | the minister | announced"."""
        found = [c for c in self.text.children[v] if self.tokens[c].dep in SUBJECTS]
        before = [c for c in found if c < v]
        if before and len(before) < len(found) and self.tokens[v - 1].text == "," and self.tokens[v].tag in ("VBD", "VBZ", "VBP"):
            return found[len(before)]  # "the rest, says | the army |, will follow"
        if len(before) > 1 and any(t.tag in ("VBD", "VBZ", "VBP") for t in self.tokens[before[-2] : before[-1]]):
            return before[-1]
        behind = found[len(before) :]
        if not before and len(behind) > 1 and self.text.edges[behind[0]][1] == self.text.edges[behind[1]][0]:
            return behind[1]  # "said its vice- | president Ada Mirren"
        return next(iter(found), None)

    def is_person(self, i: int) -> bool:
        """Whether a token belongs to the mention of a person."""
        chain = self.chain_at(i)
        return chain is not None and chain.kind == "person"

    def subject_of_reduced(self, v: int) -> int | None:
        """The subject that the parse gives to a participle before a finite verb which nothing joins to the verb above it: "said that |
        soldiers | interviewed on Monday had described"."""
        tokens = self.tokens
        first = min((v, *(c for c in self.text.children[v] if tokens[c].dep == "aux")))
        if tokens[first].tag not in ("VBD", "VBZ", "VBP") or tokens[first - 1].pos in ("CCONJ", "SCONJ", "PUNCT"):
            return None
        for k in range(first - 1, tokens[v].head, -1):
            if tokens[k].tag in ("VBN", "VBD"):
                return next((c for c in self.text.children[k] if tokens[c].dep in SUBJECTS and c < k), None)
        return None

    def no_actor_above(self, v: int) -> bool:
        """Whether the parse hangs a participle on a noun or a verb whose subject is no actor and no paper that speaks."""
        up = self.tokens[v].head
        if self.tokens[up].pos in ("VERB", "AUX"):
            up = next((c for c in self.text.children[up] if self.tokens[c].dep in SUBJECTS), up)
        return self.chain_at(up) is None and self.tokens[up].lemma not in THINGS and self.tokens[up].lemma not in self.nouns

    def outer_cue(self, v: int) -> int | None:
        """The highest verb of saying above a participle ("..., he said, adding that"): its speaker goes on."""
        if self.verbs.get(self.lemma_of(v), {"class": ""})["class"] not in SPEECH_CLASSES:
            return None
        found = None
        for up in self.text.ancestors(v):
            t = self.tokens[up]
            if t.pos == "VERB" and t.lemma in self.verbs and self.verbs[t.lemma]["class"] in SPEECH_CLASSES and self.quote_of[up] == self.quote_of[v]:
                found = up
        return found

    def issuer(self, noun: int, depth: int) -> int | None:
        """Who issues the paper that speaks: "the lawmakers wrote in a letter demanding", "the party sent a statement saying"."""
        t = self.tokens[noun]
        if t.lemma not in THINGS and t.lemma not in self.nouns:
            return None
        up = t.head
        if t.dep == "pobj" and self.tokens[up].lower in ("in", "with"):
            up = self.tokens[up].head
        elif t.dep != "dobj":
            return None
        if up == noun or self.tokens[up].pos != "VERB" or depth > 4:
            return None
        found = self.subject(up, depth + 1)
        return found if found is not None and self.chain_at(found) is not None else None

    def antecedent(self, subject: int, v: int) -> int:
        """The noun that a relative pronoun stands for; any other subject is itself."""
        if self.tokens[subject].lower in RELATIVES and not (len(self.tokens[subject].text) > 1 and self.tokens[subject].text.isupper()):
            before = self.widest(subject - 2 if self.tokens[subject - 1].text == "," else subject - 1)
            if before is not None and before.form == "name" and (head := self.people.head(before.start, before.end)) is not None:
                return head
            for up in (v, *self.text.ancestors(v)):
                if self.tokens[up].dep == "relcl":
                    return self.tokens[up].head
                if self.tokens[up].dep not in ("conj", "xcomp", "ccomp"):
                    break
        return subject

    def is_reduced(self, v: int) -> bool:
        """Whether a verb that the parse takes for an active one is a bare participle: "the crew blamed for the fire", "men said to be paid"."""
        token = self.tokens[v]
        if self.is_asked(v):
            return True
        following = [t.lower for t in self.tokens[v + 1 : v + 3]]
        forms = self.verbs.get(token.lemma, {"forms": "x"})["forms"]
        if token.tag in ("VBD", "VBN") and following in (["to", "be"], ["to", "have"]) and "x" not in forms:
            return True
        if token.tag in ("VBD", "VBN") and token.dep == "acl" and following[:1] == ["to"] and token.lemma in TELLING:
            return True  # "fishermen advised to stay in port"
        if token.tag == "VBN" and token.dep == "advcl" and self.tokens[v - 1].text == "," and v + 1 < len(self.tokens):
            bare = not any(self.tokens[c].dep in (*SUBJECTS, "aux", "dobj", "ccomp") for c in self.text.children[v])
            return bare and self.tokens[v + 1].lower in AGAINST  # "two men are held, accused of the fire"
        if token.tag != "VBD" or not reduced_relative(self.text, v) or v + 1 >= len(self.tokens) or self.tokens[v + 1].pos != "ADP":
            return False
        return not any(self.tokens[c].dep in (*SUBJECTS, "dobj", "ccomp", "xcomp", "aux") for c in self.text.children[v])

    def is_asked(self, v: int) -> bool:
        """Whether who stands before a verb was asked, and answers behind it: "the army, | asked | whether it had fired, said no"."""
        tokens = self.tokens
        if tokens[v].lemma not in INTERVIEWING or tokens[v].tag not in ("VBD", "VBN") or tokens[v - 1].text != ",":
            return False
        if any(tokens[c].dep in ("aux", "auxpass", "dobj") for c in self.text.children[v]):
            return False
        last = self.text.sentence_of(v).last
        return any(
            tokens[k].text == "," and tokens[k + 1].tag in ("VBD", "VBZ") and tokens[k + 1].lemma in self.verbs for k in range(v + 2, last - 1)
        )

    def is_means(self, i: int) -> bool:
        """Whether what stands behind "by" is by which means something is said: "threatened by telephone"."""
        return self.tokens[i].lemma in MEANS and not any(self.tokens[c].dep in ("det", "poss", "nummod") for c in self.text.children[i])

    def source(self, frame: Frame, v: int, passive: bool) -> None:
        tokens = self.tokens
        if passive:
            agent = next((c for c in self.text.children[v] if tokens[c].dep == "agent" or (tokens[c].dep == "prep" and tokens[c].lower == "by")), None)
            if agent is not None:
                frame.source = next((c for c in self.text.children[agent] if tokens[c].dep == "pobj" and tokens[c].ent not in UNSPEAKING and not self.is_measure(c) and not self.is_means(c)), None)
        elif tokens[v].tag == "VBN" and tokens[v].dep in ("acl", "amod"):
            agent = next((c for c in self.text.children[v] if tokens[c].lower == "by"), None)
            frame.source = next((c for c in self.text.children[agent] if tokens[c].dep == "pobj"), None) if agent is not None else None
        else:
            frame.source = self.behind_aside(self.subject(v), v)
            if frame.source is None and "q" in self.verbs.get(self.lemma_of(v), {"forms": ""})["forms"] and tokens[v].tag in ("VBD", "VBZ", "VBP"):
                frame.source = self.mention_before(v)
        if frame.source is None and not passive and "q" in self.verbs.get(self.lemma_of(v), {"forms": ""})["forms"]:
            after = next((c for c in self.text.children[v] if tokens[c].dep in ("dobj", "npadvmod", "attr") and c > v and tokens[c].pos != "PRON"), None)
            if after is not None and self.chain_at(after) is not None and self.quotes_beside(v) and self.quote_of[after] is None:
                frame.source = after
        if frame.source is not None and v - frame.source > LONG_SPEAKER and tokens[v].tag == "VBZ" and self.text.sentence_of(v).restored:
            frame.source = next((v - 1 for m in self.ending.get(v - 1, ()) if m.form == "name"), None) if tokens[v - 1].pos == "PROPN" else frame.source
        if frame.source is not None and self.quote_of[v] is None and self.quote_of[frame.source] is not None and frame.source < v:
            outside = self.mention_before(v)
            if outside is not None and self.quote_of[outside] is None:
                frame.source = outside
        up = tokens[v].head
        alone = not any(tokens[c].dep in SUBJECTS for c in self.text.children[v]) and self.subject_of_reduced(v) is None
        if tokens[v].dep in ("conj", "advcl") and up in self.sourced and not passive and alone:
            frame.source, frame.source_span = self.sourced[up]
            return
        if frame.source is not None:
            frame.source_span = self.source_words(frame.source)
            first = next((c for c in self.text.children[v] if tokens[c].dep in SUBJECTS and v < c < frame.source), None)
            if first is not None and self.text.edges[first][1] == self.text.edges[frame.source][0]:
                frame.source_span = (self.subtree_span(first)[0], frame.source_span[1])
            relative = next((c for c in self.text.children[v] if tokens[c].dep in SUBJECTS and tokens[c].lower in RELATIVES), None)
            if relative is not None and 0 < tokens[relative].start - frame.source_span[1] <= 3:
                frame.source_span = (frame.source_span[0], tokens[relative].end)

    def behind_aside(self, source: int | None, v: int) -> int | None:
        """Who speaks where the parse begins the speakers with those just counted: "killed 15 people, eight of them children, a doctor said"."""
        tokens = self.tokens
        if source is None or source > v:
            return source
        aside = any(tokens[k].lower == "of" and tokens[k + 1].lower in COUNTED_BEFORE for k in range(self.text.edges[source][0], source - 1))
        first = next((c for c in self.text.children[source] if tokens[c].dep in ("conj", "appos") and source < c < v), None)
        return first if aside and first is not None and tokens[source + 1].text == "," else source

    def is_measure(self, noun: int) -> bool:
        """Whether a number of something says by how much: "was chosen by 300 votes", "was heeded by 70 percent of workers"."""
        t = self.tokens[noun]
        counted = any(self.tokens[c].dep == "nummod" for c in self.text.children[noun])
        return counted and t.pos == "NOUN" and self.chain_at(noun) is None

    # ------------------------------------------------------------------ text without marks
    def without_marks(self, frame: Frame, v: int) -> list[Span] | None:
        """Content of a cue where marks are lost: the words before "X said" when a capital after the cue begins something new.

        The mention that stands beside the cue is the source, whatever the parse says. None: the parse is good enough.
        """
        tokens = self.tokens
        sentence = self.text.sentence_of(v)
        beside = self.speaker_beside(v, sentence)
        if beside is None:
            return None
        first, last, head = beside
        if head > v:
            left_end, right = v, last
        else:
            left_end, right = first, v + 1
        while right < sentence.last and (tokens[right].pos in ("ADV", "PART") or tokens[right].ent in ("DATE", "TIME")) and tokens[right].text.islower():
            right += 1
        if left_end > sentence.first and tokens[left_end].pos == "PRON" and tokens[left_end - 1].pos == "VERB" and self.lemma_of(left_end - 1) in self.verbs:
            return None  # "The agency said | it had pledged": the words before are who says so
        left_has = left_end - sentence.first >= 3 and not self.joined(left_end) and self.has_clause(sentence.first, left_end)
        fresh = right >= sentence.last or (tokens[right].text[:1].isupper() and tokens[right].tag not in ("NNP", "NNPS") and tokens[right].text != "I")
        clause = any(tokens[c].dep in ("ccomp", "xcomp") and c > v for c in self.text.children[v])
        if left_has and (fresh or not clause):
            frame.source, frame.source_span = head, self.chars(first, last)
            return [self.chars(sentence.first, left_end)]
        if frame.source is None or frame.source not in range(first, last):
            frame.source, frame.source_span = head, self.chars(first, last)
        return None

    def own_object(self, v: int, forms: str) -> Span | None:
        """What a cue itself says of its object ("... the minister stressed his concern") beside words before it that are direct speech."""
        obj = next((c for c in self.text.children[v] if self.tokens[c].dep == "dobj" and c > v), None)
        if obj is None or "o" not in forms or self.lemma_of(v) in TELLING or self.tokens[obj].pos != "NOUN" or self.chain_at(obj) is not None:
            return None
        clause = self.noun_clause(obj)
        if clause is not None:
            self.taken_up.add(obj)
        return self.subtree_span(clause) if clause is not None else self.with_phrases(v, self.object_span(v, obj))

    def speaker_beside(self, v: int, sentence: Sentence) -> tuple[int, int, int] | None:
        """First and last (half open) token and head of the mention that ends before the cue or begins after it ("said Wassou")."""
        tokens = self.tokens
        k = v - 1
        while k > sentence.first and tokens[k].pos in ("AUX", "ADV") and v - k < 4:
            k -= 1
        mention = self.widest(k) if k >= sentence.first else None
        if mention is not None and (tokens[k].pos != "PRON" or tokens[k].dep != "dobj"):
            first = max(self.text.tokens_in(mention.start, mention.end)[0], sentence.first)
            head = self.people.head(mention.start, mention.end)
            chain = self.people.chains.get(mention.chain_id or "")
            if mention.form != "pronoun" and (chain is None or chain.kind != "person" or not chain.named):
                named = self.name_before(first, sentence)
                if named is not None:
                    return named[0], k + 1, named[1]
            return (first, k + 1, head) if head is not None else None
        own = any(tokens[c].dep in SUBJECTS and c < v for c in self.text.children[v])
        if v + 1 < sentence.last and not own and self.lemma_of(v) not in TELLING:
            mention = self.people.by_token.get(v + 1)
            if mention is not None and mention.form == "name" and self.text.tokens_in(mention.start, mention.end)[0] == v + 1:
                head = self.people.head(mention.start, mention.end)
                return (v + 1, self.text.tokens_in(mention.start, mention.end)[-1] + 1, head) if head is not None else None
        return None

    def widest(self, k: int) -> Mention | None:
        """The longest mention whose last token is `k`."""
        return max(self.ending.get(k, ()), key=lambda m: m.end - m.start, default=None)

    @cached_property
    def ending(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for mention in self.found.mentions:
            tokens = self.text.tokens_in(mention.start, mention.end)
            if len(tokens):
                found.setdefault(tokens[-1], []).append(mention)
        return found

    def name_before(self, first: int, sentence: Sentence) -> tuple[int, int] | None:
        """First token and head of a person's name that a description up to the cue follows ("Peter Rice chairman of Fox said")."""
        tokens = self.tokens
        k = first - 1
        while k >= sentence.first and first - k <= 12:
            if tokens[k].pos not in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PART", "NUM", "CCONJ"):
                return None
            mention = self.widest(k)
            if mention is not None and mention.form == "name":
                chain = self.people.chains.get(mention.chain_id or "")
                if chain is not None and chain.kind == "person":
                    head = self.people.head(mention.start, mention.end)
                    return (self.text.tokens_in(mention.start, mention.end)[0], head) if head is not None else None
            k -= 1
        return None

    def first_person(self) -> None:
        """Sentences in the first person that stand beside a statement, where marks are lost: its speaker goes on."""
        covered = [span for f in self.frames if not self.is_first_person(f) for span in f.content]
        if not any(s.restored for s in self.text.sentences):
            return
        heads: dict[int, list[Frame]] = {}
        for f in self.frames:
            heads.setdefault(f.sentence, []).append(f)
        last: Frame | None = None
        reached = -1
        for n, sentence in enumerate(self.text.sentences):
            own = [f for f in heads.get(n, ()) if f.cue_class in SPEECH_CLASSES and not self.is_first_person(f)]
            goes_on = last is not None and n - reached <= 1
            if last is not None and own and goes_on and self.retold(n, own):
                reached = n
                for f in own:
                    f.via += [last.source] if last.source is not None else []
                continue
            if own:
                if sentence.restored:
                    self.said_before(n, own[0], reached, heads, covered)
                last, reached = own[-1], self.end_sentence(own[-1])
                continue
            if not sentence.restored or any(s < sentence.end and sentence.start < e for s, e in covered):
                continue
            if not self.in_first_person(n) and not (last is not None and goes_on and self.is_postposed(last) and self.speaks_on(n, last)):
                last = None
                continue
            for f in heads.get(n, ()):
                f.beside = last if goes_on and self.is_first_person(f) else None
            if last is not None and goes_on and (last.source is None or self.tokens[last.source].lower != "they"):
                last.direct, reached = True, n
                if not self.is_postposed(last):
                    last = replace(last, content=[], parent=None)
                    self.frames.append(last)
                last.content.append((sentence.start, sentence.end))

    def is_postposed(self, frame: Frame) -> bool:
        """Whether who speaks stands behind what is said, or amid it: words that are quoted, where marks are lost."""
        return bool(frame.content) and frame.content[0][0] < self.tokens[frame.head].start

    def said_before(self, n: int, frame: Frame, reached: int, heads: Mapping[int, Sequence[Frame]], covered: Sequence[Span]) -> None:
        """Adds to words that are quoted at the head of sentence `n` the sentences before it that only a speaker can say."""
        sentence = self.text.sentences[n]
        if not self.is_postposed(frame) or frame.content[0][0] > sentence.start or frame.content[-1][1] > self.tokens[frame.head].start:
            return
        k = n
        quoted = self.quotes_somebody(frame)
        while k - 1 > reached and (self.is_spoken(k - 1) or quoted and self.is_present_speech(k - 1)) and self.text.sentences[k - 1].paragraph == sentence.paragraph:
            before = self.text.sentences[k - 1]
            told = any(not self.is_first_person(f) for f in heads.get(k - 1, ()))
            if told or any(s < before.end and before.start < e for s, e in covered):
                break
            k -= 1
        if k < n:
            frame.direct = True
            frame.content[:0] = [(s.start, s.end) for s in self.text.sentences[k:n]]

    def is_spoken(self, n: int) -> bool:
        """Whether a sentence without marks can only be somebody's own words: the first person, "there was no ..."."""
        sentence = self.text.sentences[n]
        words = [t.lower for t in self.tokens[sentence.first : sentence.first + 4]]
        return sentence.restored and (self.in_first_person(n) or (words[:1] == ["there"] and len(words) > 2 and words[2] in ("no", "not")))

    def speaks_on(self, n: int, frame: Frame) -> bool:
        """Whether a sentence behind quoted words goes on with them: "He is not on the list" behind "My son called me, she said"."""
        if not self.quotes_somebody(frame):
            return False
        if self.is_present_speech(n):
            return True
        sentence = self.text.sentences[n]
        if any(t.lower in KINSHIP for t in self.tokens[sentence.first : sentence.last]):
            return False
        of_others = any(self.tokens[i].lower in THIRD_PERSON for s, e in frame.content for i in self.text.tokens_in(s, e))
        return of_others and self.tokens[sentence.first].lower in ("he", "she") and self.in_present(n)

    def quotes_somebody(self, frame: Frame) -> bool:
        """Whether a person says it, in a word that goes with quotations."""
        if frame.source is None or self.tokens[frame.head].lower not in CLAUSE_SAYING:
            return False
        if self.tokens[frame.source].lower in ("he", "she"):
            return True
        mention = self.people.by_token.get(frame.source)
        chain = self.people.chains.get(mention.chain_id or "") if mention is not None else None
        return chain is not None and chain.kind == "person" and self.tokens[frame.source].tag in ("NN", "NNP")

    def is_present_speech(self, n: int) -> bool:
        """Whether a sentence in the present opens as speech does, in a report that tells what was said in the past."""
        return self.tokens[self.text.sentences[n].first].lower in OPENING_SPEECH and self.in_present(n)

    def in_present(self, n: int) -> bool:
        """Whether all finite verbs of a sentence are in the present, while the report says what was said in the past."""
        sentence = self.text.sentences[n]
        tags = {t.tag for t in self.tokens[sentence.first : sentence.last]}
        if "VBD" in tags or not tags & {"VBZ", "VBP", "MD"}:
            return False
        told = [self.tokens[f.head].tag for f in self.frames]
        return told.count("VBD") > told.count("VBZ")

    def in_first_person(self, n: int) -> bool:
        if n >= len(self.text.sentences):
            return False
        sentence = self.text.sentences[n]
        return any(t.lower in FIRST_PERSON and t.text != "US" for t in self.tokens[sentence.first : sentence.last])

    def retold(self, n: int, own: Sequence[Frame]) -> bool:
        """Whether a sentence without marks retells others inside of somebody's direct speech: "They said ..." and then "I" again."""
        they = all(f.source is not None and self.tokens[f.source].lower == "they" for f in own)
        return they and self.text.sentences[n].restored and self.in_first_person(n + 1)

    def is_first_person(self, frame: Frame) -> bool:
        return frame.source is not None and self.tokens[frame.source].lower in FIRST_PERSON

    def cited(self, frame: Frame, v: int) -> None:
        """ "A said, citing B" is B's, through A; so is "A quoted B as saying"."""
        tokens = self.tokens
        if frame.source is None:
            return
        for c in self.text.children[frame.source]:
            if tokens[c].dep == "acl" and tokens[c].lemma in ("quote", "cite"):
                by = next((k for k in self.text.children[c] if tokens[k].lower == "by"), None)
                frame.via += [k for k in self.text.children[by] if tokens[k].dep == "pobj"] if by is not None else []
        below = (k for c in self.text.children[v] if tokens[c].dep == "ccomp" for k in self.text.children[c] if k == v + 2 and tokens[v + 1].text == ",")
        for c in (*self.text.children[v], *below, *self.text.children[frame.source]):
            if (tokens[c].dep in ("advcl", "prep", "conj") or tokens[c].dep == "acl" and tokens[c - 1].text == ",") and tokens[c].lemma in ("cite", "quote") and tokens[c].tag == "VBG":
                other = next((k for k in self.text.children[c] if tokens[k].dep == "dobj"), None)
                if other is not None and self.speaker(other) is not None:
                    frame.via.append(frame.source)
                    frame.source, frame.source_span = other, self.source_words(other)
                    return
        if tokens[v].dep == "pcomp" and tokens[tokens[v].head].lower == "as":
            up = tokens[tokens[v].head].head
            if tokens[up].lemma in ("quote", "cite") and (teller := self.subject(up)) is not None and teller != frame.source:
                frame.via.append(teller)
            elif tokens[up].lemma in ("quote", "cite"):  # "was quoted as saying by Radio Sol"
                below = (k for w in (v, up) for c in self.text.children[w] if tokens[c].lower == "by" for k in self.text.children[c])
                frame.via += [k for k in below if tokens[k].dep == "pobj"]

    def mention_before(self, v: int) -> int | None:
        """The head of a mention that ends right before the verb, where the parse gives it no subject."""
        k = v - 1
        while k >= 0 and self.tokens[k].pos in ("ADV", "AUX") and v - k < 3:
            k -= 1
        if k < 0 or self.tokens[k].sentence != self.tokens[v].sentence:
            return None
        mention = self.people.by_token.get(k)
        if mention is None or mention.form == "pronoun" and self.tokens[k].dep == "poss":
            return None
        return self.people.head(mention.start, mention.end)

    def source_words(self, head: int) -> Span:
        """The words that name a source: its noun phrase with appositions, without relative clauses."""
        tokens = self.tokens
        left, right = self.text.edges[head]
        stop = right
        for c in self.text.children[head]:
            if c > head and (tokens[c].dep in ("relcl", "acl", "advcl", "punct", "conj", "cc", "ccomp") or tokens[c].pos == "VERB"):
                if tokens[c].text in ("-", "'", "’", ".") and tokens[c].dep == "punct":
                    continue
                if tokens[c].dep == "punct" and any(tokens[k].dep == "appos" and k > c for k in self.text.children[head]):
                    continue
                if tokens[c].dep in ("conj", "cc") and not any(tokens[k].dep in ("relcl", "acl") for k in self.text.children[head]):
                    continue
                stop = min(stop, self.text.edges[c][0])
                break
        stop = max(stop, head + 1)
        left = min(left, head)
        mine = self.quote_of[head]
        while left < head and self.quote_of[left] != mine:
            left += 1
        stop = max(stop, self.end_of_name(stop - 1))
        return self.trim(*self.chars(left, stop)) or self.chars(head, head + 1)

    def end_of_name(self, last: int) -> int:
        """Where (half open) the name ends in which a noun phrase of the parse breaks off: "governor Nabil al | -Sharafi", "a resident of | Ak-Sai"."""
        at = last + 1 if self.tokens[last].lower == "of" else last
        whole = next((m for m in self.starting.get(at, ()) if m.form == "name"), None) if at > last else self.longest(last)
        return self.text.tokens_in(whole.start, whole.end)[-1] + 1 if whole is not None else last + 1

    def longest(self, k: int) -> Mention | None:
        """The longest mention by name that a token stands in."""
        mention = self.people.by_token.get(k)
        return mention if mention is not None and mention.form == "name" else None

    def complements(self, frame: Frame, v: int, forms: str, passive: bool) -> list[Span]:
        """What the parse hangs on the cue as its content."""
        tokens = self.tokens
        spans: list[Span] = []
        clause = None
        for c in self.text.children[v]:
            dep = tokens[c].dep
            if c in self.denials:
                continue
            if dep == "ccomp" and ("c" in forms or "q" in forms) or dep == "xcomp" and ("x" in forms or "c" in forms) or ("x" in forms and self.behind_day(c, v)):
                if dep == "ccomp" and (c < v and not self.finite(c) or self.outside(c, v) or self.parted(c, v) or self.of_next_speaker(c, v)):
                    continue
                if dep == "ccomp" and self.is_predicate(c, v):
                    return []
                if tokens[c].lemma in ("name", "identify", "quote") and tokens[v].lemma in NAMING_ASKED:
                    continue
                if tokens[c].dep == "ccomp" and c > v and any(tokens[k].dep == "nsubj" and k < v for k in self.text.children[c]):
                    continue
                if clause is not None and self.is_main_verb(c, v):
                    self.switched[c] = v
                    continue
                clause = c
                spans.append(self.clause_span(c, v))
            elif dep == "conj" and clause is not None and c > clause and self.goes_on(c, v):
                spans[-1] = (spans[-1][0], self.subtree_span(c)[1])
        special = self.special(v, forms)
        if special is not None:
            if tokens[v].lemma in CALLING:
                frame.cue_class = "ask"
            return special
        if clause is None and "c" in forms:
            citing = next((c for c in self.text.children[v] if tokens[c].lemma in ("cite", "quote") and tokens[c].tag == "VBG"), None)
            inner = next((c for c in self.text.children[citing] if tokens[c].dep == "ccomp"), None) if citing is not None else None
            if inner is not None:
                clause = inner
                spans.append(self.subtree_span(inner))
        told = tokens[v].lemma in TELLING
        if clause is None and (inner := self.told_listeners(v) if told else self.told_in_account(v)) is not None:
            clause = inner
            spans.append(self.chars(self.text.edges[inner][0], self.text.edges[inner][1]))
        obj = next((c for c in self.text.children[v] if tokens[c].dep in ("dobj",) and c > v), None)
        if passive and tokens[v].lemma not in TELLING:
            subject = next((c for c in self.text.children[v] if tokens[c].dep in PASSIVE), None)
            if subject is not None and tokens[subject].lower not in ("it", "there") and ("o" in forms or "x" in forms or clause is not None):
                if tokens[subject].lower in RELATIVES:
                    subject = self.antecedent(subject, v)
                if "o" in forms or spans:
                    spans.append(self.subtree_span(subject) if subject < v else self.noun_span(subject))
                    for c in self.text.children[v]:
                        if tokens[c].dep in ("oprd", "attr") or (tokens[c].dep == "prep" and tokens[c].lower in ("as", "for", "of") and c > v):
                            spans.append(self.subtree_span(c))
            return spans
        if obj is not None and not told and clause is None and "o" in forms and (inner := self.noun_clause(obj)) is not None:
            spans.append(self.subtree_span(inner))
            self.taken_up.add(obj)
        elif obj is not None and not told and clause is None and "o" in forms:
            spans.append(self.with_phrases(v, self.object_span(v, obj)))
        elif obj is not None and not told and clause is not None and tokens[clause].dep == "xcomp" and obj < clause:
            if self.verbs[self.lemma_of(v)]["class"] == "ask":
                frame.addressee = obj
            else:
                spans.append(self.subtree_span(obj))
        if obj is None or "o" in forms:
            for c in self.text.children[v]:
                if tokens[c].dep in ("oprd",) and "o" in forms:
                    spans.append(self.subtree_span(c))
        if "p" in forms or not spans:
            for c in self.text.children[v]:
                if c > v and tokens[c].dep == "prep" and tokens[c].lower in self.content_prepositions(tokens[v].lemma, bool(spans)):
                    pobj = next((k for k in self.text.children[c] if tokens[k].dep in ("pobj", "pcomp")), None)
                    if pobj is not None and (tokens[pobj].lemma in NO_CONTENT or tokens[pobj].ent in ("DATE", "TIME")):
                        continue  # "spoke with him on Friday"
                    if tokens[v].lemma in CALLING and tokens[c].lower == "for":
                        frame.cue_class = "ask"
                    inner = pobj is not None and not spans and tokens[c].lower not in ("as", "with")
                    left, right = self.text.edges[pobj if inner and pobj is not None else c]
                    span = self.chars(left, self.without_aside(pobj, right) if pobj is not None else right)
                    spans.append(self.with_phrases(v, span) if inner else span)
        return spans

    def told_listeners(self, v: int) -> int | None:
        """The clause of what is told where the parse hangs it on those who hear it ("told a hearing that troops would be sent")."""
        tokens = self.tokens
        heard = next((c for c in self.text.children[v] if tokens[c].dep == "dobj" and c > v), None)
        clauses = self.text.children[heard] if heard is not None else ()
        told = (c for c in clauses if tokens[c].dep in ("relcl", "acl"))
        return next((c for c in told if any(tokens[k].dep == "mark" and tokens[k].lower == "that" for k in self.text.children[c])), None)

    def told_in_account(self, v: int) -> int | None:
        """The clause of what is said where the parse hangs it on that in which it is said ("said in its account of the call that ...")."""
        tokens = self.tokens
        if tokens[v].lemma != "say":
            return None
        last = self.text.sentence_of(v).last
        said_in = next((c for c in self.text.children[v] if c == v + 1 and tokens[c].dep == "prep" and tokens[c].lower in ("in", "on")), None)
        right = self.text.edges[said_in][1] if said_in is not None else v
        for k in range(v + 3, min(right, last - 2)):
            if tokens[k].lower == "that" and tokens[k - 1].pos in ("NOUN", "PROPN"):
                verb = next((u for u in self.text.ancestors(k) if tokens[u].dep in ("relcl", "acl") and self.text.edges[u][0] == k), None)
                own = verb is not None and any(tokens[c].dep in (*SUBJECTS, *PASSIVE) and tokens[c].lower != "that" for c in self.text.children[verb])
                return verb if own else None
        return None

    def behind_day(self, c: int, v: int) -> bool:
        """Whether an infinitive is what is said, behind the day ("threatened on Sunday to close the road")."""
        tokens = self.tokens
        first = self.text.edges[c][0]
        if tokens[c].dep != "advcl" or tokens[c].tag != "VB" or first < v or tokens[first].tag != "TO":
            return False
        between = tokens[v + 1 : first]
        return bool(between) and all(t.ent in ("DATE", "TIME") or t.lower == "on" for t in between)

    def outside(self, c: int, v: int) -> bool:
        """Whether a clause stands behind the quotation that its cue is in: who says it all, and no content of the cue."""
        mine = self.quote_of[v]
        return mine is not None and c > v and self.tokens[c].start >= self.quotes[mine].end and self.quote_of[c] is None

    def parted(self, c: int, v: int) -> bool:
        """Whether a semicolon stands between a clause and the words of the cue behind it, which then have a sentence of their own: "one
        side counts ten dead; the other | speaks of twenty"."""
        if c > v:
            return False
        said = (k for k in self.text.children[v] if self.tokens[k].dep == "dobj" and k > v)
        if self.verb_class(v) in ("deny", "confirm") and any(self.tokens[k].lower in POINTERS for k in said):
            return False  # "one side says ...; the other denies | that"
        subjects = [k for k in self.text.children[v] if self.tokens[k].dep in SUBJECTS and c < k < v]
        first = self.text.edges[subjects[-1]][0] if subjects else v
        return any(self.tokens[i].text == ";" and self.quote_of[i] is None for i in range(c, first))

    def of_next_speaker(self, c: int, v: int) -> bool:
        """Whether a clause behind "..., X said;" is no more of what X said, as somebody else speaks there."""
        sentence = self.text.sentence_of(v)
        if c < v or self.tokens[v + 1].text != ";" or not self.has_clause(sentence.first, v):
            return False
        return self.has_cue(v + 1, sentence.last)

    def is_predicate(self, c: int, v: int) -> bool:
        """Whether a "clause" without subject is what the cue's own subject did: "the truce | agreed on Thursday | collapsed"."""
        tokens = self.tokens
        own = any(tokens[k].dep in (*SUBJECTS, *PASSIVE, "expl", "aux", "auxpass", "mark") for k in self.text.children[c])
        plain = c > v and tokens[c].tag == "VBD" and tokens[v].tag == "VBD" and self.quote_of[c] is None and not own
        marked = any(t.lower in ("that", "whether", "how") for t in tokens[v + 1 : c])
        apart = c > v + 1 and tokens[c - 1].pos not in ("CCONJ", "PUNCT") and not marked and not self.text.sentence_of(v).restored
        return plain and self.subject(v) is not None and (self.cannot_speak(v) or apart)

    def is_main_verb(self, c: int, v: int) -> bool:
        """Whether a second "clause" of a cue is the verb that its subject goes on with: "the agency, which said ..., called for"."""
        tokens = self.tokens
        own = any(tokens[k].dep in (*SUBJECTS, *PASSIVE, "aux", "mark") for k in self.text.children[c])
        return tokens[v].dep == "relcl" and tokens[c].dep == "ccomp" and tokens[c].tag == "VBD" and tokens[c].lemma in self.verbs and not own

    def special(self, v: int, forms: str) -> list[Span] | None:
        """Contents of cues with a form of their own; None: read on as usual. An empty list: no cue here."""
        tokens = self.tokens
        children = self.text.children[v]
        obj = next((c for c in children if tokens[c].dep == "dobj" and c > v), None)
        if "m" in forms:
            made = (c for c in children if tokens[c].dep in ("oprd", "acomp", "ccomp", "amod"))
            clear = next((c for c in made if tokens[c].lower in ("clear", "plain", "known", "public")), None)
            if clear is None:
                return []
            clause = next((c for k in (v, clear) for c in self.text.children[k] if tokens[c].dep in ("ccomp", "xcomp") and c > clear and c != clear), None)
            return [self.subtree_span(clause)] if clause is not None else []
        if tokens[v].lemma in CALLING and (asked := self.asked_to(v)) is not None:
            return [self.subtree_span(asked)]
        if "r" in forms:
            if not any(tokens[c].dep == "prt" for c in children):
                return []
            clause = next((c for c in children if c > v and (tokens[c].dep in ("dobj", "xcomp", "ccomp") or tokens[c].dep == "advcl" and tokens[c].tag == "VBG")), None)
            if clause is None:
                return []
            left, right = self.text.edges[clause]
            return [self.chars(left, self.without_aside(clause, right))]
        if "n" in forms and not any(tokens[c].dep == "ccomp" for c in children):
            if tokens[v].lemma == "put":
                at = next((c for c in children if c > v and tokens[c].dep == "prep" and tokens[c].lower == "at"), None)
                if at is None and obj is not None:
                    at = next((c for c in self.text.children[obj] if tokens[c].lower == "at"), None)
                if at is None or obj is None or not self.has_number(at):
                    told = self.number_put(v)
                    return [self.chars(v + 1, self.count_end(v, told))] if told is not None else []
                return [self.chars(self.text.edges[obj][0], self.count_end(v, self.text.edges[at][1]))]
            if tokens[v].lemma in REVISING:
                teller, told = self.own_subject(v), self.number_put(v, "to")
                known = teller is not None and self.chain_at(teller) is not None
                return [self.chars(v + 1, self.count_end(v, told))] if known and told is not None else []
            if obj is None and self.lost:  # "the county counts | dead"
                obj = next((c for c in children if c == v + 1 and tokens[c].dep == "acomp"), None)
            if obj is not None and self.has_number(obj) and any(tokens[c].dep == "nsubj" for c in children):
                return [self.chars(max(self.text.edges[obj][0], v + 1), self.count_end(v, self.text.edges[obj][1]))]
            return [] if "q" not in forms and "c" not in forms and "o" not in forms else None
        return None

    def number_put(self, v: int, at: str = "at") -> int | None:
        """Behind "put the number of people still missing at 11" the first token after "at 11", on whatever the parse hangs "at"."""
        tokens, last = self.tokens, self.text.sentence_of(v).last
        noun = next((k for k in range(v + 1, min(v + 4, last)) if tokens[k].lemma in NUMBER_TOLD), None)
        for k in range(noun + 1, min(noun + 12, last - 1)) if noun is not None else ():
            if tokens[k].lower == at and (number := next((n for n in range(k + 1, min(k + 5, last)) if tokens[n].tag == "CD"), None)) is not None:
                return number + 1
            if tokens[k].pos == "PUNCT" or tokens[k].tag in ("VBD", "VBZ", "VBP", "MD"):
                return None
        return None

    def asked_to(self, v: int) -> int | None:
        """The infinitive of what is asked in "called on X to leave", whether the parse hangs it on the verb or on X."""
        tokens = self.tokens
        on = next((c for c in self.text.children[v] if c > v and tokens[c].dep == "prep" and tokens[c].lower in ("on", "upon", "to")), None)
        if on is None:
            return None
        whom = next((c for c in self.text.children[on] if tokens[c].dep == "pobj"), None)
        if whom is None:
            return None
        after = (c for k in (whom, on, v) for c in self.text.children[k] if c > whom)
        return next((c for c in after if tokens[c].tag == "VB" and any(tokens[k].tag == "TO" for k in self.text.children[c])), None)

    def count_end(self, v: int, at: int) -> int:
        """Where a count ends that a verb of counting gives: "131, among them 77 civilians, and some 480 wounded"; a new clause ends it, and
        another who counts ("the army 60")."""
        tokens = self.tokens
        end = at
        for i in range(at, self.text.sentence_of(v).last):
            t = tokens[i]
            if t.text in (";", ".", ":") or self.quote_of[i] != self.quote_of[v]:
                break
            if t.tag == "CD" and t.dep != "nummod" and i + 1 < len(tokens) and tokens[i + 1].lower in FATES:  # "and 27 | wounded"
                end = i + 2
                continue
            if i < end and t.lower in FATES:
                continue
            if t.tag in ("VBD", "VBZ", "VBP", "MD", "WDT", "WP"):
                break
            if t.tag == "CD" and [k.lower for k in tokens[i + 1 : i + 3]] == ["of", "them"]:
                end = i + 3
                continue
            if t.dep in (*SUBJECTS, *PASSIVE) or t.tag == "VBG" and t.dep == "advcl":
                break
            if t.text == "," and i + 1 < len(tokens) and (tokens[i + 1].pos == "PROPN" or tokens[i + 1].lower == "the"):
                break
            if t.tag == "CD":
                end = max(end, self.text.edges[t.head][1] if t.dep == "nummod" else i + 1)
        return max(end, at)

    def to_list_end(self, v: int, c: int, right: int) -> int:
        """Where a clause ends with the counts that follow it ("says 432 people have died, 2,069 are hurt, and over 50,000 have fled") and,
        without marks, with the speaker's own "and I"."""
        tokens = self.tokens
        sentence = self.text.sentence_of(v)
        if right + 1 < sentence.last and sentence.restored and tokens[right].pos == "CCONJ" and tokens[right + 1].lower in ("i", "we"):
            return sentence.last
        if not any(tokens[k].dep in (*SUBJECTS, *PASSIVE) and self.has_number(k) for k in self.text.children[c]):
            return right
        while right + 3 < sentence.last and tokens[right].text == ",":
            begin = right + 2 if tokens[right + 1].pos == "CCONJ" else right + 1
            if not any(t.tag == "CD" for t in tokens[begin : begin + 3]):
                break
            right = next((k for k in range(begin, sentence.last) if tokens[k].text in (",", ";", ".")), sentence.last)
        return right

    def to_next_speaker(self, c: int, right: int) -> int:
        """Where a clause ends before somebody else who speaks in a relative clause: "..., and the agency, which said ..."."""
        tokens = self.tokens
        for i in range(c + 1, right - 3):
            if tokens[i].pos != "CCONJ" or self.quote_of[i] != self.quote_of[c]:
                continue
            begin = i + 2 if tokens[i + 1].pos == "DET" and i + 1 not in self.starting else i + 1
            for mention in self.starting.get(begin, ()):
                k = self.text.tokens_in(mention.start, mention.end)[-1] + 1
                while k < right and tokens[k].text == ",":
                    k += 1
                if k + 1 < right and tokens[k].lower in ("which", "who") and self.verbs.get(tokens[k + 1].lemma, {"class": ""})["class"] in SPEECH_CLASSES:
                    return i
        return right

    def before_remark(self, c: int, right: int) -> int:
        """Where a clause ends before the speaker's next act ("..., adding that", "..., rejecting accounts") or the reporter's own words
        about it ("contrary to what", "as alleged by")."""
        tokens = self.tokens
        for i in range(c + 1, right - 1):
            if tokens[i].text != "," or self.quote_of[i] != self.quote_of[c]:
                continue
            after = tokens[i + 1]
            if after.tag == "VBG" and after.dep == "advcl" and self.verbs.get(self.lemma_of(after.i), {"class": ""})["class"] in SPEECH_CLASSES:
                return i
            recalled = after.lower == "as" and after.dep == "mark" and tokens[after.head].dep == "advcl" and tokens[after.head].tag in ("VBD", "VBN")
            if recalled and after.head < right and self.verbs.get(tokens[after.head].lemma, {"class": ""})["class"] in SPEECH_CLASSES:
                return i
            if after.lower == "contrary" or (after.lower == "as" and i + 2 < right and tokens[i + 2].tag == "VBN" and tokens[i + 2].lemma in self.verbs):
                return i
        return right

    def has_number(self, i: int) -> bool:
        """Whether a number stands in what hangs on token i, or did before it was lost."""
        start, end = self.chars(*self.text.edges[i])
        if any(gap.kind == "count" and gap.start < end and start < gap.end for gap in self.lost):
            return True
        return any(self.tokens[k].tag == "CD" or self.tokens[k].lower in ("dozens", "hundreds", "thousands") for k in range(*self.text.edges[i]))

    def goes_on(self, c: int, v: int) -> bool:
        """Whether a verb joined to the cue belongs to what is said: "said it will not accept it, but may consider", "... and that it is late"."""
        tokens = self.tokens
        if any(tokens[k].lower == "that" and tokens[k].dep == "mark" for k in self.text.children[c]):
            return True
        if tokens[c].pos != "VERB" or any(tokens[k].dep in SUBJECTS for k in self.text.children[c]):
            return False
        modal = any(tokens[k].tag == "MD" for k in self.text.children[c])
        return modal and not any(tokens[k].tag == "MD" for k in self.text.children[v])

    def content_prepositions(self, lemma: str, has: bool) -> frozenset[str]:
        """Prepositions behind which a verb's content stands; `has`: other content was found."""
        row = index("content_prepositions.tsv").get(lemma)
        if row is not None and (row["beside"] or not has):
            return frozenset(row["prepositions"].split("|"))
        return frozenset(("as",)) if has else frozenset()

    def finite(self, c: int) -> bool:
        tokens = self.tokens
        return tokens[c].tag in ("VBD", "VBZ", "VBP", "MD") or any(tokens[k].dep in ("nsubj", "nsubjpass", "aux", "expl") for k in self.text.children[c])

    def joined_cue(self, c: int, v: int) -> int | None:
        """Where, inside a clause, the speaker's next act of saying begins: "said the buses would come and warned that ..."."""
        tokens = self.tokens
        for i in range(c + 1, self.text.edges[c][1]):
            t = tokens[i]
            silent = t.dep == "conj" and t.lemma in SILENT and any(tokens[k].dep == "neg" for k in self.text.children[i])
            if silent and self.text.child(i, *SUBJECTS, "auxpass") is None:
                k = min(self.text.edges[i][0], *self.text.children[i])
                while k > c and tokens[k - 1].pos in ("CCONJ", "ADV", "PUNCT"):
                    k -= 1
                return k
            if t.dep == "conj" and t.pos == "VERB" and t.tag == tokens[v].tag and t.lemma in self.verbs and tokens[i - 1].pos in ("CCONJ", "ADV", "PUNCT"):
                row = self.verbs[t.lemma]
                own = any(tokens[k].dep in (*SUBJECTS, *PASSIVE, "aux", "auxpass") for k in self.text.children[i])
                aside = tokens[t.head].dep == "advcl" and tokens[i - 1].pos == "CCONJ" and tokens[i - 2].text == ","
                if row["class"] in SPEECH_CLASSES and not own and (tokens[t.head].tag != t.tag or self.cannot_speak(t.head) or aside):
                    k = i - 1
                    while k > c and tokens[k].pos in ("CCONJ", "ADV", "PUNCT"):
                        k -= 1
                    self.switched[i] = v
                    return k + 1
        return None

    def cannot_speak(self, verb: int) -> bool:
        """Whether the subject of a verb is neither an actor nor a paper: "a strike killed three and | vowed"."""
        subject = next((c for c in self.text.children[verb] if self.tokens[c].dep in SUBJECTS), None)
        if subject is None or self.tokens[subject].pos != "NOUN":
            return False
        lemma = self.tokens[subject].lemma
        return self.chain_at(subject) is None and lemma not in self.nouns and lemma not in THINGS

    def noun_span(self, head: int) -> Span:
        return self.subtree_span(head)

    def object_span(self, v: int, obj: int) -> Span:
        left, right = self.text.edges[obj]
        right = self.with_parts(self.without_aside(obj, right))
        return self.chars(max(left, v + 1) if obj > v else left, right)

    def with_parts(self, right: int) -> int:
        """Where an object ends with the parts of it that the parse hangs elsewhere: "three breaches, among them the shelling of a bridge"."""
        tokens = self.tokens
        if right + 2 >= len(tokens) or tokens[right].text != "," or tokens[right + 1].lower not in PARTITIVE:
            return right
        last = self.text.sentence_of(right).last
        return next((i for i in range(right + 2, last) if tokens[i].text in (",", ";", ".", ":") or tokens[i].tag in ("VBD", "VBZ", "VBP", "MD")), last)

    def with_phrases(self, v: int, span: Span) -> Span:
        """An object with the phrases right after it that the parse hangs on the cue: "promised | freedom | for the ship"; not the day,
        the medium and the addressee."""
        tokens = self.tokens
        start, end = span
        promised = self.verb_class(v) == "promise"
        phrases = OBJECT_PHRASES | PROMISE_PHRASES if promised else OBJECT_PHRASES | TO if self.is_ones_own(v) else OBJECT_PHRASES
        for c in self.text.children[v]:
            if c > v and tokens[c].dep in ("prep", "dative") and 0 <= tokens[c].start - end <= 1 and tokens[c].lower in phrases:
                pobj = next((k for k in self.text.children[c] if tokens[k].dep == "pobj"), None)
                day = pobj is not None and tokens[pobj].ent in ("DATE", "TIME") and not (promised and tokens[c].lower in PROMISE_PHRASES)
                if pobj is None or day or tokens[pobj].lemma in self.nouns or tokens[pobj].lemma in MEDIA:
                    break
                left, right = self.text.edges[c]
                end = self.chars(left, self.without_aside(pobj, right))[1]
        return start, end

    def is_ones_own(self, v: int) -> bool:
        """Whether the object of a cue is the speaker's own ("reaffirmed his support"), whose "to" says of what it is."""
        objects = (c for c in self.text.children[v] if self.tokens[c].dep == "dobj" and c > v)
        return any(self.tokens[k].tag == "PRP$" for c in objects for k in self.text.children[c])

    def without_aside(self, obj: int, right: int) -> int:
        """Where an object ends before a relative clause after a comma, which is the reporter's ("a report, which ...", "the town, where ...",
        "the Front, a band whose ...")."""
        tokens = self.tokens
        beside = {self.text.edges[k][0]: k for k in self.text.children[obj] if tokens[k].dep == "appos"}
        for i in range(obj + 1, right - 1):
            if tokens[i].text != ",":
                continue
            if any(t.tag in ("WDT", "WP", "WP$") or t.lower == "where" for t in tokens[i + 1 : i + 3]):
                return i
            aside = beside.get(i + 1)
            if aside is not None and any(tokens[k].tag in ("WDT", "WP", "WP$") for k in self.text.subtree(aside)):
                return i
        return right

    def clause_span(self, c: int, v: int) -> Span:
        """The words of a clause that hangs on `v`, on its own side of it."""
        left, right = self.text.edges[c]
        if c > v:
            left = max(left, v + 1)
            sentence = self.text.sentence_of(v)
            right = min(right, sentence.last)
            joined = self.joined_cue(c, v)
            if joined is not None:
                right = min(right, joined)
            right = self.to_next_speaker(c, self.to_semicolon(left, self.before_remark(c, self.to_list_end(v, c, right))))
        else:
            right = min(right, v)
            subjects = [k for k in self.text.children[v] if self.tokens[k].dep in SUBJECTS and c < k < v]
            speaks = self.own_subject(v) if subjects else None
            frame_left = self.text.edges[speaks][0] if speaks is not None and speaks in subjects else right
            if speaks is not None and frame_left > c:
                right = frame_left if speaks != subjects[0] else min(right, frame_left)
            left = self.after_semicolon(left, c)
        return self.chars(left, right)

    # ------------------------------------------------------------------ quotations
    def quotes_beside(self, v: int) -> list[Quotation]:
        """Quotations of the cue's sentence, as far as no other cue stands between."""
        sentence = self.text.sentence_of(v)
        found = []
        for q in self.quotes:
            if q.end <= sentence.start or q.start >= sentence.end:
                continue
            nearest = self.nearest_cue(q, sentence)
            if (nearest is None or nearest == v) and not self.of_another(v, q, sentence):
                found.append(q)
        return found

    def of_another(self, v: int, q: Quotation, sentence: Sentence) -> bool:
        """Whether a quotation stands behind a semicolon after which somebody else speaks."""
        for i in range(v + 1, sentence.last):
            if self.tokens[i].start >= q.start:
                return False
            if self.tokens[i].text == ";" and self.quote_of[i] is None:
                within = self.text.tokens_in(q.start, q.end)
                return self.has_cue(i, within[0]) if len(within) else False
        return False

    def nearest_cue(self, q: Quotation, sentence: Sentence) -> int | None:
        """The verb of saying in a sentence, outside of quotations, that stands nearest to a quotation."""
        best, distance = None, 10**9
        for i in range(sentence.first, sentence.last):
            t = self.tokens[i]
            if self.quote_of[i] is None and t.pos == "VERB" and "q" in self.verbs.get(t.lemma, {"forms": ""})["forms"]:
                gap = t.start - q.end if t.start >= q.end else q.start - t.end
                if t.dep in ("amod", "acl") and t.tag == "VBN":
                    gap += 60
                if gap < distance:
                    best, distance = i, gap
        return best

    def with_quotes(self, spans: list[Span], quoted: list[Quotation], v: int) -> list[Span]:
        """Content with the quotations beside it; a partial quotation inside a clause is already there, one outside of it is no content."""
        outside = [q for q in quoted if not any(s <= q.start + 1 and q.end - 1 <= e for s, e in spans)]
        if spans:
            shared = [any(s < q.end and q.start < e for s, e in spans) for q in outside]
            whole = [q for q, is_shared in zip(outside, shared, strict=True) if is_shared or (self.is_whole(q) and not self.after_stop(q))]
            return [*spans, *((q.start, q.end) for q in whole)]
        if not outside:
            return [(q.start, q.end) for q in self.quotes_next_to(v)]
        whole = [q for q in outside if self.is_whole(q)]
        return [(q.start, q.end) for q in whole or outside if not self.is_title(q)]

    def is_title(self, q: Quotation) -> bool:
        """Whether marks only set off a name inside a clause ("the "Morning Star" left the port")."""
        words = self.text.text[q.start : q.end].strip(QUOTE_MARKS).split()
        before, behind = self.text.text[max(0, q.start - 2) : q.start], self.text.text[q.end : q.end + 2]
        run_in = before[:1].isalpha() and before[1:] == " " and behind[:1] == " " and behind[1:].islower()
        return run_in and 1 < len(words) <= LONGEST_TITLE and all(w[0].isupper() and w[-1].isalnum() for w in words)

    def is_whole(self, q: Quotation) -> bool:
        """Whether a quotation is a clause of its own: parted off by marks, not words run into a sentence."""
        text = self.text.text
        inner = text[q.start : q.end].strip(QUOTE_MARKS + " ")
        if len(inner.split()) < 2:
            return False
        before = text[: q.start].rstrip(" ")[-1:]
        ends = inner[-1:] in (",", ".", "!", "?", "…") or text[q.end : q.end + 1] in (",", ".")
        return ends and (before in ("", ",", ":", ".", "?", "!", "-", "–", "—", "\n") or len(inner.split()) > 5)

    def after_stop(self, q: Quotation) -> bool:
        return self.text.text[: q.start].rstrip()[-1:] in (".", "!", "?")

    def quotes_next_to(self, v: int) -> list[Quotation]:
        """A quotation that the segmentation cut off from its cue: right before the cue's sentence, or after its colon."""
        sentence = self.text.sentence_of(v)
        text = self.text.text
        if self.verbs[self.lemma_of(v)]["class"] != "say" or any(self.tokens[c].dep in ("neg", "dobj", "xcomp") for c in self.text.children[v]):
            return []
        for q in self.quotes:
            if 0 <= sentence.start - q.end < 4 and not text[q.end : sentence.start].strip():
                return [q]
            if 0 <= q.start - sentence.end < 4 and text[sentence.start : q.start].rstrip()[-1:] in (":", ","):
                return [q]
        return []

    def is_parenthesis(self, v: int) -> bool:
        """Whether the cue and its subject stand between commas inside another clause ("Many days, they said, she stayed")."""
        clause = self.cue_clause(v)
        sentence = self.text.sentence_of(v)
        if clause is None or sentence.restored:
            return False
        first, last = clause
        return (
            first > sentence.first and self.tokens[first - 1].text in (",", "—", "–", "-") and last < sentence.last
            and self.tokens[last].text in (",", "—", "–", "-", ";")
        )  # fmt: skip

    def cue_clause(self, v: int) -> tuple[int, int] | None:
        """Tokens of subject and cue with what belongs to them alone ("he told reporters on Friday"), where they stand together."""
        tokens = self.tokens
        subject = self.own_subject(v)
        if subject is None:
            return None
        left, right = self.text.edges[subject]
        first, last = min(left, v), max(right if subject > v else v + 1, v + 1)
        for c in self.text.children[v]:
            if c > v and c >= last and tokens[c].dep in ("advmod", "npadvmod", "dative", "prep", "dobj", "prt", "tmod"):
                edge = self.text.edges[c]
                if edge[0] == last and edge[1] - edge[0] <= 9:
                    last = edge[1]
            elif c < first and tokens[c].dep in ("aux", "neg", "advmod") and c == first - 1:
                first = c
        return first, last

    def around(self, frame: Frame, v: int) -> list[Span]:
        """The words around "X said" where the parse hangs nothing on the cue: before it, and after it when it is a parenthesis."""
        clause = self.cue_clause(v)
        if frame.source is None or (clause is None and self.tokens[frame.source].sentence != self.tokens[v].sentence):
            return []
        bare = self.tokens[v].tag == "VBG" and not any(self.tokens[c].dep == "aux" for c in self.text.children[v])  # "heard men laughing"
        if self.tokens[v].dep in ("relcl", "acl", "advcl", "xcomp") or (bare and self.tokens[v].dep == "ccomp"):
            return []
        sentence = self.text.sentence_of(v)
        first, last = clause or (min(self.text.edges[frame.source][0], frame.source, v), v + 1)
        mine = self.quote_of[v]
        loose = [i for i in range(sentence.first, first) if (mine is not None or self.quote_of[i] is None) and self.tokens[i].pos not in ("PUNCT", "CCONJ")]
        parenthesis = self.is_parenthesis(v)
        if not loose or (first - sentence.first < 3 and not parenthesis) or self.joined(first):
            return []
        begin = self.after_semicolon(sentence.first, first)
        end = self.to_semicolon(last, sentence.last)
        if parenthesis and self.tokens[first - 2].dep == "mark" and (self.tokens[first - 2].head >= last or self.tokens[first - 2].head == v):
            return [self.reason(last, end)]
        if not parenthesis and self.is_said_before(v, begin, first):
            return []
        here = self.has_clause(begin, first)
        # "the rest, says the army, will follow": the parse gives the cue the subject of what is said
        other = any(begin <= c < first and self.tokens[c].dep in SUBJECTS for c in self.text.children[v])
        if here and parenthesis and self.goes_on_alone(last, sentence):
            return [self.chars(begin, first)]
        if parenthesis and not self.starts_remark(last, sentence) and (here or other or self.has_clause(last, sentence.last, begin, first)):
            return [self.chars(begin, first), self.chars(last, end)]
        return [self.chars(begin, first)] if here else []

    def is_said_before(self, v: int, begin: int, first: int) -> bool:
        """Whether the words before a cue are those of somebody who is told to have said it, and no content of it: "the party said | the
        strike would continue"."""
        below = v
        for up in self.text.ancestors(v):
            if self.tokens[below].dep == "ccomp" and begin <= up < first and below > up and self.lemma_of(up) in self.verbs:
                return self.quote_of[v] is None
            below = up
        return False

    def reason(self, first: int, end: int) -> Span:
        """What is said in "called it off because, he said, | nobody was left |, and flew home"."""
        begin = first + 1 if self.tokens[first].pos == "PUNCT" and self.quote_of[first] is None else first
        quote = self.quote_of[begin] if begin < end else None
        if quote is not None:
            return self.chars(begin, next((i for i in range(begin, end) if self.quote_of[i] != quote), end))
        stop = (i for i in range(begin, end - 1) if self.tokens[i].text == "," and self.tokens[i + 1].pos == "CCONJ")
        return self.chars(begin, next(stop, end))

    def joined(self, i: int) -> bool:
        """Whether a conjunction joins a clause that begins here to the words before it, which are then no content of its verb."""
        return i > 0 and self.tokens[i - 1].pos in ("CCONJ", "SCONJ")

    def after_semicolon(self, left: int, right: int) -> int:
        """Where the last part of a sentence parted by semicolons begins; quotations are left whole."""
        found = left
        for i in range(left, right):
            if self.tokens[i].text == ";" and self.quote_of[i] is None:
                found = i + 1
        return found

    def has_cue(self, first: int, last: int) -> bool:
        """Whether somebody is said to say something in these tokens, outside of quotations."""
        for i in range(first, last):
            t = self.tokens[i]
            row = self.verbs.get(t.lemma, {"class": "", "forms": ""})
            perfect = t.tag == "VBN" and any(self.tokens[c].tag in ("VBZ", "VBP") for c in self.text.children[i])
            speaks = (perfect or t.tag in ("VBD", "VBZ", "VBP")) and (row["class"] in SPEECH_CLASSES or "n" in row["forms"])
            if self.quote_of[i] is None and (speaks or t.lower == "according"):
                return True
        return False

    def to_semicolon(self, first: int, last: int) -> int:
        """Where words that go on with a statement end: at a semicolon after which somebody else speaks."""
        for i in range(first, last):
            if self.tokens[i].text == ";" and self.quote_of[i] is None and self.has_cue(i, self.text.sentence_of(i).last):
                return i
        return last

    def has_clause(self, first: int, last: int, other: int = 0, until: int = 0) -> bool:
        """Whether words hold a finite verb that is no side clause and its subject (or it stands in `[other, until)`)."""
        tokens = self.tokens
        for i in range(first, last):
            t = tokens[i]
            if t.pos in ("VERB", "AUX") and t.dep not in ("advcl", "relcl", "acl", "aux", "auxpass"):
                if any((first <= k < last or other <= k < until) and tokens[k].dep in (*SUBJECTS, *PASSIVE, "expl") for k in self.text.children[i]):
                    return True
        return False

    def starts_remark(self, i: int, sentence: Sentence) -> bool:
        """Whether what follows a cue clause is the next cue ("adding that", "and warned") or the reporter's own ("in what would be")."""
        while i < sentence.last and self.tokens[i].pos in ("PUNCT", "CCONJ", "ADV"):
            i += 1
        if i < sentence.last and (self.tokens[i].tag == "VBG" or self.tokens[i].lower == "according"):
            return True
        if i + 1 < sentence.last and self.tokens[i].lower == "in" and self.tokens[i + 1].tag == "WP":
            return True
        return i < sentence.last and self.tokens[i].lemma in self.verbs and self.tokens[i].tag in ("VBD", "VBZ")

    def goes_on_alone(self, i: int, sentence: Sentence) -> bool:
        """Whether the reporter goes on after a cue clause behind a whole sentence: ", as others fled", ", but a tanker stayed", ", a step
        that could end the talks"; with "but it ..." the speaker does."""
        tokens = self.tokens
        while i < sentence.last and tokens[i].pos == "PUNCT":
            i += 1
        if i + 1 >= sentence.last or self.quote_of[i] is not None:
            return False
        if tokens[i].lower in ASIDE:
            return True
        if tokens[i].pos == "CCONJ":
            subject = next((k for k in range(i + 1, sentence.last) if tokens[k].dep in (*SUBJECTS, *PASSIVE, "expl")), None)
            if subject is None or tokens[subject].pos not in ("NOUN", "PROPN") or self.quote_of[subject] is not None:
                return False
            return self.text.edges[subject][0] == i + 1 and self.has_clause(i + 1, sentence.last)
        return tokens[i].lower in ("a", "an") and any(t.tag in ("WDT", "WP") for t in tokens[i + 1 : min(i + 4, sentence.last)])

    def loose_quotes(self) -> None:
        """Quotations without a cue in their sentence go to the statement they continue; what is said inside an orphan is left out."""
        outer = [f for f in self.frames if self.quote_of[f.head] is None]
        taken = [span for f in outer for span in f.content]
        orphans = set()
        for n, q in enumerate(self.quotes):
            if any(s < q.end and q.start < e for s, e in taken):
                continue
            inside = self.text.tokens_in(q.start, q.end)
            frame = self.continues(n, q, inside, outer) if len(inside) >= 5 else None
            if frame is None and len(inside) >= 5 and (told := self.spoke_before(q, inside, outer)) is not None:
                frame = replace(told, content=[], relays=list(told.relays), via=list(told.via))
                self.frames.append(frame)
                outer.append(frame)
            if frame is not None:
                frame.content = merged([*frame.content, (q.start, q.end)])
                taken.append((q.start, q.end))
            else:
                orphans.add(n)
        self.frames = [f for f in self.frames if self.quote_of[f.head] not in orphans]

    def continues(self, n: int, q: Quotation, inside: range, outer: Sequence[Frame]) -> Frame | None:
        """The statement whose speaker goes on in this quotation: the one before it in its paragraph, or, for a paragraph that is
        all quotation, the one that ended the paragraph before."""
        before = [f for f in outer if f.head < inside[0]]
        if not before:
            return None
        speech = [f for f in before if f.cue_class in SPEECH_CLASSES]
        near = max(f.sentence for f in before) - 1
        last = max(speech or before, key=lambda f: (f.sentence >= near and self.has_quote(f), f.head))
        if n > 0 and self.quotes[n - 1].goes_on and any(s <= self.quotes[n - 1].start < e for s, e in last.content):
            return last
        if last.cue_class not in SPEECH_CLASSES:
            return None
        paragraph = self.text.sentences[self.tokens[inside[0]].sentence].paragraph
        there = self.text.sentences[last.sentence].paragraph
        if paragraph == there:
            return last if self.tokens[inside[0]].sentence - self.end_sentence(last) <= 1 else None
        start, end = self.text.paragraphs[paragraph]
        alone = q.start - start < 3 and end - q.end < 3
        return last if alone and paragraph - there <= 2 and self.has_quote(last) else None

    def spoke_before(self, q: Quotation, inside: range, outer: Sequence[Frame]) -> Frame | None:
        """The statement at the end of the paragraph before, whose speaker, one person, is quoted in a paragraph that is all quotation."""
        number = self.text.sentences[self.tokens[inside[0]].sentence].paragraph
        start, end = self.text.paragraphs[number]
        if q.start - start >= 3 or end - q.end >= 3 or not (q.closed or q.goes_on):
            return None
        before = [f for f in outer if self.text.sentences[f.sentence].paragraph == number - 1 and f.cue_class in SPEECH_CLASSES]
        if not before or self.text.sentences[self.tokens[inside[0]].sentence - 1].paragraph != number - 1:
            return None
        last = [f for f in before if f.sentence == max(b.sentence for b in before)]
        if self.tokens[inside[0]].sentence - last[0].sentence > 1 or last[0].source is None:
            return None
        chain = self.speaker(last[0].source)
        return last[0] if chain is not None and chain.kind == "person" and not chain.plural else None

    def has_quote(self, frame: Frame) -> bool:
        return any(s < q.end and q.start < e for s, e in frame.content for q in self.quotes)

    def end_sentence(self, frame: Frame) -> int:
        """The last sentence that the cue or the content of a statement reaches."""
        ends = [self.tokens[i].sentence for _, e in frame.content for i in self.text.tokens_in(e - 1, e)]
        return max([frame.sentence, *ends])

    # ------------------------------------------------------------------ other cues
    def according(self, i: int) -> Frame | None:
        tokens = self.tokens
        to = i + 1
        pobj = next((c for c in self.text.children[to] if tokens[c].dep == "pobj"), None)
        if pobj is None:
            pobj = next((c for c in range(to + 1, min(to + 8, len(tokens))) if tokens[c].pos in ("NOUN", "PROPN", "PRON") and tokens[c].dep != "compound"), None)
        if pobj is None:
            return None
        frame = Frame((i, to), i, "say", "statements.according_to", sentence=tokens[i].sentence)
        if tokens[pobj].lower == "which":
            return self.according_to_which(frame, pobj)
        frame.source, frame.source_span = pobj, self.source_words(pobj)
        sentence = self.text.sentence_of(i)
        out_first, out_last = i, max(self.text.edges[pobj][1], pobj + 1)
        begin = out_last + 1 if out_last < sentence.last and tokens[out_last].text == "," else out_last
        name = next((k for k in range(begin, sentence.last) if tokens[k].pos != "PROPN"), begin)
        apart = i == sentence.first and begin < name < sentence.last and tokens[name].text == "," and tokens[tokens[i].head].i > name
        verbs_own = [c for c in self.text.children[tokens[i].head] if tokens[c].dep in (*SUBJECTS, *PASSIVE, "expl")]
        if apart and frame.source_span is not None and any(c > name for c in verbs_own):
            frame.source_span, out_last = (frame.source_span[0], tokens[name - 1].end), name  # "according to the website, | Lumen, ..."
        if (comma := self.taken_subject(i, pobj)) is not None:
            frame.source_span, out_last = self.trim(*self.chars(self.text.edges[pobj][0], comma)), comma
        if out_last < sentence.last and tokens[out_last].text == ",":
            out_last += 1
        head = tokens[i].head
        left, right = sentence.first, sentence.last
        if tokens[head].pos in ("VERB", "AUX") and tokens[head].dep in ("conj", "advcl", "relcl", "ccomp") and self.quote_of[head] == self.quote_of[i]:
            left, right = self.text.edges[head]
        elif tokens[head].pos in ("NOUN", "PROPN"):
            left, right = self.text.edges[head]
            if right - left < 6:
                left, right = sentence.first, sentence.last
        last = next((k for k in range(sentence.last - 1, i, -1) if tokens[k].pos != "PUNCT"), i)
        if self.quote_of[head] == self.quote_of[i] and (i == sentence.first or (out_last > last and (sentence.restored or tokens[i - 1].text == ","))):
            left, right = sentence.first, sentence.last
        pieces = []
        if (parted := self.after_semicolon(left, out_first)) > left:
            left = parted + 1 if tokens[parted].pos == "CCONJ" else parted
        right = self.to_semicolon(out_last, right)
        if (joined := self.joined_before(i)) is not None:
            left = max(left, joined + 1)
        if left < out_first:
            pieces.append(self.chars(left, out_first))
        if (other := self.according_after(i)) is not None and (joined := self.joined_before(other)) is not None and joined < right:
            pieces.append(self.chars(out_last, joined))
            out_last = self.end_of_source(other)
        if out_last < right:
            pieces.append(self.chars(out_last, right))
        frame.content = [p for p in pieces if p[0] < p[1] and any(c.isalnum() for c in self.text.text[p[0] : p[1]])]
        return frame

    def by_count(self, i: int) -> Frame | None:
        """ "By the army's own count, six died", "the war that by the government's estimate has killed thousands": theirs who count."""
        tokens = self.tokens
        count = next((c for c in self.text.children[i] if tokens[c].dep == "pobj" and tokens[c].lemma in OWN_COUNT), None)
        if count is None or tokens[i].dep == "agent":
            return None
        of = [k for c in self.text.children[count] if tokens[c].lower == "of" for k in self.text.children[c]]
        source = next((c for c in (*self.text.children[count], *of) if tokens[c].dep in ("poss", "pobj") and self.speaker(c) is not None), None)
        verb = next((u for u in self.text.ancestors(i) if tokens[u].pos in ("VERB", "AUX")), None)
        if source is None or verb is None or tokens[source].pos == "PRON" or self.quote_of[i] != self.quote_of[verb]:
            return None
        span = self.source_words(source) if tokens[source].dep == "pobj" else self.chars(self.text.edges[source][0], source + 1)
        frame = Frame((i, count), i, "say", "statements.by_count", source=source, source_span=span, sentence=tokens[i].sentence)
        left, right = self.text.edges[verb]
        sentence = self.text.sentence_of(i)
        if not left <= i < right:
            left, right = sentence.first, sentence.last
        left, right = self.after_semicolon(left, i), self.to_semicolon(i, right)
        left = left + 1 if tokens[left].tag in ("WDT", "WP") else left
        frame.content = [self.chars(a, b) for a, b in ((left, i), (self.text.edges[count][1], right)) if a < b]
        return frame

    def taken_subject(self, i: int, pobj: int) -> int | None:
        """The comma after "according to somebody" at the head of a sentence where the parse takes the subject of what follows for an
        apposition: "According to two elders, | boats | came beside the tanker"."""
        tokens, verb = self.tokens, self.tokens[i].head
        other = next((c for c in self.text.children[pobj] if tokens[c].dep == "appos" and c > pobj), None)
        if other is None or i != self.text.sentence_of(i).first or tokens[verb].pos not in ("VERB", "AUX"):
            return None
        begin = self.text.edges[other][0]
        if any(tokens[c].dep in (*SUBJECTS, *PASSIVE, "expl") for c in self.text.children[verb]) or tokens[begin - 1].text != ",":
            return None
        return begin - 1 if verb >= self.text.edges[other][1] and tokens[verb].tag in ("VBD", "VBZ", "VBP", "VBN") else None

    def according_after(self, i: int) -> int | None:
        """The next "according to" of the sentence."""
        last = self.text.sentence_of(i).last - 1
        return next((k for k in range(i + 2, last) if self.tokens[k].lower == "according" and self.tokens[k + 1].lower == "to"), None)

    def joined_before(self, i: int) -> int | None:
        """The conjunction that parts what is told "according to" one from what was told according to another before it: "ten dead,
        according to police, and twelve, according to a doctor"."""
        tokens, sentence = self.tokens, self.text.sentence_of(i)
        before = next((k for k in range(i - 1, sentence.first - 1, -1) if tokens[k].lower == "according" and tokens[k + 1].lower == "to"), None)
        if before is None:
            return None
        first = self.end_of_source(before)
        joining = (k for k in range(i - 1, first - 1, -1) if tokens[k].pos == "CCONJ")
        return next((k for k in joining if k in (first, i - 1) or tokens[k - 1].text == ","), None)

    def end_of_source(self, i: int) -> int:
        """The first token behind "according to somebody" and its comma."""
        pobj = next((c for c in self.text.children[i + 1] if self.tokens[c].dep == "pobj"), i + 1)
        last = max(self.text.edges[pobj][1], pobj + 1)
        comma = next((k for k in range(pobj + 1, min(last + 1, len(self.tokens))) if self.tokens[k].text == ","), None)
        return last if comma is None else comma + 1

    def according_to_which(self, frame: Frame, which: int) -> Frame | None:
        """ "a claim by the daily N according to which X": what the clause tells, by the paper that speaks or its author."""
        tokens, sentence = self.tokens, self.text.sentence_of(frame.head)
        clause = next((k for k in self.text.ancestors(frame.head) if tokens[k].pos in ("VERB", "AUX")), None)
        before = range(frame.head - 1, sentence.first - 1, -1)
        if clause is not None and tokens[clause].dep == "relcl":
            paper: int | None = tokens[clause].head
        else:
            paper = next((k for k in before if tokens[k].lemma in THINGS or tokens[k].lemma in self.nouns), None)
        if paper is None:
            return None
        frame.source, frame.source_span = paper, self.source_words(paper)
        last = self.text.edges[clause][1] if clause is not None and clause > which else sentence.last
        frame.content = [self.chars(which + 1, last)] if last > which + 1 else []
        return frame

    def noun(self, i: int) -> Frame | None:
        tokens = self.tokens
        row = self.nouns[tokens[i].lemma]
        clause = self.noun_clause(i)
        if clause is None:
            return None
        frame = Frame((i,), i, row["class"], "statements.noun", sentence=tokens[i].sentence)  # type: ignore[arg-type]
        owner = next((c for c in self.text.children[i] if tokens[c].dep == "poss" and tokens[c].ent not in ("DATE", "TIME")), None)
        owner = self.told_by(i) if owner is None else owner
        if owner is None:
            for c in self.text.children[i]:
                if tokens[c].dep == "prep" and tokens[c].lower in ("of", "by", "from"):
                    owner = next((k for k in self.text.children[c] if tokens[k].dep == "pobj"), None)
                elif tokens[c].dep == "prep" and tokens[c].lower in ("in", "on"):
                    outlet = next((k for k in self.text.children[c] if tokens[k].dep == "pobj"), None)
                    if outlet is not None and (chain := self.chain_at(outlet)) is not None and chain.kind == "outlet":
                        owner = outlet
        if owner is not None:
            frame.source, frame.source_span = owner, self.source_words(owner)
        elif i in self.taken_up:
            return None
        frame.content = [self.subtree_span(clause)]
        return frame if self.without_it(frame, i) else None

    def without_it(self, frame: Frame, i: int) -> bool:
        """Takes the negation of a noun into its cue: "has found | no evidence | that" is told of who found none. False: "a vote of no
        confidence", "did not see any sign that" tell nothing of what follows."""
        tokens, up = self.tokens, self.tokens[i].head
        no = next((c for c in self.text.children[i] if tokens[c].lower == "no" and tokens[c].dep == "det"), None)
        if no is None:
            return frame.source is not None or not (tokens[i].dep in ("dobj", "attr") and tokens[up].pos in ("VERB", "AUX") and self.is_negated(up)) and not (
                tokens[i].dep == "pobj" and tokens[up].lower == "without"
            )
        if tokens[i].dep == "pobj" and tokens[up].lower == "of":
            return False
        frame.cue, frame.cue_class = (no, i), "say"
        if tokens[i].dep == "dobj" and frame.source is None and (subject := self.subject(up)) is not None and subject < up:
            frame.cue = (*(c for c in self.cue_tokens(up) if c <= up), no, i)
            frame.source, frame.source_span = subject, self.source_words(subject)
        return True

    def noun_clause(self, i: int) -> int | None:
        """The clause of what a noun of saying says: "reports that the road was cut"."""
        if self.tokens[i].lemma not in self.nouns:
            return None
        owner = self.told_by(i)
        behind = (c for k in ((i,) if owner is None else (i, owner)) for c in self.text.children[k])
        return next((c for c in behind if c > i and self.tokens[c].dep in ("acl", "ccomp", "relcl") and self.has_that(c) and not self.lacks_object(i, c)), None)

    def lacks_object(self, noun: int, clause: int) -> bool:
        """Whether the clause behind a noun in apposition only tells who is for or against it: "sent monitors, an idea that | Peru supports"."""
        aside = noun > 1 and self.tokens[noun - 1].lower in ("a", "an") and self.tokens[noun - 2].text == ","
        return aside and all(self.tokens[c].dep in ("cc", "conj", "punct") for c in self.text.children[clause] if c > clause)

    def told_by(self, i: int) -> int | None:
        """Whose a noun of saying is by the words right behind it: "accounts by | villagers | that the road was cut"."""
        if i + 1 >= len(self.tokens) or self.tokens[i + 1].lower not in ("by", "from") or self.tokens[i + 1].dep not in ("prep", "agent"):
            return None
        return next((k for k in self.text.children[i + 1] if self.tokens[k].dep == "pobj"), None)

    def has_that(self, c: int) -> bool:
        tokens = self.tokens
        return any(tokens[k].lower == "that" and tokens[k].dep in ("mark", "nsubj") for k in self.text.children[c]) and any(
            tokens[k].dep == "mark" for k in self.text.children[c]
        )

    def adjective(self, v: int) -> Frame | None:
        tokens = self.tokens
        adj = next((c for c in self.text.children[v] if tokens[c].dep == "acomp" and tokens[c].lemma in self.adjectives), None)
        if adj is None:
            return None
        clause = next((c for c in self.text.children[adj] if tokens[c].dep == "ccomp" and c > adj), None)
        if clause is None:
            behind = (c for c in self.text.children[adj] if tokens[c].dep == "prep")
            clause = next((c for c in behind if tokens[c].lower in ("about", "of", "to", "over", "with", "by", "at")), None)
        if clause is None:
            return None
        not_so = [c for c in self.text.children[v] if tokens[c].dep == "neg" and v < c < adj]
        frame = Frame((v, *not_so, adj), v, self.adjectives[tokens[adj].lemma]["class"], "statements.adjective", sentence=tokens[v].sentence)  # type: ignore[arg-type]
        if not_so and frame.cue_class in TURNED:
            frame.cue_class = "say"
        self.source(frame, v, False)
        frame.content = [self.subtree_span(clause)]
        return frame

    # ------------------------------------------------------------------ addressee, relays, nesting
    def to_whom(self, frame: Frame, v: int) -> None:
        tokens = self.tokens
        for c in self.text.children[v]:
            target = None
            if tokens[c].dep in ("advcl", "acl") and tokens[c].lemma in INTERVIEWING:
                self.asked_by(frame, c)
            elif tokens[c].dep == "advcl" and tokens[c].tag == "VBG" and tokens[c].lemma in TALKING:
                self.talking_to(frame, c)
            if tokens[c].dep in ("dobj", "dative") and tokens[v].lemma in TELLING and tokens[c].pos != "ADP" and frame.addressee is None:
                target = c
            elif tokens[c].dep in ("prep", "dative") and tokens[c].lower == "to" and tokens[v].lemma not in ("call",):
                target = next((k for k in self.text.children[c] if tokens[k].dep == "pobj"), None)
            elif tokens[c].dep == "prep" and tokens[c].lower in ("in", "on", "via", "through"):
                self.medium(frame, c)
            if target is not None and frame.source_span is not None and frame.source_span[0] <= tokens[target].start < frame.source_span[1]:
                target = None
            if target is not None:
                outlet = self.outlet_told(target)
                if outlet is not None and self.chain_ids([outlet]) != self.chain_ids([frame.source]):
                    frame.relays.append(outlet)
                else:
                    frame.addressee = target
        for c in self.text.children[frame.source] if frame.source is not None else ():
            if tokens[c].dep == "acl" and tokens[c].lemma in INTERVIEWING:
                self.asked_by(frame, c)

    def outlet_told(self, listener: int) -> int | None:
        """The outlet that a listener is, or that is named with the noun for what it sends: "told the station | Kilwa FM |", "told the evening
        programme of | Radio Sol |"."""
        if (chain := self.chain_at(listener)) is not None and chain.kind == "outlet":
            return listener
        if self.tokens[listener].lemma not in CHANNELS:
            return None
        behind = (listener + 2, listener + 1) if self.tokens[listener].tag == "NN" else ()
        near = [*self.text.children[listener], *(k for k in behind if k < len(self.tokens) and self.tokens[k].dep not in SUBJECTS)]
        near += [k for c in self.text.children[listener] if self.tokens[c].dep == "prep" for k in self.text.children[c]]
        return next((i for i in near if i < len(self.tokens) and (chain := self.chain_at(i)) is not None and chain.kind == "outlet"), None)

    def talking_to(self, frame: Frame, v: int) -> None:
        """ "Speaking to Radio Sol, he said": the outlet through which, or whom else he speaks to."""
        for c in self.text.children[v]:
            if self.tokens[c].lower in ("to", "with"):
                for i in self.text.children[c]:
                    if (outlet := self.outlet_told(i)) is not None:
                        frame.relays.append(outlet)
                    elif self.chain_at(i) is not None:
                        frame.addressee = i

    def asked_by(self, frame: Frame, c: int) -> None:
        """ "Asked by Channel 9, he said", "two survivors, interviewed by Channel 9, said": the outlet that asked."""
        for k in self.text.children[c]:
            if self.tokens[k].lower == "by":
                frame.relays += [o for i in self.text.children[k] if (o := self.outlet_told(i)) is not None]

    def medium(self, frame: Frame, prep: int) -> None:
        """"in an interview with the daily N", "on state television"."""
        for i in range(*self.text.edges[prep]):
            chain = self.chain_at(i)
            if chain is not None and chain.kind == "outlet" and self.people.by_head.get(i) is not None:
                if not any(self.tokens[c].tag == "PRP$" for c in self.text.children[i]):  # "on its website": the speaker's own
                    frame.relays.append(i)
                return

    def chain_at(self, i: int) -> Chain | None:
        mention = self.people.at(i)
        return self.people.chains.get(mention.chain_id) if mention is not None and mention.chain_id is not None else None

    def nest(self) -> None:
        """The smallest statement whose content holds a cue is that cue's parent; of two with one content that of the nearer cue."""
        for n, frame in enumerate(self.frames):
            at = self.tokens[frame.head].start
            best = None
            for k, other in enumerate(self.frames):
                if k == n or other.head == frame.head or self.parted_by_semicolon(frame, other):
                    continue
                for s, e in other.content:
                    size = (e - s, abs(other.head - frame.head))
                    if s <= at < e and (best is None or size < best[0]) and not (
                        any(s2 <= self.tokens[other.head].start < e2 for s2, e2 in frame.content) and other.head > frame.head
                    ):
                        best = (size, k)
            if best is not None:
                frame.parent = best[1]
        for n in range(len(self.frames)):
            self.break_cycle(n)

    def parted_by_semicolon(self, frame: Frame, other: Frame) -> bool:
        """Whether a cue stands before a semicolon behind which another speaks of it: "houses burned, residents | said |; the governor denied it"."""
        if frame.sentence != other.sentence or frame.head > other.head:
            return False
        return any(self.tokens[i].text == ";" and self.quote_of[i] is None for i in range(frame.head, other.head))

    def break_cycle(self, n: int) -> None:
        seen, at = {n}, self.frames[n].parent
        while at is not None:
            if at in seen:
                self.frames[n].parent = None
                return
            seen.add(at)
            at = self.frames[at].parent

    # ------------------------------------------------------------------ findings
    @cached_property
    def quoted_letters(self) -> frozenset[int]:
        return frozenset(i for q in self.quotes for i in range(q.start, q.end))

    def letters(self, start: int, end: int) -> int:
        """How many letters and digits stand in `[start, end)`."""
        return sum(map(str.isalnum, self.text.text[start:end]))

    def kind(self, frame: Frame) -> StatementKind:
        letters = sum(self.letters(s, e) for s, e in frame.content)
        quoted = ((max(s, q.start), min(e, q.end)) for q in self.quotes for s, e in frame.content if s < q.end and q.start < e)
        inside = sum(self.letters(s, e) for s, e in quoted)
        if letters and inside >= DIRECT_SHARE * letters:
            return "direct"
        if frame.direct or (not self.quotes and self.speaks_itself(frame)):
            return "direct"
        return "mixed" if inside else "indirect"

    def speaks_itself(self, frame: Frame) -> bool:
        """Whether content without any marks stands in the first person: direct speech whose marks are lost."""
        if not self.text.sentence_of(frame.head).restored or self.is_first_person(frame):
            return False
        return any(
            self.tokens[i].lower in FIRST_PERSON and self.tokens[i].text != "US" for s, e in frame.content for i in self.text.tokens_in(s, e)
        )

    def body_that_spoke(self, frame: Frame) -> str | None:
        """The body to which the sentence before gives what it tells: "..., according to the general staff. It said ..."."""
        before = [f for f in self.frames if f.sentence == frame.sentence - 1 and f.source is not None and f.parent is None and f.cue_class in SPEECH_CLASSES]
        chains = [c for f in before if f.source is not None and (c := self.speaker(f.source)) is not None]
        return chains[0].chain_id if len({c.chain_id for c in chains}) == 1 and chains[0].kind != "person" else None

    def statements(self) -> tuple[Statement, ...]:
        report_id = self.text.report.report_id
        frames = self.frames
        ids = [make_id("s", report_id, self.tokens[f.head].start, f.content[0][0], f.rule) for f in frames]
        found = []
        inherited = self.inherited()
        dated: dict[str, tuple[int, str]] = {}
        groups: tuple[int, str | None] = (-GOES_ON_FOR, None)
        for n, f in enumerate(frames):
            chain = self.speaker(f.source) if f.source is not None else None
            relays: list[str] = []
            for up in reversed(list(self.line(n))):
                relays += self.chain_ids([frames[up].source]) if frames[up].source is not None else []
            relays += self.chain_ids(f.via) + self.chain_ids(f.relays) + inherited.get(n, [])
            cue = self.text.evidence(self.tokens[f.cue[0]].start, self.tokens[f.cue[-1]].end)
            source_id = chain.chain_id if chain is not None else None
            if source_id is None and f.parent is not None and f.source is not None and self.tokens[f.source].lower == "i":
                outer = self.frames[f.parent]
                speaker = self.speaker(outer.source) if outer.source is not None else None
                source_id = speaker.chain_id if speaker is not None else None
            if source_id is None and f.beside is not None and f.beside.source is not None:
                speaker = self.speaker(f.beside.source)
                source_id = speaker.chain_id if speaker is not None else None
            if source_id is None and f.source is not None and self.tokens[f.source].lower == "it" and f.parent is None:
                source_id = self.body_that_spoke(f)
            if f.source is not None and (group := self.group_of_one(f)) is not None:
                source_id = group[0]
                groups = (f.sentence, source_id)
            elif f.source is not None and source_id is None and self.tokens[f.source].lower == "another" and f.sentence - groups[0] <= 1:
                source_id = groups[1]
            addressee = [a for a in self.chain_ids([f.addressee]) if a != source_id] if f.addressee is not None else []  # nobody tells himself
            day = self.said_on(f)
            date, basis = (shared_prefix(day.date_start, day.date_end), "stated") if day is not None else (None, None)
            if source_id is not None and f.parent is None and f.cue_class in SPEECH_CLASSES:
                if date is not None:
                    dated[source_id] = (f.sentence, date)
                elif source_id in dated and f.sentence - dated[source_id][0] <= GOES_ON_FOR:
                    dated[source_id] = (f.sentence, date := dated[source_id][1])
                    basis = "inherited"
            found.append(
                Statement(
                    statement_id=ids[n], source=source_id, source_evidence=self.words(f.source_span), cue=cue, cue_class=f.cue_class,
                    kind=self.kind(f), content=tuple(self.text.evidence(*s) for s in f.content),
                    addressee=addressee[0] if addressee else None,
                    also_by=tuple(c for c in dict.fromkeys(self.joint_speakers(f)) if c != source_id),
                    relayed_by=tuple(r for r in dict.fromkeys(relays) if r != source_id), parent_id=ids[f.parent] if f.parent is not None else None,
                    date=date, date_basis=basis,
                    basis=Basis(evidence=(self.text.sentence_evidence(f.head),), rule=f.rule),
                )
            )  # fmt: skip
        return tuple({s.statement_id: s for s in found}.values())

    def joint_speakers(self, frame: Frame) -> Iterator[str]:
        """Chains of those who say it with the source: "the mayor and | the governor | said"."""
        tokens, source = self.tokens, frame.source
        if source is None or tokens[source].dep not in SUBJECTS or tokens[source].head != frame.head or self.speaker(source) is None:
            return
        together = {source}
        for c in range(source + 2, frame.head):
            t = tokens[c]
            if t.dep == "conj" and t.head in together and t.pos in ("NOUN", "PROPN"):
                together.add(c)
                if (chain := self.chain_at(c)) is not None and any(tokens[k].lower == "and" for k in range(source + 1, frame.head)):
                    yield chain.chain_id

    def group_of_one(self, frame: Frame) -> tuple[str | None] | None:
        """The group that "one of them" is of, None where nothing tells; behind what is said it is those whom that tells of, who may be no
        actor yet: "sappers do not believe him, one of them said"."""
        tokens, source = self.tokens, frame.source
        if source is None or tokens[source].lower != "one":
            return None
        of = next((c for c in self.text.children[source] if tokens[c].lower == "of"), None)
        if of is None or not any(tokens[c].lower == "them" for c in self.text.children[of]):
            return None
        words = [i for s in frame.content[:1] if s[1] <= tokens[source].start for i in self.text.tokens_in(*s)]
        first = next((i for i in words if tokens[i].dep in SUBJECTS and tokens[i].tag == "NNS"), None)
        chain = self.chain_at(first) if first is not None else None
        if first is not None and chain is None and self.lemma_of(tokens[first].head) in self.verbs:
            return (None,)
        chain = chain or self.speaker(source)
        return (chain.chain_id,) if chain is not None else None

    def said_on(self, frame: Frame) -> TimeExpression | None:
        """The date or hour that stands with the cue ("said on Tuesday"), not one inside of what is said."""
        best, distance = None, 10**9
        sentence = self.text.sentences[frame.sentence]
        cue = self.tokens[frame.head]
        inner = [(s, e) for s, e in frame.content if s > cue.start]
        begin = min((s for s, _ in inner), default=sentence.end)
        for time in self.found.times:
            if time.type not in ("DATE", "TIME") or time.date_start is None or not sentence.start <= time.start < sentence.end:
                continue
            if time.start - begin > 6:
                continue
            if any(s <= time.start < e for s, e in frame.content if s < cue.start) or self.quoted_letters & {time.start}:
                continue
            last = self.text.tokens_in(time.start, time.end)[-1] + 1
            if last < len(self.tokens) and self.tokens[last].lower in ("'s", "’s", "s"):
                continue
            head = self.people.head(time.start, time.end)
            near = time.start - cue.end if time.start > cue.start else cue.start - time.end
            if head is not None and (self.verb_over(head) == frame.head or 0 <= time.start - cue.end <= 6) and near < distance:
                best, distance = time, near
        return best

    def verb_over(self, i: int) -> int | None:
        """The nearest verb above a token, past prepositions only."""
        for up in self.text.ancestors(i):
            t = self.tokens[up]
            if t.pos in ("VERB", "AUX"):
                return up
            if t.pos not in ("ADP", "SCONJ") and t.dep not in ("npadvmod", "pobj", "advmod", "tmod"):
                return None
        return None

    def speaker(self, source: int) -> Chain | None:
        """The actor behind a source: its own chain, or, for a thing that speaks ("an AU analysis"), the chain of who made it; nobody for
        several at once ("each side", "the two agencies"). Monitors and reporters speak for the body or the outlet before them."""
        if any(self.tokens[i].lower in DISTRIBUTIVE for i in (source, *self.text.children[source])):
            return None
        chain = self.chain_at(source)
        if chain is None or not chain.named:
            if self.tokens[source].lemma in OUTPOSTS and (body := self.body_before(source)) is not None:
                return body
            if (owner := self.press_office_of(source)) is not None:
                return owner
            if chain is not None and chain.kind != "person" and any(self.tokens[i].lower == "two" for i in self.text.children[source]):
                return None
        if chain is not None:
            return chain
        if self.tokens[source].lemma not in self.nouns and self.tokens[source].lemma not in THINGS:
            return None
        for c in self.text.children[source]:
            t = self.tokens[c]
            if t.dep in ("poss", "compound", "amod", "nmod") and (found := self.chain_at(c)) is not None:
                return found
            if t.dep == "prep" and t.lower in ("of", "by", "from"):
                for k in self.text.children[c]:
                    if self.tokens[k].dep == "pobj" and (found := self.chain_at(k)) is not None:
                        return found
        return None

    def press_office_of(self, noun: int) -> Chain | None:
        """The body whose press office a noun stands for: "its press office", "the army's media wing"."""
        children = self.text.children[noun]
        if self.tokens[noun].lemma not in OFFICES or not any(self.tokens[c].lower in PRESS and self.tokens[c].dep == "compound" for c in children):
            return None
        owners = (self.chain_at(c) for c in children if self.tokens[c].dep == "poss")
        return next((c for c in owners if c is not None and c.kind not in ("person", "outlet")), None)

    def body_before(self, noun: int) -> Chain | None:
        """The body of many nations or the outlet that a noun's modifier names: "UN monitors", "a Danube News photographer"."""
        modifiers = (c for c in self.text.children[noun] if c < noun and self.tokens[c].dep in ("compound", "amod", "nmod", "poss"))
        chains = (self.chain_at(c) for c in modifiers)
        return next((c for c in chains if c is not None and c.named and c.kind in ("intergovernmental", "outlet")), None)

    def inherited(self) -> dict[int, list[str]]:
        """The outlet that a speaker goes on talking to: "X told the daily N ... he said"."""
        found: dict[int, list[str]] = {}
        last: dict[str, tuple[int, list[str]]] = {}
        for n, f in enumerate(self.frames):
            chain = self.speaker(f.source) if f.source is not None else None
            if chain is None or f.parent is not None:
                continue
            outlets = self.chain_ids(f.relays)
            if outlets:
                last[chain.chain_id] = (f.sentence, outlets)
            elif f.via:
                last.pop(chain.chain_id, None)
            elif chain.chain_id in last and f.cue_class in SPEECH_CLASSES:
                sentence, outlets = last[chain.chain_id]
                if (f.addressee is None or f.cue_class == "ask") and f.sentence - sentence <= GOES_ON_FOR:
                    found[n] = outlets
                    last[chain.chain_id] = (f.sentence, outlets)
        return found

    def line(self, n: int) -> Iterator[int]:
        at = self.frames[n].parent
        while at is not None:
            yield at
            at = self.frames[at].parent

    def words(self, span: Span | None) -> Evidence | None:
        return self.text.evidence(*span) if span is not None and self.trim(*span) is not None else None

    def chain_ids(self, tokens: Sequence[int | None]) -> list[str]:
        return [c.chain_id for i in tokens if i is not None and (c := self.chain_at(i)) is not None]


def read_statements(text: ReportText, found: Reading, lexica: Lexica) -> tuple[Statement, ...]:
    """Statements of one report, in order of appearance; those inside another's content name it as `parent_id`."""
    finder = StatementFinder(text, found, lexica)
    finder.find()
    return finder.statements()
