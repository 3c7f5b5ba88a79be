"""Across reports: copies, stories, names, actors, events, figures, outcomes, contradictions, ids; free of input order."""

import itertools
import random

import msgspec
import pytest

from dateline.model.commitment import Pledge
from dateline.model.event import EventMention
from dateline.model.evidence import Basis, Evidence, make_id
from dateline.model.figure import FigureClaim
from dateline.model.judgement import Judgement
from dateline.model.mention import Chain, Mention, TitleHeld
from dateline.model.reading import Reading
from dateline.model.report import Header, Loss, Report
from dateline.model.situation import Situation, batches_of
from dateline.model.statement import Statement
from dateline.reconcile import assemble, group, keep_earlier_ids
from dateline.reconcile.actors import ActorPart, Party, actor_row, best_name, compare, described
from dateline.reconcile.assemble import story_title
from dateline.reconcile.copies import MAX_POSTINGS, CopyIndex, find_copies, find_versions, sketch
from dateline.reconcile.corpus import Corpus
from dateline.reconcile.dates import gap_days, span
from dateline.reconcile.events import Views, modality_of, tellings
from dateline.reconcile.figures import compatible
from dateline.reconcile.ids import ids_in
from dateline.reconcile.names import core_words, name_score, name_words
from dateline.reconcile.places import link_places
from dateline.reconcile.weigh import Feature, Groups, agglomerate, weigh
from dateline.store import MemoryStore, SqliteStore
from dateline.store.base import evidence_in
from dateline.text.calendar import day_range
from test_contradictions import told

WIRE = (
    "Gunmen shelled the river port of Kasana on Monday and killed 12 people, the governor said. Colonel Jonas Bram of the Eastern Front denied"
    " that his fighters shelled Kasana. Ferries stopped and shops stayed shut for most of the day while families looked for the missing."
)
LATER = (
    "The toll of the shelling of Kasana has risen to 19, governor Ada Mirren said on Wednesday. Mirren had promised to reopen the port by"
    " Friday. Bram said his Eastern Front would not leave the hills above Kasana, where families still look for the missing."
)


class Maker:
    """A report and its reading, made from words that stand in the text."""

    def __init__(self, number: int, text: str, published: str | None, **more) -> None:
        self.report = Report(report_id=f"r_{number:03}", uri=f"file:{number}.txt", text=text, published=published, **more)
        self.parts: dict[str, list] = {name: [] for name in ("mentions", "chains", "events", "figures", "pledges", "statements")}

    def words(self, words: str) -> Evidence:
        start = self.report.text.index(words)
        return Evidence(report_id=self.report.report_id, start=start, end=start + len(words), text=words)

    def basis(self, words: str) -> Basis:
        return Basis(evidence=(self.words(words),), rule="test")

    def sentence(self, words: str) -> Evidence:
        at = self.report.text.index(words)
        start = self.report.text.rfind(". ", 0, at) + 2 if ". " in self.report.text[:at] else 0
        end = self.report.text.find(".", at) + 1
        return Evidence(report_id=self.report.report_id, start=start, end=end, text=self.report.text[start:end])

    def actor(self, words: str, name: str, kind: str = "person", named: bool = True, **more) -> str:
        chain, mention = make_id("c", self.report.report_id, name), make_id("m", self.report.report_id, words)
        e = self.words(words)
        self.parts["mentions"].append(
            Mention(
                mention_id=mention, start=e.start, end=e.end, text=e.text, form="name" if named else "nominal", chain_id=chain,
                basis=self.basis(words),
            )
        )  # fmt: skip
        self.parts["chains"].append(Chain(chain_id=chain, name=name, kind=kind, named=named, mention_ids=(mention,), **more))
        return chain

    def event(self, trigger: str, lemma: str, kind: str = "ASSAULT", **more) -> str:
        event = make_id("em", self.report.report_id, trigger, kind)
        self.parts["events"].append(
            EventMention(
                event_mention_id=event, event_type=kind, trigger=self.words(trigger), trigger_lemma=lemma, sentence=self.sentence(trigger),
                basis=self.basis(trigger), **more,
            )
        )  # fmt: skip
        return event

    def figure(self, words: str, value: float | None, **more) -> str:
        claim = make_id("fc", self.report.report_id, words)
        fields = {"indicator": "killed", "low": value, "high": value, "unit": "persons", "qualifier": "exact", "status": "stated"} | more
        self.parts["figures"].append(
            FigureClaim(claim_id=claim, value=value, expression=self.words(words), basis=self.basis(words), **fields)
        )
        return claim

    def pledge(self, words: str, by: str, event: str | None, due: str | None) -> str:
        pledge = make_id("pl", self.report.report_id, words)
        self.parts["pledges"].append(
            Pledge(pledge_id=pledge, by=(by,), to=(), action=self.words(words), due=due, event_mention_id=event, basis=self.basis(words))
        )
        return pledge

    def statement(self, words: str, source: str) -> None:
        self.parts["statements"].append(
            Statement(
                statement_id=make_id("st", self.report.report_id, words), source=source, source_evidence=None, cue=None, cue_class="say",
                kind="indirect", content=(self.words(words),), basis=self.basis(words),
            )
        )  # fmt: skip

    @property
    def reading(self) -> Reading:
        return Reading(report_id=self.report.report_id, **{k: tuple(v) for k, v in self.parts.items()})


