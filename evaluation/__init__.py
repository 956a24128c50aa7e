"""Scores and floors: extraction against gold. No Django."""
