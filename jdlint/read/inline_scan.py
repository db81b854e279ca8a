"""One pass over the raw inline text of a block: which characters are marks, where links lead, and what entities read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from jdlint.model import Link
from jdlint.read.emphasis import Run, emphasis_marks, flanked_run
from jdlint.read.entities import ENTITY, decoded
from jdlint.read.reader_text import Cut
from jdlint.read.tags import is_tag
from jdlint.text import Span, later

MARKS = later(r"[\\`*_\[\]<&]")
_TICKS = later(r"`+")
_RUN = later(r"\*+|_+")
_AUTOLINK = later(
    r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*|[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255})>"
)
_TAG = later(
    r"<(?=/?(?P<name>[A-Za-z][A-Za-z0-9-]*))(?:/[A-Za-z][A-Za-z0-9-]*\s*+|[A-Za-z][A-Za-z0-9-]*+"
    r"(?:\s++[A-Za-z_:][A-Za-z0-9_.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^'<]*+'|\"[^\"<]*+\"))?)*+\s*+/?)>"
)
_COMMENTS = {"<!--": "-->", "<?": "?>"}
_TAIL = later(
    r"\(\s*+(?:<([^<>\n]*+)>|((?:[^\s()\\]++|\\.|\((?:[^\s()\\]++|\\.|\([^\s()]*+\))*+\))*+))"
    r"(?:\s++(?:\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\((?:[^()\\]|\\.)*+\)))?\s*+\)",
    re.DOTALL,
)
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_LONGEST_LABEL = 1000  # CommonMark's limit
_DEEPEST = 20  # nested links and brackets beyond this are text, as in markdown-it
_MOST_OPEN = 200  # brackets at one place


class InlineScan:
    """One pass over the raw text of a block: cuts for all that is no text."""

    def __init__(self, raw: str, labels: Mapping[str, str]) -> None:
        self.raw = raw
        self.labels = labels
        self.cuts: list[Cut] = []
        self.links: list[Link] = []
        self.tick_runs = _tick_runs(raw)
        self.brackets: dict[int, int] | None = None
        self.unclosed: set[str] = set()
        self.holders: set[int] = set()  # brackets that look like links and have links in them

    def read(self, start: int, end: int, depth: int) -> bool:
        """Read a stretch of text; whether a link stood in it."""
        runs: list[Run] = []
        linked = False
        at = start
        while found := MARKS.search(self.raw, at, end):
            at = found.start()
            character = found.group()
            if character in "*_":
                at = self._run(at, end, runs)
            elif character == "[":
                after = self._link(at, end, depth)
                linked = linked or (after > 0 and not self._is_image(at))
                at = after if after > 0 else at + 1
            elif character == "]":
                at += 1
            else:
                at = self._construct(at, end, self.cuts)
        self.cuts += emphasis_marks(runs)
        return linked

    def _construct(self, at: int, end: int, cuts: list[Cut]) -> int:
        """An escape, code span, tag, comment, autolink or entity at ``at``: its cuts; where to go on."""
        character = self.raw[at]
        if character == "\\":
            if at + 1 < end and (self.raw[at + 1] in _PUNCTUATION or self.raw[at + 1] == "\n"):
                cuts.append(Cut(at, at + 1))
                return at + 2
            return at + 1
        if character == "`":
            return self._code(at, end, cuts)
        if character == "&":
            return self._entity(at, end, cuts)
        return self._angle(at, end, cuts)

    def _code(self, at: int, end: int, cuts: list[Cut]) -> int:
        opened = _TICKS.match(self.raw, at)
        after = opened.end() if opened else at + 1  # less than the run where an escape took its first tick
        starts = self.tick_runs.get(after - at, [])
        place = bisect_left(starts, after)
        if place == len(starts) or starts[place] + after - at > end:
            return after
        close = starts[place] + after - at
        cuts.append(Cut(at, close, " " if at > 0 and self.raw[at - 1].isspace() else ""))
        return close

    def _entity(self, at: int, end: int, cuts: list[Cut]) -> int:
        found = ENTITY.match(self.raw, at, end)
        reads = decoded(found) if found else None
        if found is None or reads is None:
            return at + 1
        cuts.append(Cut(at, found.end(), reads))
        return found.end()

    def _angle(self, at: int, end: int, cuts: list[Cut]) -> int:
        found = _AUTOLINK.match(self.raw, at, end)
        if found:
            cuts += (Cut(at, at + 1), Cut(found.end() - 1, found.end()))
            if cuts is self.cuts:
                self.links.append(Link(found.group(1), Span(*found.span(1))))
            return found.end()
        if after := self._comment(at, end):
            cuts.append(Cut(at, after))
            return after
        found = _TAG.match(self.raw, at, end)
        if found is None or not is_tag(found["name"]):
            return at + 1
        cuts.append(Cut(at, found.end(), " " if found.group()[1:3].lower() == "br" else ""))
        return found.end()

    def _comment(self, at: int, end: int) -> int:
        for opening, closing in _COMMENTS.items():
            if self.raw.startswith(opening, at) and closing not in self.unclosed:
                found = self.raw.find(closing, at + 2)  # `<!-->` is a comment
                if found < 0:
                    self.unclosed.add(closing)  # so that a thousand open comments cost one search
                elif found + len(closing) <= end:
                    return found + len(closing)
        return 0

    def _run(self, at: int, end: int, runs: list[Run]) -> int:
        found = _RUN.match(self.raw, at, end)
        after = found.end() if found else at + 1
        before = self.raw[at - 1] if at > 0 else " "
        following = self.raw[after] if after < len(self.raw) else " "
        runs.append(flanked_run(at, after - at, self.raw[at], before, following))
        return after

    def _link(self, at: int, end: int, depth: int) -> int:
        """A link or image whose `[` stands at ``at``: its cuts; where to go on, or 0 where there is none to be seen."""
        close = self._closing_bracket(at)
        if close is None or close >= end or depth >= _DEEPEST or at in self.holders:
            return 0
        tail = _TAIL.match(self.raw, close + 1, end)
        found = (tail.end(), _target(tail)) if tail else self._reference(at, close, end)
        if found is None:
            return 0
        after, link = found
        if self._is_image(at):
            self.cuts.append(Cut(at - 1, after))  # an image: its text is for those who cannot see it, not for us
            return after
        cuts, links = len(self.cuts), len(self.links)
        if self.read(at + 1, close, depth + 1):
            # a link within a link: the brackets of the outer one are text, and emphasis may reach over them
            del self.cuts[cuts:], self.links[links:]
            self.holders.add(at)
            return 0
        self.cuts += (Cut(at, at + 1), Cut(close, after))
        self.links.append(link)
        return after

    def _reference(self, at: int, close: int, end: int) -> tuple[int, Link] | None:
        """Where a link ends whose target stands elsewhere in the file, and the link, whose place is that of its label."""
        if not self.labels or close - at > _LONGEST_LABEL:
            return None
        after, label = close + 1, Span(at + 1, close)
        if after < end and self.raw[after] == "[":
            second = self._closing_bracket(after)
            if second is not None and second < end:
                label = Span(after + 1, second) if second > after + 1 else label
                after = second + 1
        target = self.labels.get(label_of(self.raw[label.start : label.end]))
        return (after, Link(target, label)) if target is not None else None

    def _is_image(self, at: int) -> bool:
        return at > 0 and self.raw[at - 1] == "!" and not self._escaped(at - 1)

    def _escaped(self, at: int) -> bool:
        return any(cut.end == at and self.raw[cut.start] == "\\" for cut in self.cuts[-1:])

    def _closing_bracket(self, at: int) -> int | None:
        if self.brackets is None:
            self.brackets = self._matched_brackets()
        return self.brackets.get(at)

    def _matched_brackets(self) -> dict[int, int]:
        """Which `]` closes which `[`, found once for the whole text, past code, tags and escapes.

        None where so many are open at once that the text is no text: each would be read up to the deepest again.
        """
        matched: dict[int, int] = {}
        opened: list[int] = []
        at, end = 0, len(self.raw)
        while found := MARKS.search(self.raw, at, end):
            at = found.start()
            character = found.group()
            if character == "[":
                opened.append(at)
                if len(opened) > _MOST_OPEN:
                    return {}
            elif character == "]" and opened:
                matched[opened.pop()] = at
            at = at + 1 if character in "*_[]" else self._construct(at, end, [])
        return matched


def _tick_runs(raw: str) -> dict[int, list[int]]:
    """Where runs of backticks start, by their length."""
    runs: dict[int, list[int]] = {}
    if "`" in raw:
        for found in _TICKS.finditer(raw):
            runs.setdefault(found.end() - found.start(), []).append(found.start())
    return runs


def _target(tail: re.Match[str]) -> Link:
    """Where a link leads by what stands in round brackets behind it."""
    group = 1 if tail.group(1) is not None else 2
    return Link(tail.group(group), Span(*tail.span(group)))


def label_of(text: str) -> str:
    """The label of a reference as it is compared."""
    return " ".join(text.split()).casefold()
