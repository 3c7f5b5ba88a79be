"""The check for persons on the map."""

import json

from bench.on_map import doubts, main


def write(folder, place):
    text = f"Defence Minister Elisabetta Trenta spoke in Rome. {place} was quiet."
    start = text.rindex(place)
    tables = {
        "reports": [{"report_id": "r", "uri": "a.txt", "text": text}],
        "actors": [{"actor_id": "a", "kind": "person"}],
        "mentions": [{"report_id": "r", "actor_id": "a", "form": "name", "text": "Elisabetta Trenta", "start": 17, "end": 34}],
        "places": [
            {"name": place, "latitude": 46.0, "evidence": [{"report_id": "r", "start": start, "end": start + len(place), "text": place}]}
        ],
    }
    for name, rows in tables.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


def test_a_surname_on_the_map_is_told(tmp_path, capsys):
    write(tmp_path, "Trenta")
    assert [(d.text, d.why) for d in doubts(tmp_path)] == [("Trenta", "part of a person's name")]
    assert main([str(tmp_path)]) == 1
    assert "Trenta -> Trenta" in capsys.readouterr().out


def test_a_town_is_no_doubt(tmp_path):
    write(tmp_path, "Florence")
    assert not list(doubts(tmp_path))
    assert main([str(tmp_path)]) == 0
