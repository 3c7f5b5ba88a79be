"""Two coders on the same ten reports: blind, and with figures that equal a count by hand."""

import pytest


def coder(asked, name):
    client = asked.program()
    client.headers["dateline-reviewer"] = name
    return client


def mark(client, report_id, words, event_type="ASSAULT", modality="happened", which=1):
    sent = {"words": words, "which": which, "event_type": event_type, "modality": modality}
    answer = client.post(f"/coding/{report_id}/marks", json=sent)
    assert answer.status_code == 201, answer.text
    return answer.json()


def longest(text, n):
    """The n-th word of a report with at least six letters, of those that stand there once: a place to mark without knowing the text."""
    words = [w for w in dict.fromkeys(text.split()) if w.isalpha() and len(w) >= 6 and text.count(w) == 1]
    return words[n]


@pytest.fixture
def ten(asked):
    listed = [r["report_id"] for r in asked.program().get("/reports").json()["rows"]]
    assert len(listed) == 10
    return listed


def test_two_coders_on_ten_reports_agree_as_counted_by_hand(asked, ten):
    anna, ben = coder(asked, "anna"), coder(asked, "ben")
    texts = {r: anna.get(f"/coding/{r}").json()["text"] for r in ten}
    for n, report_id in enumerate(ten):
        text = texts[report_id]
        mark(anna, report_id, longest(text, 0))
        # ben: the same words in the first eight reports; another type in two of them, another modality in three
        if n < 8:
            mark(ben, report_id, longest(text, 0), "PROTEST" if n < 2 else "ASSAULT", "denied" if n in (1, 2, 3) else "happened")
        # a second mark of both in the first four: ben's is one character longer, so the words only overlap
        if n < 4:
            first = mark(anna, report_id, longest(text, 1), "AID", "planned")
            sent = {"start": first["start"], "end": first["end"] + 1, "event_type": "AID", "modality": "planned"}
            assert ben.post(f"/coding/{report_id}/marks", json=sent).status_code == 201
        # and one of ben alone in the last
        if n == 9:
            mark(ben, report_id, longest(text, 2), "AID", "happened")
        for client in (anna, ben):
            assert client.post(f"/coding/{report_id}/finish", json={}).status_code == 201
    [found] = anna.get("/agreement").json()["rows"]
    assert (found["left"], found["right"], found["n_reports"]) == ("anna", "ben", 10)
    assert (found["n_left"], found["n_right"], found["n_matched"]) == (14, 13, 12)
    assert found["span_f1_exact"] == pytest.approx(2 * 8 / 27)
    assert found["span_f1"] == pytest.approx(2 * 12 / 27)
    # type over 12 pairs: anna 8 ASSAULT, 4 AID; ben 2 PROTEST, 6 ASSAULT, 4 AID; 10 agree; by chance (8*6 + 4*4) / 144
    assert found["kappa_type"] == pytest.approx((10 / 12 - 64 / 144) / (1 - 64 / 144))
    # alpha: 24 values, 14 ASSAULT, 8 AID, 2 PROTEST; 4 ordered pairs differ; expected (24^2 - 14^2 - 8^2 - 2^2) / 23
    assert found["alpha_type"] == pytest.approx(1 - 4 / ((576 - 196 - 64 - 4) / 23))
    # modality: anna 8 happened, 4 planned; ben 3 denied, 5 happened, 4 planned; 9 agree
    assert found["kappa_modality"] == pytest.approx((9 / 12 - (8 * 5 + 4 * 4) / 144) / (1 - (8 * 5 + 4 * 4) / 144))
    assert found["alpha_modality"] == pytest.approx(1 - 6 / ((576 - 13**2 - 8**2 - 3**2) / 23))
    page = asked.browser().get("/agreement").text
    assert f"{2 * 8 / 27:.3f}" in page


