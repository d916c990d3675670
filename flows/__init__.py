"""flows of solieu."""