def first() -> Maker:
    made = Maker(1, WIRE, "2021-03-02", outlet="River Wire")
    governor = made.actor("the governor", "governor", named=False)
    bram = made.actor("Colonel Jonas Bram", "Jonas Bram", titles=(TitleHeld(title="Colonel", evidence=made.words("Colonel")),))
    front = made.actor("the Eastern Front", "Eastern Front", "armed_group")
    day = {"date_start": "2021-03-01", "date_end": "2021-03-01", "date_basis": "stated"}
    made.event("shelled the river port", "shell", actors=(front,), attributed_to=(governor,), **day)
    made.event("shelled Kasana", "shell", actors=(front,), modality="denied", attributed_to=(bram,), **day)
    made.figure("12 people", 12.0, who="people", attributed_to=(governor,))
    made.statement("Gunmen shelled the river port of Kasana on Monday and killed 12 people", governor)
    return made


def second() -> Maker:
    made = Maker(2, LATER, "2021-03-04", outlet="Hill Post")
    mirren = made.actor("governor Ada Mirren", "Ada Mirren", gender="f")
    bram = made.actor("Bram", "Bram")
    front = made.actor("his Eastern Front", "Eastern Front", "armed_group")
    made.event("shelling", "shelling", actors=(front,), date_start="2021-03-01", date_end="2021-03-01")
    plan = made.event("reopen", "reopen", "CONCEDE", actors=(mirren,), modality="planned", date_start="2021-03-05")
    made.figure("19", 19.0, who="people", attributed_to=(mirren,))
    made.pledge("reopen the port by Friday", mirren, plan, "2021-03-05")
    made.statement("his Eastern Front would not leave the hills above Kasana", bram)
    return made


def copied() -> Maker:
    made = Maker(3, WIRE + " Copy desk.", "2021-03-03", outlet="Copycat")
    made.figure("12 people", 12.0, who="people")
    return made


def other() -> Maker:
    text = "Parliament of Norland voted to raise the pension age after a long debate about taxes, budgets, schools and the price of milk."
    made = Maker(4, text, "2021-03-02")
    made.actor("Parliament of Norland", "Parliament of Norland", "government")
    return made


def build(*makers: Maker, **more) -> Situation:
    return assemble([m.report for m in makers], [m.reading for m in makers], **more)


@pytest.fixture(scope="module")
def situation() -> Situation:
    return build(first(), second(), copied(), other())


# ---------------------------------------------------------------- order, evidence, references
def test_the_record_does_not_depend_on_the_order_of_its_inputs(situation):
    makers = [first(), second(), copied(), other()]
    wanted = msgspec.json.encode(situation)
    for order in itertools.permutations(makers):
        readings = [m.reading for m in order]
        random.Random(1).shuffle(readings)
        assert msgspec.json.encode(assemble([m.report for m in order], readings)) == wanted


def test_every_piece_of_evidence_slices_back(situation):
    texts = {r.report_id: r.text for r in situation.reports}
    pieces = [e for table in Situation.__struct_fields__ for row in getattr(situation, table) for e in evidence_in(row)]
    assert len(pieces) > 30
    assert all(texts[e.report_id][e.start : e.end] == e.text for e in pieces)


def test_every_reference_has_its_row(situation):
    known = {getattr(r, r.__struct_fields__[0]) for t in Situation.__struct_fields__ for r in getattr(situation, t)}
    assert ids_in(situation.events + situation.statements + situation.commitments + situation.figure_claims + situation.stories) <= known
    assert {m.actor_id for m in situation.mentions} - {None} <= {a.actor_id for a in situation.actors}
    assert {r.story_id for r in situation.reports} == {s.story_id for s in situation.stories}
    assert all(c in {r.claim_id for r in situation.figure_claims} for f in situation.figures for c in f.claims)


def test_nothing_and_empty_reports_make_an_empty_record():
    assert assemble([], []) == Situation()
    empty = assemble([Report(report_id="r_1", uri="a", text=""), Report(report_id="r_2", uri="b", text="")], [])
    assert len(empty.reports) == 2 and empty.events == () and len(empty.stories) == 2


def test_losses_of_intake_and_of_readings_are_kept():
    loss = Loss(loss_id="x_1", uri="a", what="file", reason="empty")
    inner = Loss(loss_id="x_2", uri="b", what="passage", reason="a table", report_id="r_2")
    found = assemble([Report(report_id="r_2", uri="b", text="x")], [Reading(report_id="r_2", losses=(inner,))], losses=[loss])
    assert found.losses == (loss, inner)


# ---------------------------------------------------------------- copies and stories
def test_a_copy_names_its_source_and_does_not_corroborate(situation):
    assert {r.report_id: r.copy_of for r in situation.reports} == {"r_001": None, "r_002": None, "r_003": "r_001", "r_004": None}
    [story] = [s for s in situation.stories if "r_001" in s.report_ids]
    assert (story.n_reports, story.n_independent) == (3, 2)


