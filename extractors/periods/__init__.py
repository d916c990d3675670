"""Text -> expressions of time, and the period that a figure is about."""
