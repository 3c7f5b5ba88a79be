"""The spaCy component: span groups, extensions, offsets, and that it finds what the package finds."""

import pytest
import spacy

TEXT = (
    "ROME, May 7 - Gunmen killed 12 soldiers near Tobruk on Monday, the defence ministry said. "
    '"We will not go to Palermo," Minister Carla Bruni told reporters.'
)


@pytest.fixture(scope="module")
def nlp():
    made = spacy.blank("en")
    made.add_pipe("dateline", config={"published": "2019-05-07"})
    return made


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_it_is_found_by_its_entry_point(nlp):
    assert nlp.get_pipe_meta("dateline").factory == "dateline"  # nothing here imported it


def test_events_are_spans_with_their_type_and_modality(doc):
    [killing] = [s for s in doc.spans["dateline/events"] if s.text == "killed"]
    assert (killing.label_, killing._.dateline_modality) == ("ASSAULT", "happened")
    assert killing._.dateline.trigger.text == "killed"


def test_statements_have_sources_and_contents(doc):
    assert "the defence ministry" in {s.text for s in doc.spans["dateline/sources"]}
    assert any("will not go to Palermo" in s.text for s in doc.spans["dateline/contents"])


def test_times_count_from_the_publication(doc):
    values = {s.text: s._.dateline.value for s in doc.spans["dateline/times"]}
    assert values["Monday"] == "2019-05-06"


def test_figures_and_places_are_there(doc):
    assert [(s.label_, s._.dateline.value) for s in doc.spans["dateline/figures"]] == [("killed", 12)]
    assert "Tobruk" in {s.text for s in doc.spans["dateline/places"]}


def test_a_document_may_name_its_own_day(nlp):
    doc = nlp.make_doc("Rebels shelled the port on Monday.")
    doc.user_data["published"] = "2021-03-05"
    doc = nlp.get_pipe("dateline")(doc)
    assert [s._.dateline.value for s in doc.spans["dateline/times"]] == ["2021-03-01"]


@pytest.mark.parametrize("text", ["", "   ", "\u202e\x00 \ud83d", "a" * 5000])
def test_any_text_is_read(nlp, text):
    doc = nlp(text.encode("utf-8", "replace").decode())
    assert doc._.dateline is not None


def test_pipe_keeps_the_order(nlp):
    docs = list(nlp.pipe([TEXT, "Police arrested two men.", ""]))
    assert [len(d.spans["dateline/events"]) > 0 for d in docs] == [True, True, False]


def test_it_is_saved_and_loaded_with_its_pipeline(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.pipe_names == ["dateline"]
    doc = again("Police arrested two men.")
    assert [s.label_ for s in doc.spans["dateline/events"]] == ["COERCE"]
