"""A page and widths of the window -> as JSON the texts of its drawings that do not fit into them, by width.

A process of its own: the browser's library leaves its loop running in the process that calls it.
"""

import json
import sys

from review_browser import find_browser, open_browser

CUT_OFF = """
    () => [...document.querySelectorAll(".drawing svg")].flatMap(svg => {
        const room = svg.getBoundingClientRect();
        return [...svg.querySelectorAll("text")]
            .filter(text => {
                const box = text.getBoundingClientRect();
                return box.left < room.left - 1 || box.right > room.right + 1;
            })
            .map(text => text.textContent);
    })
"""


def main(address: str, *widths: str) -> None:
    """Write what is cut off, and all texts of the drawings as "drawn"."""
    found: dict[str, list[str]] = {}
    with open_browser(str(find_browser())) as browser:
        for width in widths:
            page = browser.new_page(viewport={"width": int(width), "height": 800})
            page.goto(address)
            found[width] = page.evaluate(CUT_OFF)
            found["drawn"] = page.locator(".drawing svg text").all_text_contents()
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
