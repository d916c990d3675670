"""One module a command of `solieu`; heavy libraries are imported inside the command only."""
