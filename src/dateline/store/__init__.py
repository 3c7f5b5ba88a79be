"""Stores: reports, readings and judgements on disk; the canonical tables can be rebuilt from them."""
