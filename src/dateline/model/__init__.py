"""Frozen types: what a report holds, what was found in it, what the record says. No behaviour beyond checks and look-ups."""
