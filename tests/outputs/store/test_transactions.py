"""Who writes when: the threads of one process take turns before they ask the database."""

from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import create_engine, event

from outputs.store.transactions import begin_write


def test_threads_wait_for_their_turn_and_not_for_the_database(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'a.sqlite'}")
    begun: list[int] = []
    event.listen(engine, "begin", lambda connection: begun.append(len(begun)))
    waiting, done = Event(), Event()

    def write() -> None:
        waiting.set()
        with begin_write(engine):
            done.set()

    other = Thread(target=write)
    with begin_write(engine):
        other.start()
        assert waiting.wait(5)
        assert not done.wait(0.1)
        assert begun == [0]
    assert done.wait(5)
    other.join(5)
    assert begun == [0, 1]
    engine.dispose()


def test_one_thread_may_write_twice_in_a_row_after_a_failure(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'a.sqlite'}")
    for _ in range(2):
        with pytest.raises(KeyError), begin_write(engine):
            raise KeyError("broken off")
    with begin_write(engine) as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    engine.dispose()
