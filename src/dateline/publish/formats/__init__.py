"""The record in the formats of the field. Each writer is a function of a situation; what its format cannot hold it lists, row by row."""

from dateline.publish.formats.held import NotHeld, Written

__all__ = ["NotHeld", "Written"]
