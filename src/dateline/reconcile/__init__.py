"""Across reports: copies, stories, actors, events, figures, outcomes of commitments, contradictions."""

from dateline.reconcile.assemble import VERSION, Grouping, Links, assemble, group, link
from dateline.reconcile.ids import keep_ids

__all__ = ["VERSION", "Grouping", "Links", "assemble", "group", "keep_ids", "link"]