@pytest.mark.parametrize("edit", ["stripped", "cut", "framed", "lower"])
def test_an_edited_copy_is_found(edit):
    text = WIRE + " " + LATER
    edits = {
        "stripped": "".join(c for c in text if c.isalpha() or c == " "),
        "cut": text[: len(text) // 2],
        "framed": f"BREAKING NEWS. Follow us. {text} All rights reserved by nobody.",
        "lower": text.lower(),
    }
    [(share, _)] = CopyIndex([sketch(text)]).find(sketch(edits[edit]))
    assert share >= 0.8


def test_other_texts_and_very_short_ones_are_no_copies():
    reports = [Report(report_id=f"r_{n}", uri=str(n), text=t) for n, t in enumerate((WIRE, LATER, "Shells fell.", "Shells fell."))]
    assert find_copies(reports) == {}


@pytest.mark.parametrize(
    ("outlets", "source"),
    [
        ((("Harbour Post", ("Reed Wire",)), ("Reed Wire", ("Reed Wire",))), 1),
        ((("Harbour Post", ("RNA",)), ("Reed News Agency", ("RNA",))), 1),
        ((("Reed Wire", ("Reed Wire",)), ("Harbour Post", ("Reed Wire",))), 0),
        ((("Harbour Post", ()), ("Reed Wire", ())), 0),
        ((("Harbour Post", ("Reed Wire",)), ("Coast Times", ())), 0),
    ],
)
def test_of_one_day_the_text_of_the_credited_agency_is_no_copy(outlets, source):
    reports = [
        Report(report_id=f"r_{n}", uri=f"{n}.txt", text=WIRE, published="2021-03-02", outlet=outlet, agencies=agencies)
        for n, (outlet, agencies) in enumerate(outlets)
    ]
    assert dict(group(reports).copy_of).keys() == {f"r_{1 - source}"}


@pytest.mark.parametrize(("later", "copies"), [("2024-03-04", {"r_1"}), ("2025-03-03", set()), (None, {"r_1"})])
def test_what_is_printed_again_a_year_later_is_no_copy(later, copies):
    first = Report(report_id="r_0", uri="0", text=WIRE, published="2024-03-03")
    assert find_copies([first, Report(report_id="r_1", uri="1", text=WIRE, published=later)]).keys() == copies


def test_only_the_last_texts_of_a_run_are_remembered():
    reports = [Report(report_id=f"r_{n:03}", uri=str(n), text=WIRE, published=f"{1900 + n}") for n in range(2 * MAX_POSTINGS)]
    again = Report(report_id="r_999", uri="again", text=WIRE, published=reports[-1].published)
    assert find_copies([*reports, again])["r_999"] == (reports[-1].report_id, 1.0)


def test_a_page_that_was_edited_is_a_new_version():
    page = [Report(report_id=f"r_{n}", uri=f"file:{n}", text=str(n), url="https://x.example/a") for n in range(3)]
    assert find_versions(page) == {"r_1": "r_0", "r_2": "r_1"}


def test_reports_of_one_matter_are_one_story_and_others_are_not(situation):
    story_of = group([m.report for m in (first(), second(), copied(), other())]).story_of
    assert story_of["r_001"] == story_of["r_002"] == story_of["r_003"] != story_of["r_004"]


# ---------------------------------------------------------------- names
@pytest.mark.parametrize(
    ("left", "right", "kind", "same"),
    [
        ("Muammar Gaddafi", "Moammar Kadhafi", "person", True),
        ("Khalifa Haftar", "Khalifa Hafter", "person", True),
        ("Mohammed al-Menfi", "Muhammad el Menfi", "person", True),
        ("J. Bram", "Jonas Bram", "person", True),
        ("Jonas Bram", "Peter Bram", "person", False),
        ("Ada Mirren", "Ada Morwen", "person", False),
        ("Bram", "Jonas Bram", "person", False),
        ("WHO", "World Health Organization", "intergovernmental", True),
        ("Ministry of Defence", "Ministry of Health", "government", False),
        ("Brigade 44", "Brigade Forty-Four", "armed_group", True),
        ("Eastern Front", "Western Front", "armed_group", False),
        ("", "Jonas Bram", "person", False),
    ],
)
def test_names_are_compared_by_words_sounds_and_initials(left, right, kind, same):
    score, because = name_score(left, right, kind)
    assert (score >= 0.5) is same, (score, because)
    assert name_score(right, left, kind)[0] == pytest.approx(score)


# ---------------------------------------------------------------- actors
def actors_by_name(situation: Situation) -> dict[str, int]:
    return {a.name: a.n_reports for a in situation.actors}


def test_a_family_name_joins_the_one_person_of_its_story(situation):
    assert actors_by_name(situation)["Jonas Bram"] == 2
    assert actors_by_name(situation)["Eastern Front"] == 2


def test_two_persons_with_one_family_name_stay_apart():
    one, two, three = first(), Maker(5, WIRE.replace("Colonel Jonas", "Doctor Clara") + " Clinics.", "2021-03-02"), second()
    two.actor("Doctor Clara Bram", "Clara Bram", titles=(TitleHeld(title="Doctor", evidence=two.words("Doctor")),))
    found = actors_by_name(build(one, two, three))
    assert found["Jonas Bram"] == found["Clara Bram"] == found["Bram"] == 1


def test_a_title_decides_between_two_of_one_family():
    one, two = first(), Maker(5, WIRE.replace("Colonel Jonas", "Doctor Clara") + " Clinics.", "2021-03-02")
    two.actor("Doctor Clara Bram", "Clara Bram", titles=(TitleHeld(title="Doctor", evidence=two.words("Doctor")),))
    three = Maker(6, LATER.replace("Bram said", "Colonel Bram said"), "2021-03-05")
    three.actor("Colonel Bram", "Bram", titles=(TitleHeld(title="Colonel", evidence=three.words("Colonel")),))
    found = actors_by_name(build(one, two, three))
    assert found["Jonas Bram"] == 2 and found["Clara Bram"] == 1


def test_a_name_by_which_somebody_is_known_joins_over_reports_of_a_story():
    one, two = Maker(1, "Ann Sarr, known as Admiral, spoke.", "2021-03-02"), Maker(2, "Admiral denied it.", "2021-03-03")
    one.actor("Ann Sarr", "Ann Sarr", aliases=("Admiral",))
    two.actor("Admiral", "Admiral")
    ann, admiral = (
        Party(rank=n, chain=m.reading.chains[0], report_id=m.report.report_id, story="s", names=names, words=tuple(map(name_words, names)))
        for n, (m, names) in enumerate(((one, ("Ann Sarr", "Admiral")), (two, ("Admiral",))))
    )
    score, because = compare(ann, admiral)
    assert score is not None and score > 0 and because == ("known_as",)


@pytest.mark.parametrize(("left", "right", "same"), [("NDMA", "SDMA", False), ("UNICEF", "UNICEF", True), ("Hizbullah", "Hezbollah", True)])
def test_other_initials_are_another_body(left, right, same):
    assert (name_score(left, right, "organisation")[0] >= 0.5) is same


def party(rank: int, name: str, kind: str) -> Party:
    chain = Chain(chain_id=f"c_{rank}", name=name, kind=kind)
    return Party(rank=rank, chain=chain, report_id=f"r_{rank}", story="s", names=(name,), words=(core_words(name),))


@pytest.mark.parametrize(
    ("long", "kind", "same"), [("Kasana Red Cross", "organisation", False), ("Kasana Basin Commission", "intergovernmental", False),
                               ("Kasana Government", "government", True), ("Embassy of Kasana", "government", False)]
)  # fmt: skip
def test_a_country_is_no_body_that_bears_its_name(long, kind, same):
    score, _ = compare(party(1, "Kasana", "country"), party(2, long, kind))
    assert (score is not None and score > 0) is same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("commission of inquiry into the strike", "commission of inquiry", True), ("aid mission in Kasana", "Kasana", False),
        ("delegation of herders", "herders", False),
    ],
)  # fmt: skip
def test_descriptions_are_compared_by_the_noun_they_turn_on(left, right, same):
    one, two = (
        Party(rank=n, chain=Chain(chain_id=f"c{n}", name=words, kind="organisation", named=False), report_id=f"r{n}", story="s",
              names=(words,), words=(name_words(words),))
        for n, words in enumerate((left, right))
    )  # fmt: skip
    score, _ = compare(one, two)
    assert (score is not None and score > 0) is same


