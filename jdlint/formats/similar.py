"""Groups of near-duplicate text as text for a screen, as JSON and as a page that stands alone."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from jdlint.formats.screen import cut, printable, wrap
from jdlint.formats.style import Style, plural
from jdlint.similar import Group, Similar, Where, Wording

_GROUPS, _PLACES, _WORDINGS, _LINES = 10, 4, 3, 3  # shown of a kind, of a wording, of a group, of a text
_LEAD = 3  # words shown before a difference
_NOUNS = {"posting": "posting", "paragraph": "paragraph", "item": "point"}
_HOUSE = "Text that many postings share"
_NOTHING = "Nothing stands twice in the same or in nearly the same words."


def _parts(found: Similar) -> Iterator[tuple[str, str, list[Group]]]:
    """The headings, each with what it means and the groups under it; none that is empty."""
    apart = [group for group in found.groups if group.within is None]
    for title, said, groups in (
        (
            "Whole postings",
            "What stands in these postings alone is not listed again below.",
            [group for group in apart if group.kind == "posting"],
        ),
        (
            _HOUSE,
            "Likely text of the house: keep one wording, and bring others in line with it.",
            [group for group in apart if group.house],
        ),
        ("Paragraphs", "", [group for group in apart if group.kind == "paragraph" and not group.house]),
        ("Points of lists", "", [group for group in apart if group.kind == "item" and not group.house]),
    ):
        if groups:
            yield title, said, groups


def _head(group: Group) -> str:
    """How often a group stands, and in how many wordings."""
    if group.kind == "posting":
        least = min(wording.likeness for wording in group.wordings)
        return f"{plural(group.places, 'posting')}, {'word for word' if len(group.wordings) == 1 else _percent(least)}"
    times = plural(group.places, "time")
    where = f" in {plural(len(group.postings), 'posting')}"
    kind = f", {plural(len(group.wordings), 'wording')}" if len(group.wordings) > 1 else ""
    return f"{times}{where}{kind}"


def _percent(likeness: float) -> str:
    return "the same but for small words" if likeness == 1 else f"{int(likeness * 100)} % alike or more"


def _drift(wording: Wording) -> str:
    return "the same but for small words" if wording.likeness == 1 else f"{int(wording.likeness * 100)} % alike"


def _place(where: Where) -> str:
    return f"{where.path}:{where.line}"


def text(found: Similar, style: Style) -> str:
    """For a screen: the first of each kind, unless everything is wanted."""
    lines: list[str] = []
    for title, said, groups in _parts(found):
        lines += [style.paint(f"{title} ({len(groups)})", "bold"), *(wrap(said, style.width) if said else []), ""]
        shown = groups if style.everything else groups[:_GROUPS]
        for group in shown:
            lines += [*_group_lines(group, style), ""]
        if len(groups) > len(shown):
            lines += [f"{len(groups) - len(shown)} more with --all", ""]
    return "\n".join(lines or [_NOTHING, ""])


def _group_lines(group: Group, style: Style) -> Iterator[str]:
    yield style.paint(_head(group), "info")
    shown = group.wordings if style.everything or group.kind == "posting" else group.wordings[: _WORDINGS + 1]
    for number, wording in enumerate(shown):
        if number and group.kind != "posting":
            yield f"  in other words ({_drift(wording)}):"
        yield from _quoted(_shown(group, number), style)
        yield from _place_lines(wording.places, style)
    if len(group.wordings) > len(shown):
        yield f"  {plural(len(group.wordings) - len(shown), 'more wording')} with --all"


def _shown(group: Group, number: int) -> str:
    """A wording: a title, or the text, which begins where it first differs from the most common one if both begin alike."""
    wording = group.wordings[number]
    if group.kind == "posting":
        return _titled(wording, number)
    common, words = group.wordings[0].text.split(), wording.text.split()
    least = min(len(common), len(words))
    alike = next((at for at in range(least) if common[at] != words[at]), least)
    return " ".join(["…", *words[alike - _LEAD :]]) if number and alike > 2 * _LEAD else wording.text


def _titled(wording: Wording, number: int) -> str:
    """The title of postings, and how alike they are to the first ones of their group."""
    return (wording.text or "(no title)") + (f" ({_drift(wording)})" if number else "")


def _quoted(said: str, style: Style) -> list[str]:
    room = style.width - 4
    return wrap(printable(said) if style.everything else cut(printable(said), room * _LINES), style.width, "  ", "  ")


def _place_lines(places: Sequence[Where], style: Style) -> Iterator[str]:
    shown = places if style.everything or len(places) <= _PLACES + 1 else places[:_PLACES]
    for where in shown:
        yield "    " + style.paint(printable(_place(where)), "dim")
    if len(places) > len(shown):
        yield f"    and {plural(len(places) - len(shown), 'more place')} with --all"


def as_json(found: Similar, _: Style) -> str:
    """All groups, as jdlint/schemas/similar.schema.json says."""
    value = {
        "version": 1,
        "files": found.files,
        "postings": found.postings,
        "likeness": found.likeness,
        "min_words": found.min_words,
        "groups": [
            {
                "kind": group.kind,
                "language": group.language,
                "house": group.house,
                "within": group.within,
                "places": group.places,
                "postings": len(group.postings),
                "wordings": [
                    {
                        "text": wording.text,
                        "likeness": round(wording.likeness, 3),
                        "places": [where._asdict() for where in wording.places],
                    }
                    for wording in group.wordings
                ],
            }
            for group in found.groups
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a; background: #fff }
h2 { margin-top: 2.5rem; border-bottom: 1px solid #bbb } h3 { margin: 1.5rem 0 .3rem; font-size: 1rem }
blockquote { margin: .3rem 0; padding-left: .8rem; border-left: .25rem solid #357; overflow-wrap: anywhere; white-space: pre-line }
ul { margin: .2rem 0 .8rem; padding-left: 1.2rem; columns: 22rem; font-size: .85rem; overflow-wrap: anywhere }
li { break-inside: avoid }
.drift { margin: .5rem 0 0 } .drift + blockquote { border-color: #b50 }
section { break-inside: avoid-page }
@media print { body { margin: 0; max-width: none; font-size: 10pt } }
"""


