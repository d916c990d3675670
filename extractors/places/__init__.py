"""Text -> mentions of administrative units, what each means, and the place that a figure is about."""