def test_descriptions_that_nothing_refers_to_are_left_out():
    made = Maker(1, WIRE, "2021-03-02")
    made.actor("families", "families", "population", named=False)
    found = build(made)
    assert found.actors == () and [m.actor_id for m in found.mentions] == [None]


# ---------------------------------------------------------------- events
def test_tellings_of_one_event_are_joined_with_their_reasons(situation):
    [event] = [e for e in situation.events if e.event_type == "ASSAULT"]
    assert event.n_reports == 2 and len(event.mentions) == 3
    assert [a.name for a in event.actors] == ["Eastern Front"]
    reasons = [j for j in situation.judgements if j.table == "events"]
    assert reasons and all(j.because for j in reasons)


def test_claim_against_denial_is_uncertain_and_both_tellings_stay(situation):
    [event] = [e for e in situation.events if e.event_type == "ASSAULT"]
    assert event.modality == "uncertain"
    assert sorted(m.modality for m in event.mentions) == ["denied", "happened", "happened"]


@pytest.mark.parametrize(
    ("told_as", "modality"),
    [
        ((("happened", False, "2021-03-01"), ("denied", True, "2021-03-02")), "uncertain"),
        ((("happened", True, "2021-03-01"), ("denied", True, "2021-03-02")), "uncertain"),
        ((("happened", False, "2021-03-01"), ("denied", True, "2021-03-02"), ("happened", False, "2021-03-03")), "happened"),
        ((("denied", True, "2021-03-02"), ("happened", True, "2021-03-09")), "happened"),
        ((("uncertain", False, "2021-03-02"), ("happened", True, "2021-03-02")), "uncertain"),
        ((("uncertain", True, "2021-03-02"), ("happened", True, "2021-03-02")), "happened"),
    ],
)
def test_reports_own_words_outweigh_a_denial_and_a_later_fact_an_earlier_one(told_as, modality):
    """Each telling: modality, whether it is only said by somebody, and when its report came out; facts are dated by their report."""
    reports = []
    for number, (kind, said, published) in enumerate(told_as):
        made = Maker(number, "Shells struck the port. The army spoke.", published)
        made.event("struck", "strike", modality=kind, said_in="st_1" if said else None, date_start=published, date_end=published, date_basis="stated")
        reports.append(made)
    corpus = Corpus([m.report for m in reports], [m.reading for m in reports])
    story_of = {r.report_id: "s" for r in corpus.reports}
    places = link_places(corpus, story_of)
    views = Views(corpus=corpus, actor_of={}, names={}, places=places, story_of=story_of, copy_of={})
    assert modality_of(tellings(corpus, story_of, {}, places), views)[0] == modality


def test_that_nobody_was_hurt_does_not_deny_the_raid():
    made = Maker(1, "Rebels raided the farm, a neighbour said. Nobody was hurt, he said.", "2021-03-02")
    made.event("raided", "raid", said_in="st_1")
    made.event("hurt", "hurt", said_in="st_1", modality="denied", modality_evidence=(made.words("Nobody"),))
    corpus = Corpus([made.report], [made.reading])
    story_of = {"r_001": "s"}
    places = link_places(corpus, story_of)
    views = Views(corpus=corpus, actor_of={}, names={}, places=places, story_of=story_of, copy_of={})
    assert modality_of(tellings(corpus, story_of, {}, places), views)[0] == "happened"


def test_who_only_denies_an_act_that_took_place_is_not_among_those_who_did_it():
    day = {"date_start": "2021-03-01", "date_end": "2021-03-01", "date_basis": "stated"}
    reports = []
    for number, who in enumerate(("The Red Column", "The Red Column", "The Lake Guard")):
        made = Maker(number, f"{who} shelled the port of Kasana on Monday.", "2021-03-02")
        side = made.actor(who, who, "armed_group")
        town = made.actor("port of Kasana", "port of Kasana", "place")
        made.event("shelled", "shell", actors=(side,), recipients=(town,), modality="denied" if number == 2 else "happened", **day)
        reports.append(made)
    [event] = build(*reports).events
    assert event.modality == "happened" and [a.name for a in event.actors] == ["The Red Column"]
    assert [[a.name for a in m.actors] for m in event.mentions][2] == ["The Lake Guard"]


