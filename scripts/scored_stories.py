"""Annotated stories read, linked and exported in the form that their scorer takes; shared by the scripts that fit weights of actors."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from bench.situations import write_reports

from dateline.intake import IntakeSettings, load
from dateline.lexicon import Lexica
from dateline.publish.export import export
from dateline.reading.readers import read
from dateline.reconcile import assemble, group
from dateline.reconcile.assemble import Grouping, Links, link
from dateline.reconcile.corpus import Corpus
from dateline.text.parser import SpacyParser
from dateline.text.segment import segment


class Reconciled(NamedTuple):
    """Reports with their readings, what they are linked to, and the exported tables as the scorer reads them."""

    corpus: Corpus
    links: Links
    grouping: Grouping
    tables: Any


def reconciled(folder: Path, scorer: Any) -> Reconciled:
    """All stories (`*.json`) of a folder. `scorer`: the module gold/situations/score.py."""
    with TemporaryDirectory() as scratch:
        manifest = write_reports(folder, Path(scratch) / "reports")
        reports = [r for i in load([Path(scratch) / "reports"], manifest=manifest, settings=IntakeSettings()) for r in i.reports]
        lexica = Lexica()
        readings = [read(text, lexica) for text in segment(reports, SpacyParser())]
        grouping = group(reports)
        export(assemble(reports, readings), Path(scratch) / "out", format="jsonl")
        return Reconciled(Corpus(reports, readings), link(reports, readings, grouping), grouping, scorer.read_export(str(Path(scratch) / "out")))
