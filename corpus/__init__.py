"""corpus of solieu."""
