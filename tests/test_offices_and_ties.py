"""Who names somebody and who is named, and names with a nickname in the middle; each sentence is of a class that was once read wrong."""

import pytest

from plain_texts import situation


def names(text: str) -> set[str]:
    """The names of the persons that a report tells of by name."""
    return {a.name for a in situation(text).actors if a.kind == "person" and a.name != a.name.casefold()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The president of Guinea-Bissau, Umaro Djata, named Fatumata Sane, a lawyer, as foreign minister.", {"Umaro Djata", "Fatumata Sane"}),
        ("President Umaro Djata named Fatumata Sane, a lawyer, as foreign minister. Djata did not say why.", {"Umaro Djata", "Fatumata Sane"}),
        ("Police arrested a man named Juan Paz in Cali. Paz denied the charge.", {"Juan Paz"}),
        ("A commander whose real name is Ali Saleh met Omar Haddad, alias Abu Nur, on Monday.", {"Ali Saleh", "Omar Haddad"}),
    ],
)  # fmt: skip
def test_who_names_somebody_is_not_who_is_named(text: str, expected: set[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Police said Jose "Chepe" Rengifo was shot on Monday. Rengifo led a gang in Cali.', {'Jose "Chepe" Rengifo'}),
        ("The leader of the gang, Juan 'El Rayo' Paz, fled to Cali.", {"Juan 'El Rayo' Paz"}),
        ('The army arrested Colonel Mamadu "Nino" Balde in Bissau. Balde denied it.', {'Mamadu "Nino" Balde'}),
        ('Maria Lopez called "Hope" Ferro\'s closest friend in Cali.', {"Maria Lopez"}),
    ],
)  # fmt: skip
def test_a_nickname_in_marks_is_part_of_the_name(text: str, expected: set[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", ["000' I!r", "'A' B", 'Jose "Chepe"', '"Tiger" Singh "Leo" Paz fled.'])
def test_marks_without_a_nickname_stop_nobody(text: str) -> None:
    assert situation(text).reports
