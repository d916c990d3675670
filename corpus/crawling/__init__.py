"""One source and its frontier -> archived pages: what to ask for, in which order, and what is remembered."""
