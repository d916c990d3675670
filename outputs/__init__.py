"""outputs of solieu."""
