"""Persons' judgements: they outrank the rules, hold at every later build, and stay in the audit trail."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import InputError
from dateline.judging import audit, entry, judge, parse_changes, undo
from dateline.model.evidence import Evidence
from dateline.model.judgement import Anchor, Judged, Judgement
from dateline.model.situation import Situation
from dateline.pipeline import build, digest_of_inputs, refresh
from dateline.reconcile.columns import COLUMNS
from dateline.reconcile.judgements import judged_rows, pairs
from dateline.store.base import Store, evidence_in, id_of
from dateline.store.memory import MemoryStore
from dateline.store.sqlite import SqliteStore

TEXTS = {
    "one.txt": (
        "2021-03-02",
        "ORVAN, March 2 (Harbour News) - Eastern Front fighters shelled the river port of Douala on Monday and killed 12 people, governor Ada"
        " Mirren said.\n\nColonel Jonas Bram of the Eastern Front denied that his fighters had shelled Douala. Mirren promised to reopen the"
        " port by Friday.\n",
    ),
    "two.txt": (
        "2021-03-03",
        "DOUALA, March 3 (Coast Wire) - The toll of Monday's shelling of Douala has risen to 19, governor Ada Mirren said on Wednesday.\n\n"
        "Jonas Bram met mediator Ilse Brandt in Geneva on Tuesday. Police arrested four dockers in Douala on Tuesday.\n",
    ),
    "three.txt": (
        "2021-03-09",
        "GENEVA, March 9 (Harbour News) - Mediator Ilse Brandt met Colonel Jonas Bram again on Monday. Fighters shelled the river port of"
        " Douala on Monday, wounding seven people, the Red Cross said.\n",
    ),
}
FOURTH = (
    "KRIBI, March 10 (Coast Wire) - The shelling of Douala by Eastern Front fighters on March 1 killed 21 people, governor Ada Mirren said.\n"
)


def write_manifest(folder: Path, texts: dict[str, tuple[str, str]]) -> Path:
    rows = ["path,published,id"]
    for name, (published, text) in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
        rows.append(f"{name},{published},{name}")
    manifest = folder / "manifest.csv"
    manifest.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return manifest


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> MemoryStore:
    """The three reports, read once."""
    from dateline.pipeline import BuildSettings

    folder = tmp_path_factory.mktemp("judged")
    store = MemoryStore()
    build([], store, BuildSettings(manifest=write_manifest(folder, TEXTS)))
    return store


def copy_of(read: Store, store: Store) -> Store:
    for report in read.reports():
        store.add(report, read.reading(report.report_id), reader_version="1")
    refresh(store)
    return store


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, read: MemoryStore, tmp_path: Path) -> Iterator[Store]:
    with MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "s.dateline") as made:
        yield copy_of(read, made)


def event_of(situation: Situation, telling: str) -> str:
    return next(e.event_id for e in situation.events if any(m.event_mention_id == telling for m in e.mentions))


def shellings(situation: Situation) -> list:
    return [e for e in situation.events if e.event_type == "ASSAULT" and "shell" in e.trigger]


def again(store: Store) -> Situation:
    """The record rebuilt from all inputs, as after a change of the rules."""
    store.write_situation(store.load_situation(), "stale")
    return refresh(store)


def test_a_rejected_row_goes_with_what_rests_on_it_and_stays_away(store):
    event = shellings(store.load_situation())[0]
    made = judge(store, [event.event_id], "reject", by="Ann", because="another port")
    for situation in (store.load_situation(), again(store)):
        assert event.event_id not in {e.event_id for e in situation.events}
        assert event.event_id not in json.dumps(msgspec.to_builtins(situation.statements + situation.figures + situation.commitments))
        assert made in situation.judgements
    judge(store, [event.event_id], "accept", by="Bea")
    assert event.event_id in {e.event_id for e in store.load_situation().events}


def test_the_quick_way_gives_what_a_rebuild_gives(store):
    situation = store.load_situation()
    actor = next(a for a in situation.actors if a.name.endswith("Bram"))
    for ids, action, changes in (
        ([shellings(situation)[0].event_id], "reject", None), ([actor.actor_id], "edit", {"country": "CMR", "name": "Jonas Bramm"}),
        ([situation.statements[0].statement_id], "reject", None), ([actor.actor_id], "accept", None),
        ([situation.events[-1].event_id], "edit", {"modality": "uncertain", "actors": "Jonas Bramm"}),
    ):  # fmt: skip
        judge(store, ids, action, by="Ann", changes=changes)  # type: ignore[arg-type]
        quick = msgspec.json.encode(store.load_situation())
        assert store.built_digest() == digest_of_inputs(store)
        assert msgspec.json.encode(again(store)) == quick


def test_undoing_gives_the_record_as_it_was_and_stays_in_the_trail(store):
    before = msgspec.json.encode(store.load_situation())
    situation = store.load_situation()
    made = judge(store, [situation.actors[0].actor_id], "edit", by="Ann", changes={"name": "Somebody"})
    undo(store, made.judgement_id, by="Bea")
    after = store.load_situation()
    assert msgspec.json.encode(msgspec.structs.replace(after, judgements=situation.judgements)) == before
    [line] = audit(store)
    assert line.judgement == made and not line.holds and line.undone_by == "Bea"
    with pytest.raises(InputError, match="undone before"):
        undo(store, made.judgement_id, by="Bea")
    with pytest.raises(InputError, match="no person"):
        undo(store, "j_nothing", by="Bea")


def test_events_are_joined_and_parted_and_ids_stay(store):
    situation = store.load_situation()
    one, other = next(e for e in situation.events if "shell" in e.trigger), next(e for e in situation.events if "arrest" in e.trigger)
    judge(store, [one.event_id, other.event_id], "same", by="Ann")
    joined = store.load_situation()
    assert event_of(joined, one.mentions[0].event_mention_id) == event_of(joined, other.mentions[0].event_mention_id)
    assert store.get(one.event_id) and store.get(other.event_id)  # the id that went still resolves
    whole = next(e for e in joined.events if e.event_id == event_of(joined, other.mentions[0].event_mention_id))
    judge(store, [whole.event_id], "split", by="Ann", members=[m.event_mention_id for m in other.mentions])
    parted = again(store)
    assert event_of(parted, one.mentions[0].event_mention_id) != event_of(parted, other.mentions[0].event_mention_id)


def test_a_judgement_holds_when_reports_are_added(read, tmp_path):
    from dateline.pipeline import BuildSettings

    store = copy_of(read, MemoryStore())
    situation = store.load_situation()
    first = next(e for e in situation.events if "shell" in e.trigger)
    other = next(e for e in situation.events if "arrest" in e.trigger)
    bram = next(a for a in situation.actors if a.name.endswith("Bram"))
    judge(store, [first.event_id, other.event_id], "same", by="Ann")
    judge(store, [bram.actor_id], "edit", by="Ann", changes={"country": "CMR"})
    gone = next(e for e in store.load_situation().events if e.event_type == "CONSULT")
    judge(store, [gone.event_id], "reject", by="Ann")
    build([], store, BuildSettings(manifest=write_manifest(tmp_path, {"four.txt": ("2021-03-10", FOURTH)})))
    after = store.load_situation()
    assert len(after.reports) == 4
    assert event_of(after, first.mentions[0].event_mention_id) == event_of(after, other.mentions[0].event_mention_id)
    assert next(a for a in after.actors if a.actor_id == bram.actor_id).country == "CMR"
    assert gone.mentions[0].event_mention_id not in {m.event_mention_id for e in after.events for m in e.mentions}


def test_actors_are_joined_and_parted(store):
    situation = store.load_situation()
    bram, brandt = (next(a for a in situation.actors if a.name.endswith(n)) for n in ("Bram", "Brandt"))
    judge(store, [bram.actor_id, brandt.actor_id], "same", by="Ann")
    names = {a.actor_id for a in store.load_situation().actors}
    assert len({bram.actor_id, brandt.actor_id} & names) == 1
    mentions = [m.mention_id for m in situation.mentions if m.actor_id == brandt.actor_id]
    held = store.get(brandt.actor_id)[1].actor_id
    judge(store, [held], "split", by="Bea", members=mentions)
    of = {m.mention_id: m.actor_id for m in store.load_situation().mentions}
    assert of[mentions[0]] != of[next(m.mention_id for m in situation.mentions if m.actor_id == bram.actor_id)]


def test_stories_are_joined_and_parted(store):
    stories = store.load_situation().stories
    if len(stories) > 1:
        judge(store, [stories[0].story_id, stories[1].story_id], "same", by="Ann")
        assert len(store.load_situation().stories) == len(stories) - 1
    whole = store.load_situation().stories[0]
    leaving = whole.report_ids[-1]
    judge(store, [whole.story_id], "split", by="Ann", members=[leaving])
    after = again(store)
    assert next(s for s in after.stories if leaving in s.report_ids).report_ids == (leaving,)
    assert all(e.story_id in {s.story_id for s in after.stories} for e in after.events)


def test_figures_are_joined_and_parted_and_verdicts_follow(store):
    situation = store.load_situation()
    killed = [c for c in situation.figure_claims if c.indicator == "killed"]
    held = {c: f.figure_id for f in situation.figures for c in f.claims}
    ids = [c.claim_id for c in killed[:2]]
    action = "different" if held[ids[0]] == held[ids[1]] else "same"
    judge(store, ids, action, by="Ann")
    after = {c: f for f in again(store).figures for c in f.claims}
    assert (after[ids[0]].figure_id == after[ids[1]].figure_id) == (action == "same")
    assert action == "same" or not [c for c in store.load_situation().contradictions if {s.id for s in c.sides} == set(ids)]


def test_a_claim_that_is_edited_or_rejected_counts_no_more_in_its_figure(store):
    claim = next(c for c in store.load_situation().figure_claims if c.value == 12)
    judge(store, [claim.claim_id], "edit", by="Ann", changes={"value": "13", "low": "13"})
    figure = next(f for f in store.load_situation().figures if claim.claim_id in f.claims)
    assert 13 in (figure.low, figure.high, figure.latest) and 12 not in (figure.low, figure.high, figure.latest)
    judge(store, [claim.claim_id], "reject", by="Ann")
    assert not [f for f in again(store).figures if claim.claim_id in f.claims]


def test_nothing_is_taken_from_a_rejected_report_and_a_date_may_be_mended(store):
    report = store.load_situation().reports[0]
    judge(store, [report.report_id], "edit", by="Ann", changes={"published": "2021-03-04", "outlet": "Coast Wire"})
    changed = next(r for r in store.load_situation().reports if r.report_id == report.report_id)
    assert (changed.published, changed.outlet) == ("2021-03-04", "Coast Wire")
    judge(store, [report.report_id], "reject", by="Ann")
    after = again(store)
    assert report.report_id in {r.report_id for r in after.reports}
    assert not [e for e in evidence_in((after.events, after.statements, after.figures)) if e.report_id == report.report_id]


def test_a_rule_is_turned_round_by_rejecting_its_judgement(store):
    rule = next(j for j in store.load_situation().judgements if j.table == "events" and j.verdict == "same")
    judge(store, [rule.judgement_id], "reject", by="Ann")
    after = store.load_situation()
    assert event_of(after, rule.left) != event_of(after, rule.right)


def test_rows_of_every_table_can_be_rejected_and_edited(store):
    for table, columns in COLUMNS.items():
        rows = getattr(store.load_situation(), table)
        if not rows:
            continue
        row = rows[-1]
        column = next(c for c in columns.values() if not c.refers_to and not c.many and c.name != "country")
        value = column.choices[0] if column.choices else {"number": "3", "date": "2020-01-02"}.get(column.takes, "words")
        judge(store, [id_of(row)], "edit", by="Ann", changes={column.name: value})
        have = next((r for r in getattr(store.load_situation(), table) if id_of(r) == id_of(row)), None)
        assert have is not None and str(getattr(have, column.name)).removesuffix(".0") == value, table
        judge(store, [id_of(row)], "reject", by="Ann")
        left = {id_of(r) for r in getattr(store.load_situation(), table)}
        assert (id_of(row) in left) == (table == "reports"), table


@pytest.mark.parametrize(
    ("ids", "action", "more", "says"),
    [
        (["e_nothing"], "accept", {}, "nothing in this store"), (["EVENT"], "edit", {"changes": {"colour": "red"}}, "does not exist"),
        (["EVENT"], "edit", {"changes": {"evidence": "x"}}, "not set by hand"), (["EVENT"], "edit", {"changes": {"modality": "x"}}, "one of"),
        (["EVENT"], "edit", {"changes": {"date_start": "2021-13-01"}}, "no date"), (["EVENT"], "edit", {}, "at least one"),
        (["EVENT"], "edit", {"changes": {"actors": "Nobody At All"}}, "no such entry"), (["EVENT"], "same", {}, "two entries"),
        (["EVENT", "ACTOR"], "same", {}, "one table"), (["EVENT", "EVENT"], "different", {}, "one entry already"),
        (["EVENT"], "split", {"members": ["em_x"]}, "nothing in this store"), (["EVENT"], "accept", {"by": " "}, "name"),
        (["EVENT"], "edit", {"changes": {"mode": "sing"}}, "no such mode"), (["ACTOR"], "edit", {"changes": {"name": ""}}, "never empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_judged_is_refused_in_a_sentence(store, ids, action, more, says):
    situation = store.load_situation()
    names = {"EVENT": situation.events[0].event_id, "ACTOR": situation.actors[0].actor_id}
    with pytest.raises(InputError, match=says):
        judge(store, [names.get(i, i) for i in ids], action, **({"by": "Ann"} | more))
    assert store.audit() == ()


def test_a_telling_is_an_entry_too(store):
    event = next(e for e in store.load_situation().events if len(e.mentions) > 1)
    telling = event.mentions[-1].event_mention_id
    assert entry(store, telling) == ("tellings", None)
    judge(store, [telling], "reject", by="Ann")
    left = next(e for e in again(store).events if e.event_id == event.event_id)
    assert telling not in {m.event_mention_id for m in left.mentions}


def test_the_later_of_two_judgements_holds():
    def made(n: int, verdict: str, left: tuple[str, ...], right: tuple[str, ...]) -> Judgement:
        sides = Judged(left=tuple(Anchor(id=i) for i in left), right=tuple(Anchor(id=i) for i in right))
        return Judgement(judgement_id=f"j_{n}", table="events", left=left[0], right=right[0], verdict=verdict, judged=sides)  # type: ignore[arg-type]

    members = {"a": 0, "b": 1, "c": 2}
    first, second = made(1, "same", ("em_a", "em_b"), ("em_c",)), made(2, "different", ("em_a",), ("em_c",))
    same, different = pairs([first, second], members)
    assert different == [(0, 2)] and (0, 2) not in same and len(same) == 1
    assert pairs([second, first], members) == ([(0, 1), (0, 2)], [])


def test_a_row_is_found_again_by_its_words(read):
    situation = read.load_situation()
    statement = situation.statements[0]
    made = Judgement(
        judgement_id="j", table="statements", left="s_of_another_reading", right=None, verdict="rejected", by="Ann",
        judged=Judged(left=tuple(Anchor(id="s_of_another_reading", evidence=e) for e in statement.evidence)),
    )  # fmt: skip
    assert statement not in judged_rows(situation, (made,)).statements
    nowhere = msgspec.structs.replace(made, judged=Judged(left=(Anchor(id="x", evidence=Evidence(report_id="r", start=0, end=1, text="T")),)))
    assert judged_rows(situation, (nowhere,)) == situation


def test_the_command_line_judges_lists_and_undoes(read, tmp_path):
    path = tmp_path / "s.dateline"
    with SqliteStore(path) as made:
        copy_of(read, made)
        event = made.load_situation().events[0].event_id
    run = CliRunner().invoke
    done = run(app, ["judge", str(path), event, "edit", "modality=denied", "--by", "Ann", "--because", "the army says so"])
    assert done.exit_code == 0 and "edited" in done.output
    listed = run(app, ["audit", str(path), "--json"])
    [line] = [json.loads(row) for row in listed.output.splitlines()]
    assert line["holds"] and line["judgement"]["note"] == "the army says so" and line["judgement"]["because"] == ["modality=denied"]
    assert run(app, ["judge", str(path), "--undo", line["judgement"]["judgement_id"], "--by", "Bea"]).exit_code == 0
    assert "undone by Bea" in run(app, ["audit", str(path)]).output
    for wrong in (["judge", str(path), event, "--by", "Ann"], ["judge", str(path), event, "accept", "x", "--by", "A"], ["judge", str(path), event, "accept"]):
        refused = run(app, wrong)
        assert refused.exit_code != 0 and isinstance(refused.exception, InputError)


def test_changes_are_read_from_words():
    assert parse_changes(["a=b=c", "d="]) == {"a": "b=c", "d": ""}
    with pytest.raises(InputError):
        parse_changes(["modality"])


def test_time_is_kept_in_utc(store):
    made = judge(store, [store.load_situation().actors[0].actor_id], "accept", by="Ann", at=datetime(2024, 1, 2, tzinfo=UTC))
    assert made.at == "2024-01-02T00:00:00.000000Z"
