"""Across reports: copies, stories, actors, events, figures, outcomes of commitments, contradictions."""

from dateline.reconcile.assemble import VERSION, Grouping, Links, assemble, group, link, record_rows
from dateline.reconcile.earlier_work import EarlierWork, Workshop
from dateline.reconcile.ids import keep_earlier_ids
from dateline.reconcile.judgements import judged_rows

__all__ = ["VERSION", "EarlierWork", "Grouping", "Links", "Workshop", "assemble", "group", "judged_rows", "keep_earlier_ids", "link", "record_rows"]
