"""extractors of solieu."""
