"""Text without marks is cut where a sentence cannot hold another verb."""

import pytest

from dateline.text.boundaries import sentence_starts, tags_of
from dateline.text.clauses import cut, inside_names


def sentences(written: str, odds: dict[str, float] | None = None) -> list[str]:
    """The sentences of a text, where a start costs the same at each word with a capital (or has its odds in `odds`)."""
    words = written.split()
    found = [(odds or {}).get(w, -1.0 if w[0].isupper() and n else -9.0) for n, w in enumerate(words)]
    starts = cut(words, found, tags_of(words))
    starts[0] = True
    at = [n for n, begins in enumerate(starts) if begins] + [len(words)]
    return [" ".join(words[a:b]) for a, b in zip(at, at[1:], strict=False)]


@pytest.mark.parametrize(("written", "first"), [
    ("He did not say who had paid for the boats Norway s minister summoned the envoy", "He did not say who had paid for the boats"),
    ("The army called the claim a lie Nurses from the town arrived in the evening", "The army called the claim a lie"),
    ("He expressed regret but did not resign Guards closed the gates of the palace", "He expressed regret but did not resign"),
    ("The strike was over at noon Bus drivers went back to work", "The strike was over at noon"),
])  # fmt: skip
def test_a_sentence_ends_before_a_verb_too_many(written, first):
    assert sentences(written)[0] == first


@pytest.mark.parametrize("written", [
    "The bridge was closed on Monday the mayor of Karsova said",
    "The men who were held in Karsova went home on Monday",
    "The mayor said the bridge was closed and Karsova had no water",
    "The guards were paid off Radio Karsova reported on Monday",
    "Police said the driver who had fled to Karsova was arrested when he came back to Tarn",
    "Troops from Ghana and Togo will leave before Karsova votes in May",
])  # fmt: skip
def test_what_one_sentence_can_hold_is_not_cut(written):
    assert sentences(written) == [written]


def test_a_speaker_is_not_left_without_a_saying():
    written = "There are no talks and there will be none Minister Finn said in a statement The army opened the road"
    assert sentences(written, {"Minister": 1.5, "The": 5.0})[-2:] == [
        "There are no talks and there will be none Minister Finn said in a statement", "The army opened the road"
    ]  # fmt: skip


def test_no_sentence_begins_inside_the_name_of_a_body_or_a_time_of_day():
    assert sorted(inside_names("At p m Doctors Without Borders spoke of dozens".split())) == [2, 4, 5]


def test_a_toll_that_lost_its_number_may_end_a_sentence():
    written = "The mayor put the number of dead at Health Minister Odile Finn said the count was wrong"
    assert sentences(written, {"Health": -3.0, "Minister": -9.0, "Odile": -9.0, "Finn": -9.0})[0] == "The mayor put the number of dead at"


def test_titles_and_names_hold_together():
    words = "The party chose a new port director Cyril Dossa who went to Karsova on Monday and spoke to the dockers there for two hours about the pay deal".split()
    assert not any(sentence_starts(words)[1:])


def test_a_country_may_begin_a_sentence_behind_an_office():
    words = "The mayor said he would hand over the men to a court Ghana had asked for them in May and in June but nobody answered in Karsova or in Tarn for weeks on end until the trial was put off and the guards of the prison went home for the feast Togo said nothing".split()
    assert [w for w, begins in zip(words, sentence_starts(words), strict=True) if begins][:2] == ["The", "Ghana"]