def test_a_plan_does_not_become_an_event_that_happened(situation):
    assert [e.modality for e in situation.events if e.event_type == "CONCEDE"] == ["planned"]


def test_look_alikes_on_other_days_stay_apart():
    one, two = first(), Maker(5, LATER, "2021-03-20")
    two.event("shelling", "shelling", date_start="2021-03-19", date_end="2021-03-19")
    events = [e for e in build(one, two).events if e.event_type == "ASSAULT"]
    assert len(events) == 2


def test_one_report_tells_of_two_days_as_of_two_events():
    one = Maker(1, "Gunmen shelled Kasana on Monday. A day later guns shelled Kasana from the hill.", "2021-03-03")
    for words, day in (("Gunmen shelled", "2021-03-01"), ("guns shelled", "2021-03-02")):
        one.event(words, "shell", date_start=day, date_end=day, date_basis="stated")
    assert len(build(one).events) == 2


def test_a_blow_and_its_answer_in_one_sentence_are_two_events():
    one = Maker(1, "Rebels shelled the army in Kasana, and the army shelled the rebels.", "2021-03-03")
    rebels, army = one.actor("Rebels", "Rebels", "armed_group"), one.actor("the army", "army", "military")
    one.event("Rebels shelled", "shell", actors=(rebels,), recipients=(army,))
    one.event("army shelled the rebels", "shell", actors=(army,), recipients=(rebels,))
    assert len([e for e in build(one).events if e.event_type == "ASSAULT"]) == 2


def test_a_threatened_attack_is_not_the_one_that_took_place():
    one = Maker(1, "Rebels shelled Kasana. Rebels would shell Kasana again.", "2021-03-03")
    rebels = one.actor("Rebels", "Rebels", "armed_group")
    one.event("Rebels shelled", "shell", actors=(rebels,))
    one.event("would shell", "shell", actors=(rebels,), modality="planned")
    assert sorted(e.modality for e in build(one).events) == ["happened", "planned"]