def page(found: Similar, _: Style) -> str:
    """A page with all groups: no scripts, nothing from elsewhere, and every text escaped."""
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Near-duplicate text</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>Near-duplicate text</h1>",
        f"<p>{_escaped(compared(found))}</p>",
    ]
    for title, said, groups in _parts(found):
        parts += [f"<h2>{title} ({len(groups)})</h2>", *([f"<p>{said}</p>"] if said else [])]
        parts += [_section(group) for group in groups]
    if not any(_parts(found)):
        parts.append(f"<p>{_NOTHING}</p>")
    return "\n".join([*parts, "</body>\n</html>\n"])


def _section(group: Group) -> str:
    lines = [f'<section lang="{_escaped(group.language)}">', f'<h3 lang="en">{_head(group)}</h3>']
    for number, wording in enumerate(group.wordings):
        if number and group.kind != "posting":
            lines.append(f'<p class="drift" lang="en">In other words ({_drift(wording)}):</p>')
        said = _titled(wording, number) if group.kind == "posting" else wording.text
        lines.append(f"<blockquote>{_escaped(said)}</blockquote>")
        places = "".join(f"<li>{_escaped(_place(where))}</li>" for where in wording.places)
        lines.append(f"<ul>{places}</ul>")
    return "\n".join([*lines, "</section>"])


def _escaped(said: str) -> str:
    """Text for a page: marks of HTML escaped, and nothing that is no character."""
    return html.escape(printable(said)).encode("utf-8", "replace").decode("utf-8")


def compared(found: Similar) -> str:
    """What was compared, in one sentence."""
    apart = [group for group in found.groups if group.within is None]
    numbers = [sum(group.kind == kind for group in apart) for kind in _NOUNS]
    groups = [
        f"{number} group{'' if number == 1 else 's'} of {noun}s"
        for number, noun in zip(numbers, _NOUNS.values(), strict=True)
        if number
    ]
    inside = len(found.groups) - len(apart)
    more = f"; {inside} more only within whole postings that are alike" if inside else ""
    said = ", ".join(groups) or "nothing alike"
    return f"{plural(found.postings, 'posting')} in {plural(found.files, 'file')} compared: {said}{more}."


FORMATS: Mapping[str, Callable[[Similar, Style], str]] = {"text": text, "json": as_json, "html": page}