def test_coding_is_blind(asked, ten):
    anna, ben = coder(asked, "anna"), coder(asked, "ben")
    word = longest(anna.get(f"/coding/{ten[0]}").json()["text"], 3)
    made = mark(anna, ten[0], word)
    assert ben.get(f"/coding/{ten[0]}").json()["marks"] == []
    assert made["judgement_id"] not in ben.get("/audit").text
    assert made["judgement_id"] in anna.get("/audit").text
    ben.post(f"/coding/{ten[0]}/finish", json={})
    assert made["judgement_id"] in ben.get("/audit").text
    assert ben.get("/agreement").json()["rows"] == []
    assert ben.post(f"/codings/{made['judgement_id']}/undo", json={}).status_code == 400


def test_marks_change_nothing_in_the_record_and_survive_a_rebuild(asked, ten):
    anna = coder(asked, "anna")
    before = [anna.get(f"/{t}", params={"limit": 500}).json()["rows"] for t in ("events", "actors", "stories")]
    mark(anna, ten[3], longest(anna.get(f"/coding/{ten[3]}").json()["text"], 1))
    assert anna.post("/refresh", json={}).status_code == 303
    assert [anna.get(f"/{t}", params={"limit": 500}).json()["rows"] for t in ("events", "actors", "stories")] == before
    assert len(anna.get(f"/coding/{ten[3]}").json()["marks"]) == 1


def test_a_mark_can_be_taken_back_until_the_report_is_finished(asked, ten):
    anna = coder(asked, "anna")
    word = longest(anna.get(f"/coding/{ten[1]}").json()["text"], 2)
    made = mark(anna, ten[1], word)
    assert anna.post(f"/codings/{made['judgement_id']}/undo", json={}).status_code == 200
    assert anna.get(f"/coding/{ten[1]}").json()["marks"] == []
    mark(anna, ten[1], word)
    anna.post(f"/coding/{ten[1]}/finish", json={})
    sent = {"words": word, "event_type": "AID", "modality": "planned"}
    assert anna.post(f"/coding/{ten[1]}/marks", json=sent).status_code == 400


@pytest.mark.parametrize(
    "sent",
    [{}, {"start": 5, "end": 5}, {"start": 0, "end": 10**8}, {"start": -1, "end": 4}, {"start": True, "end": 4}, {"words": "no such words"},
     {"start": 0, "end": 5, "event_type": "NONE"}, {"start": 0, "end": 5, "event_type": "AID", "modality": "perhaps"}],
)  # fmt: skip
def test_a_mark_that_makes_no_sense_is_a_sentence(asked, ten, sent):
    answer = coder(asked, "anna").post(f"/coding/{ten[0]}/marks", json={"event_type": "AID", "modality": "planned"} | sent)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_a_forgotten_report_leaves_no_words_in_marks_and_judgements(asked, ten, store_path):
    from dateline.pipeline import forget

    anna = coder(asked, "anna")
    texts = {r: anna.get(f"/coding/{r}").json()["text"] for r in ten}
    own, words = next(  # words that no copy and no other report has
        (r, text[a : a + 40])
        for r, text in texts.items()
        for a in range(len(text) // 3, len(text) - 60)
        if '"' not in text[a : a + 40] and "\n" not in text[a : a + 40] and sum(text[a : a + 40] in t for t in texts.values()) == 1
    )
    made = mark(anna, own, words.strip())
    words = words.strip()
    events = anna.get("/events", params={"report": own}).json()["rows"]
    anna.post("/judgements", json={"action": "accept", "ids": [events[0]["event_id"]]})
    assert words.encode() in store_path.read_bytes() + store_path.with_name(store_path.name + "-wal").read_bytes()
    forget(asked.store, [own])
    asked.store.close()
    assert words.encode() not in store_path.read_bytes()
    from conftest import Asked

    again = Asked(store_path)
    try:
        assert made["judgement_id"] in coder(again, "anna").get("/audit").text
        assert coder(again, "anna").get("/agreement").status_code == 200
        assert again.browser().get("/audit").status_code == 200
        assert again.browser().get("/coding").status_code == 200
    finally:
        again.store.close()
