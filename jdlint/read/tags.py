"""Which names in angle brackets are tags: `<Company name>` is a gap that somebody left, not HTML."""

from __future__ import annotations

# the elements of HTML and of its past (https://html.spec.whatwg.org/multipage/indices.html#elements-3)
_TAGS = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button "
    "canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset "
    "figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input "
    "ins kbd label legend li link main map mark marquee menu meta meter nav nobr noframes noscript object ol optgroup "
    "option output p param picture pre progress q rp rt ruby s samp script search section select slot small source span "
    "strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul "
    "var video wbr".split()
)


def is_tag(name: str) -> bool:
    """Whether a name is an element of HTML, a custom one, which always has a hyphen, or Word's (`o:p`)."""
    return name.lower() in _TAGS or "-" in name or ":" in name
