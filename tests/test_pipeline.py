"""The whole way: reports in, a record out; the same whatever the order, however damaged."""

from concurrent.futures.process import BrokenProcessPool

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline import pipeline
from dateline.errors import ReaderError
from dateline.lexicon import Lexica
from dateline.model.report import Report
from dateline.publish.export import export
from dateline.reading.readers import BUILT_IN, Reader, in_order, read
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment

FIRST = """NIAMEY, 4 March - Raiders killed at least nine herders near the town of Ouallam on Monday, Governor Issa Dembaro said.

"We will send two hundred soldiers by Friday," Dembaro told reporters in Niamey.
"""
SECOND = """The Sahel Shield militia denied on Wednesday that its men had killed herders near Ouallam. Governor Dembaro said the toll had \
risen to 14.
"""
PARSER = SpacyParser()


def write(folder, **texts):
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    rows = "".join(f"{name}.txt,2024-03-0{5 + n}\n" for n, name in enumerate(sorted(texts)))
    (folder / "manifest.csv").write_text(f"path,published\n{rows}", encoding="utf-8")
    return folder


def words_in(value):
    if isinstance(value, dict):
        if {"report_id", "start", "end", "text"} <= set(value):
            yield value
        for inner in value.values():
            yield from words_in(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from words_in(inner)


@pytest.fixture(scope="module")
def situation(tmp_path_factory):
    folder = write(tmp_path_factory.mktemp("two") / "reports", a=FIRST, b=SECOND)
    return dateline.build([folder], manifest=folder / "manifest.csv")


def test_both_reports_are_read(situation):
    assert len(situation.reports) == 2
    assert not [loss for loss in situation.losses if loss.what == "reading"]


def test_every_piece_of_evidence_slices_back(situation):
    texts = {r.report_id: r.text for r in situation.reports}
    pieces = list(words_in(msgspec.to_builtins(situation.record)))
    assert pieces
    for piece in pieces:
        assert texts[piece["report_id"]][piece["start"] : piece["end"]] == piece["text"]


def test_a_toll_keeps_its_source_and_bound(situation):
    [nine] = [c for c in situation.figure_claims if c.value == 9]
    assert (nine.indicator, nine.qualifier, nine.low) == ("killed", "at_least", 9)
    assert [ref.name for ref in nine.attributed_to] == ["Issa Dembaro"]


def test_a_promise_is_planned_and_a_denial_is_no_event_that_happened(situation):
    assert any(c.by and c.by[0].name == "Issa Dembaro" for c in situation.commitments)
    for event in situation.events:
        for mention in event.mentions:
            if mention.report_id == next(r.report_id for r in situation.reports if r.uri == "b.txt") and mention.trigger.text == "killed":
                assert mention.modality == "denied"


def test_order_and_repetition_of_inputs_change_nothing(tmp_path, situation):
    folder = write(tmp_path / "reports", a=FIRST, b=SECOND)
    turned = dateline.build([folder / "b.txt", folder / "a.txt", folder / "a.txt"], manifest=folder / "manifest.csv")
    assert msgspec.json.encode(turned.record) == msgspec.json.encode(situation.record)


def test_two_processes_in_another_order_export_the_same_bytes(tmp_path, situation, monkeypatch):
    monkeypatch.setattr(pipeline, "BATCH_CHARACTERS", 10)  # so that each report goes to a process by itself
    folder = write(tmp_path / "reports", a=FIRST, b=SECOND)
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    inputs = [folder / "broken.txt", folder / "b.txt", folder / "a.txt"]
    one = dateline.build(reversed(inputs), manifest=folder / "manifest.csv")
    two = dateline.build(inputs, manifest=folder / "manifest.csv", jobs=2)
    assert two.events.to_pandas().equals(situation.events.to_pandas()) and len(two.losses) == len(situation.losses) + 1
    exports = [export(each.record, tmp_path / name) for name, each in (("one", one), ("two", two))]
    assert [p.name for p in exports[0]] == [p.name for p in exports[1]]
    assert [p.read_bytes() for p in exports[0]] == [p.read_bytes() for p in exports[1]]


def test_a_process_that_ends_before_its_time_stops_the_run_with_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline.ProcessPoolExecutor, "submit", lambda *_: (_ for _ in ()).throw(BrokenProcessPool()))
    with pytest.raises(ReaderError, match="ended before its time"):
        dateline.build([write(tmp_path / "reports", a=FIRST)], jobs=2)


def test_tables_turn_into_data_frames_and_html(situation):
    frame = situation.events.to_pandas()
    assert len(frame) == len(situation.events) and "modality" in frame.columns
    assert "<table>" in situation._repr_html_() and "<table>" in situation.statements._repr_html_()


def test_an_empty_folder_of_nothing_gives_an_empty_record_that_says_why(tmp_path):
    (tmp_path / "x.txt").write_text("   \n", encoding="utf-8")
    nothing = dateline.build([tmp_path])
    assert len(nothing.events) == 0
    assert nothing.losses[0].reason


TEXTS = st.text(max_size=400) | st.lists(
    st.sampled_from([*FIRST.split(), *SECOND.split(), '"', "“", "”", "\n\n", "—", "\u0000", "😀", "\u202e", "'"]), max_size=80
).map(" ".join)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_read_without_an_exception_and_offsets_slice_back(text):
    report = Report(report_id="r", uri="r", text=text, published="2024-03-05")
    for page in segment([report], PARSER):
        reading = read(page, Lexica())
        for piece in words_in(msgspec.to_builtins(reading)):
            assert text[piece["start"] : piece["end"]] == piece["text"]


def test_readers_are_sorted_by_need():
    names = [r.name for r in in_order(reversed(BUILT_IN))]
    assert names.index("times") < names.index("actors") < names.index("statements") < names.index("events")


def test_a_reader_that_needs_what_nobody_gives_is_refused():
    with pytest.raises(dateline.DatelineError, match="needs gossip"):
        in_order([Reader(name="x", needs=("gossip",), gives=("times",), where="a:b")])
