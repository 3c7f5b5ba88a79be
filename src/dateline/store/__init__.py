"""Stores: reports, readings and judgements on disk; the canonical tables can be rebuilt from them."""

from dateline.store.base import Hit, Store, Why
from dateline.store.memory import MemoryStore
from dateline.store.sqlite import SqliteStore

__all__ = ["Hit", "MemoryStore", "SqliteStore", "Store", "Why"]
