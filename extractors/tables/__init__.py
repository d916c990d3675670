"""Text -> tables of figures and what their cells count."""
