"""Bytes to reports: files, pages, feeds, archives; header, condition, publication date."""
