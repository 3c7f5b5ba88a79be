"""Readers: pure functions of one report, one question a module."""
