"""What a worker of a Dask cluster on this machine does before its first batch; Dask imports this module by its name."""

import signal


def dask_setup(worker: object) -> None:
    """Ctrl-C reaches the whole group, and the run decides when its workers end: without traces on the terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
