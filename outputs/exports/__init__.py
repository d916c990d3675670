"""One file format a module; each export takes extractions one by one and holds none of them."""
