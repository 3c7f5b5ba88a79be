"""The notebook of the docs runs from its first cell to its last and draws three plots."""

import json
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parent.parent / "docs" / "three-plots.ipynb"


def test_the_notebook_runs_and_draws_three_plots(capsys):
    matplotlib = pytest.importorskip("matplotlib", reason="matplotlib is not installed")
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    plt.close("all")
    cells = [c for c in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == "code"]
    names: dict[str, object] = {}
    for cell in cells:
        exec(compile("".join(cell["source"]), "cell", "exec"), names)
    drawn = [plt.figure(n) for n in plt.get_fignums()]
    assert len(drawn) == 3
    assert all(f.axes[0].get_title() and (f.axes[0].patches or f.axes[0].lines) for f in drawn)
    assert "denied" in capsys.readouterr().out
