"""Plain sentences about what was done, by whom and to whom: coups, seized ships, raids, trials, swaps, each of a class once read wrong."""

import pytest

from plain_texts import reading, roles


@pytest.mark.parametrize(("words", "trigger", "actors", "recipients"), [
    # a relative clause without a relative pronoun tells of the noun before it
    ("Chad will hand over the nine fishermen it arrested last week.", "arrested", {"Chad"}, {"nine fishermen"}),
    ("Kenya freed the sailors it seized in June.", "seized", {"Kenya"}, {"sailors"}),
    ("Peru will put on trial the officers it arrested on Monday.", "arrested", {"Peru"}, {"officers"}),
    # a participle before a name is no second verb
    ("The mediator left Lima on Friday without having met detained Prime Minister Jose Pardo.", "detained", set(), {"Jose Pardo"}),
    ("The mediator left Lima on Friday without having met detained Prime Minister Jose Pardo.", "met", {"mediator"}, {"Jose Pardo"}),
    # an envoy called home is taken from where he was
    ("Congo recalled its ambassador from Kampala.", "recalled", {"Congo"}, {"Uganda"}),
    ("Poland withdrew its ambassador in Budapest on Friday.", "withdrew", {"Poland"}, {"Hungary"}),
    # who hears a complaint is not accused; who asks for a deed does not undergo it
    ("Congo will file a complaint with the African Union.", "file", {"Congo"}, set()),
    ("Peru lodged a complaint with the court against Chile.", "lodged", {"Peru"}, {"Chile"}),
    ("Coast guards impounded the tanker off Evia at the request of Washington.", "request", {"United States"}, {"Coast guards"}),
    ("The police arrested the banker at Moscow's request.", "arrested", {"police"}, {"banker"}),
    # whom a ministry summons it asks; officials are had as guests for talks
    ("Peru summoned the Chilean ambassador and demanded an apology.", "demanded", {"Peru"}, {"Chilean ambassador"}),
    ("Chad's foreign ministry summoned the French charge d'affaires and asked for an explanation.", "asked", {"Chad's foreign ministry"}, {"French charge d'affaires"}),
    # the verb between a noun and a name described by a noun
    ("A judge freed journalist Jose Pardo on bail on Friday.", "freed", {"judge"}, {"Jose Pardo"}),
])  # fmt: skip
def test_who_acts_and_who_is_acted_on(words: str, trigger: str, actors: set[str], recipients: set[str]) -> None:
    assert roles(words, trigger) == (actors, recipients)


@pytest.mark.parametrize(("words", "trigger", "modality"), [
    ("The nurse abducted on Sunday night in Arwa was not in the camps, Colonel Mwangi said.", "abducted", "happened"),
    ("The men detained in Arwa are not rebels, their lawyer said.", "detained", "happened"),
    ("The men were not detained in Arwa, their lawyer said.", "detained", "denied"),
    ("The mediator left Lima on Friday without having met detained Prime Minister Jose Pardo.", "detained", "happened"),
])  # fmt: skip
def test_what_befell_somebody_is_not_denied_with_what_is_said_of_him(words: str, trigger: str, modality: str) -> None:
    assert [e.modality for e in reading(words).events if e.trigger.text == trigger] == [modality]


@pytest.mark.parametrize("words", [
    "Kenya reopened the Mpack and Tanaff crossings on Sunday at noon.", "Kenya closed the Mpack checkpoint.", "Kenya mined the Mpack and Tanaff roads.",
])  # fmt: skip
def test_names_of_crossings_and_roads_are_nobodys(words: str) -> None:
    assert [c.name for c in reading(words).chains if c.named] == ["Kenya"]


@pytest.mark.parametrize(("words", "event_type"), [
    ("Oman will host Greek and Iranian officials in Muscat on Monday.", "CONSULT"), ("Qatar hosts 40,000 refugees.", "AID"),
    ("A resolution on Mali was blocked by Russia.", "REJECT"),
])  # fmt: skip
def test_what_is_done_by_whom_it_is_done_to(words: str, event_type: str) -> None:
    assert [e.event_type for e in reading(words).events] == [event_type]


@pytest.mark.parametrize(("words", "trigger", "place"), [
    # where those are who tell of it, and where words were said
    ("A spokesman for the general staff in Paris said it had carried out no strike on Saturday.", "strike", None),
    ("In a statement read in Abuja, the bloc condemned the coup and demanded the release of the minister.", "coup", None),
    ("A spokesman for the general staff said it had carried out no strike in Arwa on Saturday.", "strike", "Arwa"),
    # whence somebody comes
    ("A sailor from Cebu was arrested on Monday.", "arrested", None),
    ("A sailor was arrested in Cebu on Monday.", "arrested", "Cebu"),
])  # fmt: skip
def test_where_it_was_done(words: str, trigger: str, place: str | None) -> None:
    found = reading(words)
    names = {t.toponym_id: t.text for t in found.toponyms}
    assert [names.get(e.place or "") for e in found.events if e.trigger.text == trigger] == [place]


@pytest.mark.parametrize(("words", "recipients"), [
    # who leads those who are sent is not who gets them
    ("The bloc plans to send a mission led by former Nigerian president Tunde Bakare next week.", []),
    ("Mali condemned a raid carried out by Boko Haram.", ["Boko Haram"]),
])  # fmt: skip
def test_agents_of_participles(words: str, recipients: list[str]) -> None:
    found = reading(words)
    names = {c.chain_id: c.name for c in found.chains}
    assert [names[r] for e in found.events if e.event_type in ("AID", "ACCUSE") for r in e.recipients] == recipients
