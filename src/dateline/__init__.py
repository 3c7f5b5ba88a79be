"""Dateline reads news reports about conflicts, crises and diplomacy and writes a sourced record of the situation."""

__version__ = "0.1.0"
