"""Texts as JSON lines on standard input -> processor seconds of one pyvi pass over them, on standard output.

Run by the Python of an environment that holds pyvi (`make bench` makes it): it needs other versions than ours.
"""

import json
import sys
import time

from pyvi import ViTokenizer


def main() -> None:
    """Read, segment, print."""
    texts = [json.loads(line) for line in sys.stdin]
    ViTokenizer.tokenize(texts[0])
    started = time.process_time()
    for text in texts:
        ViTokenizer.tokenize(text)
    sys.stdout.write(f"{time.process_time() - started:.4f}\n")


if __name__ == "__main__":
    main()
