"""Documents done -> a progress bar on standard error, with rate and time left."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class RateColumn(ProgressColumn):
    """Documents a second, over the last while."""

    def render(self, task: Task) -> Text:
        """The rate of `task`; a dash until there is one."""
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f} bài/giây" if speed else "–", style="progress.data.speed")


@contextmanager
def document_progress(total: int) -> Iterator[Callable[..., None]]:
    """A progress bar on standard error, where that is a terminal; yields what moves it by one document, or several."""
    console = Console(stderr=True)
    columns = (
        TextColumn("Đọc và trích số liệu"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TextColumn("còn"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task("", total=total)

        def advance(documents: int = 1) -> None:
            progress.advance(bar, documents)

        yield advance
