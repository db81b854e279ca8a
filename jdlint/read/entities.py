"""Entities: characters that are written by name or number, such as `&amp;`."""

from __future__ import annotations

import re
from html.entities import html5

ENTITY = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));")


def decoded(entity: re.Match[str]) -> str | None:
    """The characters of an entity, or None where it names none."""
    hexadecimal, decimal, name = entity.groups()
    if name:
        return html5.get(name + ";")
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
