"""Across reports: copies, stories, actors, events, figures, outcomes of commitments, contradictions."""
