"""Offices and bodies of a state under their many wordings."""

import pytest

from dateline.model.evidence import Evidence
from dateline.model.mention import Chain, TitleHeld
from dateline.reconcile.offices import government_pairs, office_of, office_pairs, past_holder_pairs


@pytest.mark.parametrize(
    ("text", "plain", "country"),
    [
        ("Italy's interior minister", "minister interior", "ITA"),
        ("Minister of Home Affairs", "minister interior", None),
        ("Ministry of Government", "ministry interior", None),
        ("the Togolese government", "government", "TGO"),
        ("ministry of defence", "ministry defence", None),
        ("prime minister", "prime minister", None),
        ("the head of state", "head of state", None),
    ],
)
def test_wordings_fall_together(text, plain, country):
    office, found = office_of(text)
    assert office is not None
    assert (office.plain, found) == (plain, country)


@pytest.mark.parametrize("text", ["deputy interior minister", "a former minister of justice", "two fishermen"])
def test_what_is_no_office_of_one_person_is_none(text):
    assert office_of(text)[0] is None


def person(chain_id, name, title=None, named=True):
    evidence = Evidence(report_id="r", start=0, end=1, text="x")
    titles = (TitleHeld(title=title, evidence=evidence),) if title else ()
    return Chain(chain_id=chain_id, name=name, kind="person", named=named, titles=titles, country="TGO")


def test_an_unnamed_office_joins_its_one_holder():
    chains = [(person("a", "Ama Lawson", "interior minister"), "s", "r1"), (person("b", "interior minister", named=False), "s", "r2")]
    assert [(left, right) for left, right, _, _ in office_pairs(chains)] == [(0, 1)]


def test_two_holders_leave_an_unnamed_office_alone():
    chains = [
        (person("a", "Ama Lawson", "interior minister"), "s", "r1"),
        (person("c", "Kofi Agbo", "interior minister"), "s", "r3"),
        (person("b", "interior minister", named=False), "s", "r2"),
    ]
    assert not list(office_pairs(chains))


def test_a_description_means_the_holder_of_its_own_country_and_gender():
    def chain(number, name, **more):
        return Chain(chain_id=f"c_{number}", name=name, kind="person", **more)

    titles = (TitleHeld(title="Interior Minister", evidence=Evidence(report_id="r1", start=0, end=17, text="Interior Minister")),)
    found = [
        (chain(1, "Ana Duarte", titles=titles, country="PRT", gender="f"), "s", "r1"),
        (chain(2, "Otieno Barasa", titles=titles, country="KEN", gender="m"), "s", "r2"),
        (chain(3, "Portugal's interior minister", named=False, country="PRT"), "s", "r3"),
    ]
    assert [(left, right) for left, right, _, _ in office_pairs(found)] == [(0, 2)]


def test_the_government_of_a_country_is_the_country_that_acts():
    def chain(number, name, kind, **more):
        return Chain(chain_id=f"c_{number}", name=name, kind=kind, country="KEN", **more)

    guessed = (chain(4, "government", "government", named=False, country_guessed=True), "s", "r2")
    found = [
        (chain(1, "Kenya", "country"), "s", "r1"),
        (chain(2, "Kenyan government", "government", named=False), "s", "r2"),
        (chain(3, "county government", "government", named=False), "s", "r2"),
        guessed,
    ]
    assert [(left, right) for left, right, _, _ in government_pairs(found)] == [(0, 1), (0, 3)]
    abroad = (Chain(chain_id="c_5", name="Sudan", kind="country", country="SDN"), "s", "r3")
    assert [(left, right) for left, right, _, _ in government_pairs([*found, abroad])] == [(0, 1)]


def test_an_office_of_a_stated_country_beside_a_holder_in_one_report_is_somebody_elses():
    chains = [(person("a", "Joran Vel", "foreign minister"), "s", "r1"), (person("b", "Germany's foreign minister", named=False), "s", "r1")]
    assert not list(office_pairs(chains))


def test_armies_of_two_states_are_kept_apart():
    def army(name, country, guessed=False):
        return Chain(chain_id=name, name=name, kind="military", named=False, country=country, country_guessed=guessed)

    chains = [(army("Togolese army", "TGO"), "s", "r1"), (army("army", "TGO", True), "s", "r2"), (army("Beninese army", "BEN"), "s", "r3")]
    apart = [(left, right) for left, right, score, _ in office_pairs(chains) if score < 0]
    assert apart == [(0, 2)]


def test_a_national_army_that_fights_the_state_is_not_the_government_forces():
    chains = [
        (Chain(chain_id="a", name="Togo National Army", kind="armed_group", country="TGO"), "s", "r1"),
        (Chain(chain_id="b", name="government forces", kind="military", named=False, country="TGO"), "s", "r2"),
    ]
    assert not list(office_pairs(chains))


def test_the_police_of_a_report_are_not_another_states_police():
    def police(name: str, country: str, guessed: bool) -> Chain:
        return Chain(chain_id=name + country, name=name, kind="organisation", named=False, country=country, country_guessed=guessed)

    abroad = (police("Beninese police", "BEN", False), "s", "r2")
    assert not list(office_pairs([(police("police", "TGO", True), "s", "r1"), abroad]))
    assert list(office_pairs([(police("police", "BEN", True), "s", "r1"), abroad]))


def test_a_minister_of_a_stated_country_is_not_the_one_of_another():
    titles = (TitleHeld(title="Foreign Minister", evidence=Evidence(report_id="r1", start=0, end=16, text="Foreign Minister")),)
    named = Chain(chain_id="a", name="Ana Duarte", kind="person", named=True, titles=titles, country="PRT", country_guessed=True)
    meant = Chain(chain_id="b", name="Kenya's foreign minister", kind="person", country="KEN")
    assert not list(office_pairs([(named, "s", "r1"), (meant, "s", "r2")]))


def test_the_former_minister_is_the_one_of_the_report_who_held_the_office_before():
    chains = [
        (person("a", "Ama Lawson", "interior minister"), "s", "r1"), (person("b", "Kofi Ayeva", "interior minister"), "s", "r2"),
        (person("c", "Ama Lawson"), "s", "r2"), (person("d", "former minister", named=False), "s", "r2"),
    ]  # fmt: skip
    assert [pair[:2] for pair in past_holder_pairs(chains)] == [(2, 3)]


def test_a_minister_who_is_a_woman_is_not_the_man_whom_only_another_report_calls_he():
    def minister(key: str, gender: str | None, named: bool = True) -> Chain:
        words = Evidence(report_id=key, start=0, end=8, text="Minister")
        title = TitleHeld(title="interior minister", evidence=words)
        return Chain(chain_id=key, name="Karim Odel" if named else "interior minister", kind="person", named=named, titles=(title,), gender=gender)

    chains = [(minister("a", None), "s", "r1"), (minister("b", "m"), "s", "r2"), (minister("c", "f", named=False), "s", "r3")]
    assert not list(office_pairs(chains))
    assert list(office_pairs([*chains[:2], (minister("c", "m", named=False), "s", "r3")]))
