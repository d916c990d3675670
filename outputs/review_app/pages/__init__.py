"""One router a view: what it reads, and which template shows it."""
