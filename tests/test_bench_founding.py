"""The checker of the founding reports, on small texts of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bench import founding

TEXT = 'Minister Ana Ruel said on Monday she hoped to meet Colonel Odo in Lima. "At least 12 people died," Ruel said. '
LETTERS = "Ruel spent over dollars in Lima in and left"
ROW = dict[str, object]


def at(words: str, text: str = TEXT, nth: int = 0) -> list[int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return [start, start + len(words)]


def piece(words: str, report: str = "r1", text: str = TEXT, nth: int = 0) -> ROW:
    start, end = at(words, text, nth)
    return {"report_id": report, "start": start, "end": end, "text": words}


def mention(actor: str, words: str, report: str = "r1", text: str = TEXT, nth: int = 0) -> ROW:
    start, end = at(words, text, nth)
    return {"mention_id": f"m{start}", "report_id": report, "start": start, "end": end, "text": words, "form": "name", "actor_id": actor}


@pytest.fixture
def tables() -> dict[str, list[ROW]]:
    ruel, odo, lima = ({"id": key, "name": name} for key, name in (("a1", "Ana Ruel"), ("a2", "Odo"), ("p1", "Lima")))
    return {
        "reports": [
            {
                "report_id": "r1",
                "uri": "in/one.txt",
                "text": TEXT,
                "damage": [],
                "dateline_place": None,
                "agencies": [],
                "published": "2020-02-03",
            },
            {
                "report_id": "r2",
                "uri": "in/two.txt",
                "text": LETTERS,
                "damage": [{"kind": "digits_lost", "start": 0, "end": 9}],
                "dateline_place": None,
                "agencies": [],
                "published": "2020-02-04",
            },
        ],
        "mentions": [mention("a1", "Ana Ruel"), mention("a1", "Ruel", nth=1), mention("a2", "Odo"), mention("a1", "Ruel", "r2", LETTERS)],
        "actors": [
            {"actor_id": "a1", "name": "Ana Ruel", "kind": "person", "country": "PER", "titles": [{"title": "Minister"}], "evidence": []},
            {"actor_id": "a2", "name": "Odo", "kind": "person", "country": None, "titles": [], "evidence": []},
        ],
        "statements": [
            {
                "statement_id": "s1",
                "report_id": "r1",
                "source": ruel,
                "cue": piece("said", nth=1),
                "cue_class": "say",
                "kind": "direct",
                "content": [piece('"At least 12 people died,"')],
                "relayed_by": [],
                "date": None,
                "evidence": [],
            }
        ],
        "events": [
            {
                "event_id": "e1",
                "event_type": "CONSULT",
                "modality": "planned",
                "evidence": [],
                "mentions": [
                    {
                        "report_id": "r1",
                        "trigger": piece("meet"),
                        "modality": "planned",
                        "actors": [ruel],
                        "recipients": [odo],
                        "attributed_to": [],
                        "date_start": None,
                        "place": lima,
                        "evidence": [piece(TEXT[:70])],
                    }
                ],
            }
        ],
        "figure_claims": [
            {
                "claim_id": "f1",
                "indicator": "killed",
                "value": 12,
                "low": 12,
                "high": None,
                "unit": "people",
                "qualifier": "at_least",
                "status": "stated",
                "expression": "At least 12 people",
                "evidence": [piece(TEXT[72:95])],
            },
            {
                "claim_id": "f2",
                "indicator": "money",
                "value": None,
                "low": None,
                "high": None,
                "unit": "USD",
                "status": "lost",
                "evidence": [piece("over dollars", "r2", LETTERS)],
            },
        ],
        "times": [
            {
                "time_id": "t1",
                "report_id": "r2",
                "start": at(" and", LETTERS)[0],
                "end": at(" and", LETTERS)[0],
                "type": "DATE",
                "value": None,
                "anchor": None,
                "status": "lost",
            }
        ],
        "places": [
            {"place_id": "p1", "name": "Lima", "country": "PER", "latitude": -12.0, "longitude": -77.0, "evidence": [piece("Lima")]}
        ],
        "positions": [
            {"position_id": "o1", "holder": ruel, "topic": "meet Colonel Odo", "stance": "for", "evidence": [piece("meet Colonel Odo")]}
        ],
        "relations": [{"relation_id": "l1", "subject": odo, "predicate": "opposes", "object": ruel, "evidence": [piece("Odo")]}],
        "commitments": [
            {"commitment_id": "c1", "by": [ruel], "due": None, "outcome": "repeated", "evidence": [piece("hoped to meet Colonel Odo")]}
        ],
    }


RUEL, ODO = [at("Ana Ruel"), at("Ruel", nth=1)], [at("Odo")]
GOLD = [
    ("actors", {"mentions": RUEL, "kind": "person", "country": "PER", "titles": [at("Minister")]}, RUEL),
    (
        "statements",
        {
            "source": RUEL,
            "cue": at("said", nth=1),
            "kind": "direct",
            "cue_class": "say",
            "content": [at("At least 12 people died,")],
            "relayed_by": [],
            "date": None,
        },
        [at("At least 12 people died,")],
    ),
    (
        "events",
        {
            "event_type": "CONSULT",
            "event_type_also": [],
            "modality": "planned",
            "modality_also": [],
            "trigger": at("meet"),
            "actors": [RUEL],
            "recipients": [ODO],
            "place": at("Lima"),
            "date_start": None,
            "date_end": None,
            "attributed_to": [],
        },
        [at("meet")],
    ),
    (
        "figure_claims",
        {
            "indicator": "killed",
            "value": 12,
            "low": 12,
            "high": None,
            "qualifier": "at_least",
            "unit": "persons",
            "status": "stated",
            "attributed_to": None,
            "period_start": None,
            "place": None,
        },
        [at("12 people")],
    ),
    ("commitments", {"by": RUEL, "due": None, "outcome": "open", "modality": "planned"}, [at("meet Colonel Odo")]),
    ("positions", {"holder": RUEL, "stance": "for"}, [at("meet Colonel Odo")]),
    ("relations", {"subject": RUEL, "predicate": "opposes", "object": ODO}, [at("Odo")]),
    ("places", {"country": "PER", "latitude": -12.05, "longitude": -77.04}, [at("Lima")]),
]
LOST = [
    (
        "figure_claims",
        {
            "indicator": "money",
            "value": None,
            "low": None,
            "high": None,
            "qualifier": None,
            "unit": "USD",
            "status": "lost",
            "attributed_to": None,
            "period_start": None,
            "place": None,
        },
        [at("dollars", LETTERS)],
    ),
    ("times", {"type": "DATE", "value": None, "anchor": None, "status": "lost"}, [at("in", LETTERS, nth=1)]),
]
ABSENT = [
    ("one", "events", {"event_type": ["CONSULT"], "modality": ["happened"]}, [at("meet")]),
    ("one", "events", {"event_type": ["CONSULT"], "modality": ["happened"], "participants": [RUEL, ODO], "date": "2020-02-03"}, []),
    ("two", "figure_claims", {"value": "any"}, [at("over dollars", LETTERS)]),
    ("two", "times", {"value": "any"}, [at("in", LETTERS, nth=1)]),
    ("one", "reports", {"damage": ["digits_lost"]}, []),
]


def run(tmp_path: Path, tables: dict[str, list[ROW]]) -> ROW:
    entries = [{"report": "one", "table": table, "expect": "present", "fields": fields, "evidence": spans} for table, fields, spans in GOLD]
    entries += [
        {"report": "two", "table": table, "expect": "present", "fields": fields, "evidence": spans} for table, fields, spans in LOST
    ]
    entries += [
        {"report": name, "table": table, "expect": "absent", "fields": fields, "evidence": spans} for name, table, fields, spans in ABSENT
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps({"id": f"f{n}", "must": True, "note": "", **entry}) + "\n" for n, entry in enumerate(entries)))
    for table, rows in tables.items():
        (tmp_path / f"{table}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return founding.score(tmp_path, gold)


def test_an_export_that_says_all_is_all_found_and_right(tmp_path, tables):
    result = run(tmp_path, tables)
    assert result["missing"] == [] and result["wrong"] == [] and result["violated"] == []
    assert result["found"] == result["right"] == result["total"] == len(GOLD) + len(LOST)


def test_an_empty_export_finds_nothing_and_violates_nothing(tmp_path):
    result = run(tmp_path, {})
    assert result["found"] == 0 and result["violated"] == []
    assert len(result["missing"]) == result["total"]


def test_a_plan_given_as_happened_is_missing_and_a_violation(tmp_path, tables):
    tables["events"][0]["mentions"][0]["modality"] = "happened"
    result = run(tmp_path, tables)
    assert [item["words"] for item in result["missing"]] == ["meet"]
    assert [item["words"] for item in result["violated"]] == ["meet"]


def test_a_plan_whose_event_stands_as_happened_is_a_violation(tmp_path, tables):
    tables["events"][0]["modality"] = "happened"
    assert len(run(tmp_path, tables)["violated"]) == 1


def test_participants_on_a_day_are_a_violation_wherever_the_trigger_stands(tmp_path, tables):
    tables["events"][0] |= {"modality": "happened"}
    tables["events"][0]["mentions"][0] |= {"trigger": piece("said"), "modality": "happened", "date_start": "2020-02-03"}
    assert [item["id"] for item in run(tmp_path, tables)["violated"]] == ["f11"]


def test_the_right_words_from_the_wrong_source_are_not_found(tmp_path, tables):
    tables["statements"][0]["source"] = {"id": "a2", "name": "Odo"}
    assert [item["table"] for item in run(tmp_path, tables)["missing"]] == ["statements"]


def test_two_actors_in_one_row_answer_only_once(tmp_path, tables):
    for row in tables["mentions"]:
        row["actor_id"] = "a1"
    tables["actors"].pop()
    other = [("actors", {"mentions": ODO, "kind": "person", "country": None, "titles": []}, ODO)]
    GOLD.extend(other)
    try:
        missing = run(tmp_path, tables)["missing"]
    finally:
        del GOLD[-1]
    assert "Odo" in [item["words"] for item in missing if item["table"] == "actors"]


def test_a_guessed_number_or_date_is_a_violation(tmp_path, tables):
    tables["figure_claims"][1] |= {"value": 5, "status": "stated"}
    tables["times"][0] |= {"value": "2020", "status": "stated"}
    result = run(tmp_path, tables)
    assert [item["table"] for item in result["violated"]] == ["figure_claims", "times"]
    assert [item["table"] for item in result["missing"]] == ["figure_claims", "times"]


def test_fields_that_disagree_are_named(tmp_path, tables):
    tables["figure_claims"][0] |= {"qualifier": "exact", "low": None}
    tables["actors"][0]["titles"] = []
    assert [(item["table"], item["fields"]) for item in run(tmp_path, tables)["wrong"]] == [
        ("actors", ["titles"]),
        ("figure_claims", ["low", "qualifier"]),
    ]


def test_the_entries_hold_offsets_and_closed_values_only():
    rows = [json.loads(line) for line in founding.GOLD.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) > 100
    strings = {value for row in rows for value in _strings(row["fields"])}
    assert all(len(value) <= 20 and " " not in value for value in strings)


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [found for one in inner for found in _strings(one)]


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        ("broadcaster Al-Noor", "Al-Noor", True),
        ("Opposition from Al-Noor", "Al-Noor", False),
        ("Al-Noor", "Al-Noor's chief editor", False),
        ("the broadcaster Al-Noor of the north", "Al-Noor", False),
    ],
)
def test_a_mention_may_add_words_before_its_head_only(found, wanted, same):
    text = "Opposition from Al-Noor and the broadcaster Al-Noor of the north; Al-Noor's chief editor"
    left = text.index(found)
    right = text.index(wanted, left) if wanted in found else text.index(wanted)
    left = text.index(found, right) if found in wanted else left
    assert (founding.likeness((left, left + len(found)), (right, right + len(wanted)), text) >= founding.SAME_SPAN) is same
