"""Pages of `solieu review` on a store -> the pictures of docs/huong-dan.md, drawn by the browser of this machine.

solieu run && python tools/guide_pictures.py data/solieu.sqlite
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

sys.path.append(str(Path(__file__).parents[1] / "tests" / "loopback"))
from review_browser import find_browser, new_page, open_browser, serve_in_thread

from flows.review_job import build_config
from flows.settings import load_settings
from outputs.review_app.application import build_application
from outputs.store import open_store

DECISIONS = "aararaaaaraaaaaaaraa"
"""Keys pressed for the picture of results: accepted, rejected."""
PICTURES = Path(__file__).parents[1] / "docs" / "pictures"


def draw(page: Page) -> None:
    """Draw each page of the guide, in the order in which it tells of them."""
    _save(page, "/queue", "duyet")
    page.keyboard.press("e")
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / "duyet-sua.png")
    page.keyboard.press("Escape")
    page.goto("/articles")
    page.locator("main a[href^='/articles/']").first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / "bai-viet.png")
    _save(page, "/table", "bang")
    _save(page, "/compare?indicator=member.admitted", "so-sanh")
    _decide(page)
    _save(page, "/progress", "ket-qua")


def _decide(page: Page) -> None:
    """Judge some facts, so that there are results to show."""
    page.goto("/queue")
    for key in DECISIONS:
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    page.wait_for_load_state("networkidle")


def _save(page: Page, path: str, name: str) -> None:
    page.goto(path)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")


def main(path: str) -> None:
    """Serve the store at `path` and draw its pages."""
    program = find_browser()
    if program is None:
        sys.exit("no Chromium here; apt-get install chromium")
    with TemporaryDirectory() as folder:
        # Decisions are made on a copy.
        draw_all(shutil.copy(path, folder), program)


def draw_all(path: str, program: str) -> None:
    """Serve the store at `path`, where decisions will be made, and draw its pages."""
    url = f"sqlite:///{Path(path).absolute()}"
    with open_store(url) as store, open_browser(program) as browser:
        config = build_config(store, load_settings(database=url), double_share=0)
        with serve_in_thread(build_application(config)) as address:
            draw(new_page(browser, address, width=1280))


if __name__ == "__main__":
    main(sys.argv[1])
