"""Figures as they are written: never rounded to their better side."""

import pytest
from bench.gate import cut


@pytest.mark.parametrize(("name", "value", "shown"), [
    ("situations: overall", 0.69565, 0.695), ("situations: danger_found", 0.05172, 0.052), ("status: modality_accuracy", 0.847, 0.847),
])  # fmt: skip
def test_a_figure_is_never_rounded_to_its_better_side(name: str, value: float, shown: float) -> None:
    assert cut(name, value, 3) == shown
