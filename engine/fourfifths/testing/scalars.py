"""Values as YAML writes them: plain where that is safe inside brackets and braces too, else in double quotes."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"(?:[A-Za-z0-9]|\.{1,2}/|=?[+-]?\d|=-)(?:[A-Za-z0-9 _/.'-]*[A-Za-z0-9_/.'-])?\Z")


def scalar(text: str) -> str:
    """The text as the value of a key or an item of a list."""
    return text if _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)
