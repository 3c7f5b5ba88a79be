"""Bytes to reports: files, pages, feeds, archives; header, condition, publication date."""

from dateline.intake.header import read_header
from dateline.intake.load import Source, load, sources
from dateline.intake.manifest import Manifest, load_manifest
from dateline.intake.part import Intake, IntakeSettings

__all__ = ["Intake", "IntakeSettings", "Manifest", "Source", "load", "load_manifest", "read_header", "sources"]
