"""A browser and the review server for tests: the server in this process, or as the command, which may be killed."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from outputs.store import Store

NO_BROWSER = "NOT TESTED IN A BROWSER: no chromium on this machine; apt-get install chromium, run again"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).with_name("axe.min.js")


def find_browser() -> str | None:
    """The program of a browser; None where there is none."""
    return next((path for path in map(shutil.which, _NAMES) if path), None)


@contextlib.contextmanager
def open_browser(program: str) -> Iterator[Browser]:
    """The browser without a window."""
    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=program, args=options)
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser: Browser, address: str, *, name: str = "An", width: int = 1366) -> Page:
    """A page in a window of its own, with its own cookies; what its scripts complain of is kept in `page.problems`."""
    context = browser.new_context(viewport={"width": width, "height": 800}, base_url=address, accept_downloads=True)
    context.add_cookies([{"name": "solieu_reviewer", "value": name, "url": address}])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda said: page.problems.append(said.text) if "Content Security Policy" in said.text else None)
    return page


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextlib.contextmanager
def serve_in_thread(application: object) -> Iterator[str]:
    """The address of a server for the application, in a thread of this process."""
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=port, log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    _wait_for(f"http://127.0.0.1:{port}")
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def _wait_for(address: str, *, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/static/icon.svg", timeout=5):
            return
        time.sleep(0.05)
    raise TimeoutError(f"no server at {address}")


class ReviewProcess:
    """`solieu review` on one port, started, killed and started again."""

    def __init__(self, store_url: str) -> None:
        self._store_url = store_url
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [
            str(Path(sys.executable).with_name("solieu")), "review", "--store", self._store_url, "--port",
            str(self.port),
        ]  # fmt: skip
        clean = {name: value for name, value in os.environ.items() if not name.startswith("SOLIEU_")}
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=clean
        )
        _wait_for(self.address)

    def kill(self) -> None:
        """Ends it without a warning, as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate(timeout=10)

    def stop(self, signal: int) -> tuple[int, str]:
        """Asks it to end; its exit code and what it said."""
        self._process.send_signal(signal)
        said, _ = self._process.communicate(timeout=20)
        return self._process.returncode, said


def shown(page: Page) -> tuple[str, int]:
    """Document and numeral of the card in view."""
    card = page.locator(".card:not([hidden])")
    return card.get_attribute("data-document"), int(card.get_attribute("data-start"))


def until(page: Page, expression: str) -> None:
    """Waits for a script's answer; from outside the page, whose policy lets no text become a script."""
    end = time.monotonic() + 20
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(30)


def settled(page: Page) -> None:
    """Waits until all decisions were sent."""
    until(page, "Object.keys(localStorage).every((key) => JSON.parse(localStorage[key]).length === 0)")


def verdicts(store: Store) -> list[tuple[str, str, int]]:
    lines = [
        line for extraction in store.extractions() for line in store.reviews.history(extraction.document.document_id)
    ]
    lines.sort(key=lambda line: line.number)
    return [("undone" if one.undoes else one.review.verdict, one.review.document_id, one.review.start) for one in lines]
