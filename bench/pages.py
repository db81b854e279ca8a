"""Times the reading of a built page of 500 KB beside Python's own HTML parser on the same page.

    python bench/pages.py [--repeat N]

The sides take turns; judged is the median of the ratios. Exit code 0: the budget holds; 1: it is broken.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from html.parser import HTMLParser

from jdlint.document import read_document
from jdlint.text import Source

SIZE = 500_000
BUDGET = 8.0  # times as long as a parser that keeps nothing


def built_page(size: int) -> str:
    """A page as site generators make them: navigation, a section after the other, a script as long as a tenth of it."""
    section = (
        '<section class="s-{0}"><h2>Part {0}</h2><p>We <b>care</b> for people &amp; <a href="/ward/{0}">their families</a>, and have '
        "done so for long.</p><ul><li>One thing that you do</li><li><span>Another</span> thing</li></ul>"
        '<div class="card wide" style="color: teal"><span>Ward {0}</span></div></section>'
    )
    menu = "".join(f'<li><a href="/page/{number}">Page {number}</a></li>' for number in range(size // 5000))
    script = "var text = '<p>not read</p>';" * (size // 300)
    length = size - len(menu) - len(script)
    body = "".join(section.format(number) for number in range(length // len(section)))
    head = '<html lang="en"><head><title>Nurse</title><style>p { color: red }</style></head>'
    return f"{head}<body><nav><ul>{menu}</ul></nav><main><h1>Nurse</h1>{body}</main><script>{script}</script></body></html>"


def seconds(run: Callable[[], object]) -> float:
    """How long something takes."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def parse(text: str) -> None:
    """The yardstick."""
    parser = HTMLParser()
    parser.feed(text)
    parser.close()


def main() -> int:
    """Print both sides and their ratio."""
    options = argparse.ArgumentParser()
    options.add_argument("--repeat", type=int, default=7)
    repeat = options.parse_args().repeat
    text = built_page(SIZE)
    rounds = [
        (seconds(lambda: read_document(Source(text, "a.html"))), seconds(lambda: parse(text))) for _ in range(repeat)
    ]
    ratio = statistics.median(ours / theirs for ours, theirs in rounds)
    ours, theirs = (statistics.median(side) for side in zip(*rounds, strict=True))
    print(f"a page of {len(text):,} characters: read in {ours:.3f} s, parsed by html.parser in {theirs:.3f} s")
    print(f"{ratio:.2f} x, budget {BUDGET:g}: {'holds' if ratio <= BUDGET else 'BROKEN'}")
    return int(ratio > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
