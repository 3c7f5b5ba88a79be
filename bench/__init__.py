"""Measures: predictions and scores on annotated sets, floors, speed. Not part of the package."""