# ---------------------------------------------------------------- figures, commitments, contradictions
def claim(value, qualifier="exact", low=None, high=None) -> FigureClaim:
    words = Evidence(report_id="r", start=0, end=1, text="x")
    return FigureClaim(
        claim_id="fc", indicator="killed", value=value, low=low if low is not None else value, high=high, unit=None, qualifier=qualifier,
        expression=words, status="stated", basis=Basis(evidence=(words,), rule="test"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("left", "right", "fits"),
    [
        (claim(12), claim(12), True),
        (claim(12), claim(14), False),
        (claim(12, "at_least"), claim(40), True),
        (claim(12), claim(40, "at_least"), False),
        (claim(30, "about"), claim(32), True),
        (claim(None, "vague"), claim(12), True),
    ],
)
def test_claims_fit_where_some_number_fits_both(left, right, fits):
    assert compatible(left, right) is compatible(right, left) is fits


def test_a_risen_toll_keeps_both_claims_and_the_copy_does_not_count(situation):
    [figure] = [f for f in situation.figures if len(f.claims) == 3]
    assert (figure.verdict in ("update", "dispute"), figure.latest, figure.low, figure.high) == (True, 19.0, 12.0, 19.0)


def follow_up(modality: str, day: str, text: str, published: str) -> Situation:
    head = (
        "Barges and ferries lie idle on the river below Kasana and shops are shut, governor Ada Mirren said after the shelling of Kasana. "
    )
    later = Maker(9, head + text, published)
    mirren = later.actor("governor Ada Mirren", "Ada Mirren", gender="f")
    later.event("reopen", "reopen", "CONCEDE", actors=(mirren,), modality=modality, date_start=day, date_end=day)
    return build(first(), second(), later)


@pytest.mark.parametrize(
    ("modality", "day", "text", "outcome"),
    [
        ("happened", "2021-03-05", "Mirren had promised to reopen the port by Friday, and it reopened on Friday.", "kept"),
        ("denied", "2021-03-05", "The port did not reopen by Friday.", "broken"),
        ("denied", "2021-03-05", "The plan to reopen the port by Friday was cancelled.", "withdrawn"),
        ("planned", "2021-03-05", "The port will reopen by Friday.", "repeated"),
    ],
)
def test_a_promise_is_followed(modality, day, text, outcome):
    published = "2021-03-05" if modality == "planned" else "2021-03-06"
    [row] = follow_up(modality, day, text, published).commitments
    assert row.outcome == outcome
    assert outcome == "open" or (row.outcome_events and row.outcome_evidence)


def test_a_promise_that_nothing_speaks_of_again_is_open(situation):
    assert [(c.outcome, c.by[0].name, c.due) for c in situation.commitments] == [("open", "Ada Mirren", "2021-03-05")]


def test_a_contradiction_has_the_words_of_both_sides():
    one, two = Maker(1, WIRE, "2021-03-02"), Maker(2, WIRE.replace("12", "15") + " Corrected.", "2021-03-02")
    one.figure("12 people", 12.0, who="people")
    two.figure("15 people", 15.0, who="people")
    [row] = [c for c in build(one, two).contradictions if c.kind == "figure"]
    assert sorted(side.evidence[0].text for side in row.sides) == ["12 people", "15 people"]


# ---------------------------------------------------------------- judgements of persons, ids
def test_a_person_outranks_the_rules_and_the_judgement_stays(situation):
    event = next(e for e in situation.events if e.event_type == "ASSAULT")
    left, right = event.mentions[0].event_mention_id, event.mentions[-1].event_mention_id
    apart = Judgement(judgement_id="j_p", table="events", left=left, right=right, verdict="different", by="Ann", at="2024-01-01")
    found = build(first(), second(), copied(), other(), judgements=[apart])
    where = {m.event_mention_id: e.event_id for e in found.events for m in e.mentions}
    assert where[left] != where[right] and apart in found.judgements


def test_a_later_judgement_replaces_an_earlier_one():
    same = Judgement(judgement_id="j_1", table="actors", left="", right="", verdict="same", by="Ann", at="2024-01-01")
    one, two = first(), second()
    left, right = one.parts["chains"][1].chain_id, two.parts["chains"][0].chain_id
    same = msgspec.structs.replace(same, left=left, right=right)
    different = msgspec.structs.replace(same, judgement_id="j_2", verdict="different", at="2024-01-02")
    assert actors_by_name(build(one, two, judgements=[same])).get("Jonas Bram") == 2
    joined = build(one, two, judgements=[same])
    assert len(joined.actors) < len(build(one, two, judgements=[different, same]).actors)


def test_a_rejected_row_is_gone_and_an_edited_column_has_its_value(situation):
    event = next(e for e in situation.events if e.event_type == "CONCEDE")
    actor = next(a for a in situation.actors if a.name == "Jonas Bram")
    judgements = [
        Judgement(judgement_id="j_1", table="events", left=event.event_id, right=None, verdict="rejected", by="Ann", at="1"),
        Judgement(
            judgement_id="j_2", table="actors", left=actor.actor_id, right=None, verdict="edited", because=("country=NOR",), by="Ann"
        ),
    ]
    found = build(first(), second(), copied(), other(), judgements=judgements)
    assert event.event_id not in {e.event_id for e in found.events}
    assert next(a for a in found.actors if a.actor_id == actor.actor_id).country == "NOR"


def far(number: int, *names: str, published: str = "2021-03-02") -> Maker:
    """A report of a story of its own about some persons."""
    words = ("glacier", "tariff", "orchestra", "reactor", "vineyard", "locust")[number % 6]
    text = f"The {words} of town {number} was looked at by {' and '.join(names)} before the {words} was closed and the {words} was sold."
    made = Maker(number, text, published)
    for name in names:
        made.actor(name, name)
    return made


def test_a_full_name_is_one_person_in_all_stories_and_a_family_name_alone_is_not():
    found = actors_by_name(build(far(11, "Jonas Bram"), far(12, "Jonas Bram"), far(13, "Adele Bram")))
    assert found == {"Jonas Bram": 2, "Adele Bram": 1}


def test_persons_that_one_report_tells_apart_are_two_in_all_stories():
    found = build(far(11, "Jonas Bram", "Jonas T. Bram"), far(12, "Jonas Bram"), far(13, "Jonas T. Bram"))
    of = {(m.report_id, m.text): m.actor_id for m in found.mentions}
    assert of["r_011", "Jonas Bram"] != of["r_011", "Jonas T. Bram"]


@pytest.fixture(params=[MemoryStore, SqliteStore])
def rewritten(request, tmp_path):
    """Writes one record, then another in its place; gives what the store holds."""

    def write(old: Situation, new: Situation) -> Situation:
        with request.param(tmp_path / "a.dateline") as store:
            store.write_situation(old)
            store.write_rows(batches_of(new), None, keep_earlier_ids)
            return store.load_situation()

    return write


def without_texts(situation: Situation) -> Situation:
    return msgspec.structs.replace(situation, reports=tuple(msgspec.structs.replace(r, text="") for r in situation.reports))


def test_ids_stay_when_an_earlier_report_is_added(rewritten):
    before = without_texts(build(second()))
    after = rewritten(before, without_texts(build(first(), second())))
    kept = {s.story_id for s in before.stories}
    assert kept <= {s.story_id for s in after.stories} and {a.actor_id for a in before.actors} <= {a.actor_id for a in after.actors}
    assert {r.story_id for r in after.reports} == {s.story_id for s in after.stories}


def test_the_same_record_again_changes_nothing(rewritten):
    record = without_texts(build(first(), second(), copied(), other()))
    assert rewritten(record, record) == record


def test_an_id_that_went_in_a_merge_still_resolves(rewritten):
    apart = without_texts(build(first(), second()))
    story = apart.stories[0]
    split = msgspec.structs.replace(
        apart,
        stories=(
            msgspec.structs.replace(story, story_id="s_old1", report_ids=story.report_ids[:1]),
            msgspec.structs.replace(story, story_id="s_old2", report_ids=story.report_ids[1:]),
        ),
    )
    after = rewritten(split, apart)
    [merged] = after.stories
    assert {merged.story_id, *merged.former_ids} == {"s_old1", "s_old2"}
    assert {r.story_id for r in after.reports} == {merged.story_id}
    assert rewritten(after, apart).stories == (merged,)


def test_entries_that_change_names_with_each_other_keep_both(rewritten):
    new = without_texts(build(first(), second()))
    one, two = (e.event_id for e in new.events[:2])
    names = {one: two, two: one}
    old = msgspec.structs.replace(new, events=tuple(msgspec.structs.replace(e, event_id=names.get(e.event_id, e.event_id)) for e in new.events))
    assert {e.event_id: e.trigger for e in rewritten(old, new).events} == {e.event_id: e.trigger for e in old.events}


# ---------------------------------------------------------------- small parts
def test_a_verdict_says_what_decided_it():
    table = (Feature("near", 1.0, lambda a, b: abs(a - b) < 2), Feature("equal", 2.0, lambda a, b: a == b))
    assert weigh(1, 1, table, -1.0).because == ("equal", "near")
    assert not weigh(1, 5, table, -1.0).same


def test_average_link_does_not_chain():
    scores = {(0, 1): 1.0, (1, 2): 1.0, (0, 2): -3.0}
    assert len(agglomerate([0, 1, 2], scores).groups()) == 2


def test_a_person_outranks_the_scores_of_a_pair():
    scores = {(0, 1): 1.0, (1, 2): 1.0, (0, 2): -3.0}
    assert agglomerate([0, 1, 2], scores, same=[(0, 2)]).groups() == {0: (0, 1, 2)}
    assert len(agglomerate([0, 1, 2], scores, different=[(0, 1), (1, 2)]).groups()) == 3


@pytest.mark.parametrize("missing", [-0.5, 0.0, 0.2])
@pytest.mark.parametrize("seed", range(20))
def test_average_link_joins_the_best_pair_each_time(seed, missing):
    draw = random.Random(seed)
    scores = {(a, b): draw.uniform(-2, 2) for b in range(9) for a in range(b) if draw.random() < 0.7}

    def mean(one, two):
        return sum(scores.get((min(a, b), max(a, b)), missing) for a in one for b in two) / len(one) / len(two)

    def linked(one, two):
        return any((min(a, b), max(a, b)) in scores for a in one for b in two)

    groups = [(n,) for n in range(9)]
    while pairs := [(-round(mean(x, y), 9), x, y) for y in groups for x in groups if x < y and linked(x, y) and mean(x, y) > 0]:
        _, one, two = min(pairs)
        groups = sorted([*(g for g in groups if g not in (one, two)), tuple(sorted(one + two))])
    assert list(agglomerate(range(9), scores, missing=missing).groups().values()) == groups


def test_the_best_pair_counts_beside_the_mean_where_groups_lean_on_it():
    scores = {(0, 1): 3.0, (1, 2): 1.0, (0, 2): -1.5}
    assert len(agglomerate([0, 1, 2], scores, missing=-2.0).groups()) == 2
    assert len(agglomerate([0, 1, 2], scores, missing=-2.0, lean=0.4).groups()) == 1
    assert len(agglomerate([0, 1, 2], scores, missing=-2.0, lean=0.4, veto=-1.5).groups()) == 2


def test_sets_that_must_stay_apart_are_not_joined_by_others():
    groups = Groups([1, 2, 3])
    groups.keep_apart(1, 3)
    assert groups.join(1, 2) and not groups.join(2, 3)


@pytest.mark.parametrize(("left", "right", "days"), [("2021-03", "2021-03-09", 0), ("2021-03-01", "2021-03-04", 3), ("2021", None, None)])
def test_dates_are_as_wide_as_they_are_known(left, right, days):
    assert gap_days(span(left, None), span(right, None)) == days


@pytest.mark.parametrize("value", ["", "yesterday", "2021-13-40", "P3D", None, "2021-W03"])
def test_what_is_no_date_has_no_days(value):
    assert day_range(value) is None or value == "2021-W03"


@pytest.mark.parametrize(
    ("left", "right"),
    [("Nadir Abd Al-Haleem", "Nadir Abdelhalim"), ("Samir Abi-Lamaa", "Samir Abillama"), ("Muuse Xirsi", "Muse Hersi"), ("Cabdi Qeys", "Abdi Qays")],
)
def test_transliterations_of_whole_names_fall_together(left, right):
    assert name_score(left, right, "person")[0] >= 0.5


def test_talks_hoped_for_with_one_are_not_the_talks_held_with_another():
    text = "Prime Minister Ena Dow hoped for talks with Omar Teller. She spoke after talks in Port Ferris with Governor Ludo Marsh."
    made = Maker(7, text, "2021-03-02")
    dow = made.actor("Ena Dow", "Ena Dow")
    teller, marsh = made.actor("Omar Teller", "Omar Teller"), made.actor("Ludo Marsh", "Ludo Marsh")
    made.event("talks with", "talk", "CONSULT", actors=(dow, teller), modality="hypothetical")
    made.event("talks in", "talk", "CONSULT", actors=(dow, marsh))
    rows = build(made).events
    assert {e.modality: {a.name for a in e.actors} for e in rows} == {
        "happened": {"Ena Dow", "Ludo Marsh"}, "hypothetical": {"Ena Dow", "Omar Teller"},
    }  # fmt: skip


def test_a_name_of_its_own_joins_across_stories_and_a_common_one_does_not():
    def party(rank, name, story):
        chain = Chain(chain_id=f"c_{rank}", name=name, kind="organisation")
        return Party(rank=rank, chain=chain, report_id=f"r{rank}", story=story, names=(name,), words=(core_words(name),))

    assert (compare(party(0, "Microsoft", "a"), party(1, "Microsoft", "b"))[0] or 0) > 0
    assert (compare(party(0, "Council", "a"), party(1, "Council", "b"))[0] or 0) <= 0


def test_two_men_are_not_the_men_of_somebody():
    def men(rank, name):
        chain = Chain(chain_id=f"c_{rank}", name=name, kind="person", plural=True, named=False)
        return Party(rank=rank, chain=chain, report_id=f"r{rank}", story="s", names=(name,), words=(described(name, "person"),))

    assert compare(men(0, "two men"), men(1, "the men of Ada Mirren"))[0] is None
    assert compare(men(0, "the men"), men(1, "two men"))[0] is None


def test_the_forces_of_one_side_are_not_those_of_the_other():
    def force(rank, name):
        chain = Chain(chain_id=f"c_{rank}", name=name, kind="military", plural=True, named=False)
        return Party(rank=rank, chain=chain, report_id=f"r{rank}", story="s", names=(name,), words=(described(name, "military"),))

    assert (compare(force(0, "the forces"), force(1, "the eastern military forces"))[0] or -1) < 0
    assert (compare(force(0, "the forces"), force(1, "the military forces"))[0] or 0) > 0


def test_a_body_of_states_that_a_report_names_is_an_actor_whatever_it_does():
    made = Maker(8, "The camp lies beside the depot of the Basin Water Commission. Rain fell on Monday.", "2021-03-02")
    made.actor("the Basin Water Commission", "Basin Water Commission", "intergovernmental")
    assert [a.name for a in build(made).actors] == ["Basin Water Commission"]


@pytest.mark.parametrize(
    ("titles", "named"),
    [
        ((None, "Note to the media", "Ferry and barge collide in Karsova harbour"), "Ferry and barge collide in Karsova harbour"),
        ((None, "Note to the media", None), "A ferry and a barge collided in Karsova harbour on Monday, injuring four people."),
        (("Note to the media", None, "Ferry and barge collide in Karsova harbour"), "Note to the media"),
        (("FLASH: Ferry hit, one hurt", None, "Ferry and barge collide in Karsova harbour"), "Ferry and barge collide in Karsova harbour"),
        (("URGENT - Ferry hit, one hurt", None), "URGENT - Ferry hit, one hurt"),
        (("Flash floods sink a ferry", "Ferry and barge collide in Karsova harbour"), "Flash floods sink a ferry"),
    ],
)
def test_a_story_is_called_what_its_reports_begin_with(titles, named):
    start = "KARSOVA, June 9 (PPA) - "
    text = start + "A ferry and a barge collided in Karsova harbour on Monday, injuring four people."
    header = Header(dateline=(0, len(start)))
    reports = [Report(report_id=f"r{n}", uri=f"r{n}", text=text, title=title, header=header) for n, title in enumerate(titles)]
    assert story_title(reports) == named


def test_an_honorific_is_no_office():
    words = [Evidence(report_id="r1", start=0, end=2, text=t) for t in ("Mr.", "Excellency", "Minister of Foreign Affairs")]
    part = ActorPart(
        rules=False, kinds={"person": 1}, countries={"NLD": 1}, guessed={}, unknown=0, names=("Ruud Veld",),
        titles=tuple((w.text, None, w) for w in words), sectors=(), n_mentions=1, shown=(),
    )  # fmt: skip
    assert [t.title for t in actor_row("a1", "Ruud Veld", [part]).titles] == ["Minister of Foreign Affairs"]


def test_a_bare_initialism_tells_no_country_where_the_name_is_written_out():
    short = ActorPart(
        rules=False, kinds={"outlet": 2}, countries={}, guessed={"NER": 2}, unknown=0, names=("SPA",), titles=(), sectors=(), n_mentions=2, shown=()
    )
    written = msgspec.structs.replace(short, guessed={}, unknown=1, names=("Steppe Press Agency",))
    assert actor_row("a1", "Steppe Press Agency", [short, written]).country is None
    assert actor_row("a1", "SPA", [short]).country == "NER"


@pytest.mark.parametrize(
    ("names", "kind", "best"),
    [
        (("demonstrators", "demonstrators in Villa Clara"), "population", "demonstrators"),
        (("its embassy", "Norwegian embassy"), "government", "Norwegian embassy"),
        (("two soldiers", "two soldiers", "Kenyan troops"), "military", "Kenyan troops"),
    ],
)
def test_people_described_in_two_ways_are_called_by_what_they_share(names, kind, best):
    chains = [Chain(chain_id=f"c{n}", name=name, kind=kind, named=False) for n, name in enumerate(names)]
    assert best_name(chains) == best


def test_a_post_of_a_body_is_held_by_the_one_named_in_it_elsewhere(tmp_path):
    first = "The Ruvo Defence Front rejected the offer on Monday in Nairobi. Omar Vell, vice chairman of the Ruvo Defence Front, said so."
    later = "The Ruvo Defence Front said on Friday in Nairobi that its vice chairman would travel to Mombasa."
    found = told(tmp_path, ("2021-03-02", first), ("2021-03-06", later))
    [vell] = [a for a in found.actors if a.name == "Omar Vell"]
    assert vell.n_reports == 2


def test_what_one_report_calls_armed_is_so_in_the_reports_that_only_name_it(tmp_path):
    first = "The government of Kenya signed a truce with the rebel Marakun Movement in Nairobi on Monday. The rebels freed nine teachers."
    later = "The Marakun Movement freed nine teachers near Nairobi on Monday, the government of Kenya said after the truce."
    found = told(tmp_path, ("2021-03-02", first), ("2021-03-03", later))
    [movement] = [a for a in found.actors if a.name == "Marakun Movement"]
    assert {m.text for m in found.mentions if m.actor_id == movement.actor_id} >= {"Marakun Movement", "The rebels"}


def test_victims_of_one_raid_are_one_actor_in_all_words(tmp_path):
    first = "Gunmen killed eleven miners in a raid on the village of Kabare in Congo on Monday, the police said."
    later = "The raid on the village of Kabare in Congo on Monday killed eleven villagers, a doctor said. Gunmen had come at dawn."
    found = told(tmp_path, ("2021-03-02", first), ("2021-03-03", later))
    harmed = {m.actor_id for m in found.mentions if m.text in ("eleven miners", "eleven villagers")}
    assert len(harmed) == 1 and None not in harmed
    assert ("victims_together",) in {j.because for j in found.judgements}
