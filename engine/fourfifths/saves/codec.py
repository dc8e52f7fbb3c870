"""A save's bytes: one line that says what it is, one line of compact JSON.

    {"magic":"fourfifths-save","format":1,"sha256":"..."}
    {...}

The checksum covers the format and everything after the first line, so a flipped bit anywhere is seen, and a format
that is newer is known to be newer and not damaged. What is decoded is plain and small: no floats, no duplicate keys,
no huge numbers, no lone surrogates, no deep nesting.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from fourfifths.saves.errors import DamagedError, NewerError, SaveError
from fourfifths.saves.files import MAX_SIZE

FORMAT = 1
_HEADER = re.compile(rb'\{"magic":"fourfifths-save","format":([1-9]\d{0,8}),"sha256":"([0-9a-f]{64})"\}\n')
_MAX_PIECES = 100_000
_MAX_DEPTH = 8
_MAX_DIGITS = 20

Body = dict[str, Any]


def encode(body: Body) -> bytes:
    """The bytes of a save. SaveError where it is too large to be read again."""
    try:
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        rest = text.encode("utf-8") + b"\n"
    except (ValueError, TypeError, RecursionError) as error:
        raise SaveError("Not saved: this game holds something that a save cannot.") from error
    head = f'{{"magic":"fourfifths-save","format":{FORMAT},"sha256":"{_checksum(FORMAT, rest)}"}}\n'.encode()
    if len(head) + len(rest) > MAX_SIZE or _pieces(rest) > _MAX_PIECES:
        raise SaveError("Not saved: this game has grown too long for a save.")
    return head + rest


def decode(data: bytes) -> Body:
    """The body of a save. DamagedError or NewerError where there is none to be had."""
    rest = check(data)
    if _pieces(rest) > _MAX_PIECES:
        raise DamagedError("The save is damaged.")
    try:
        body = json.loads(
            rest.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
        _plain(body, _MAX_DEPTH)
    except (ValueError, RecursionError) as error:
        raise DamagedError("The save is damaged.") from error
    if not isinstance(body, dict):
        raise DamagedError("The save is damaged.")
    return body


def check(data: bytes) -> bytes:
    """The line of JSON, its checksum and format checked, unread."""
    header = _HEADER.match(data)
    if header is None or len(data) > MAX_SIZE:
        raise DamagedError("The file is not a whole save.")
    rest = data[header.end() :]
    version = int(header[1])
    if _checksum(version, rest).encode() != header[2]:
        raise DamagedError("The save is damaged.")
    if version > FORMAT:
        raise NewerError(
            f"The save was made by a newer version of the game (format {version}; this one reads up to {FORMAT})."
        )
    return rest


def _checksum(version: int, rest: bytes) -> str:
    return hashlib.sha256(b"%d\n%b" % (version, rest)).hexdigest()


def _pieces(data: bytes) -> int:
    """No fewer than the values in this JSON: what bounds the time and memory that reading it takes."""
    return sum(data.count(mark) for mark in (b"[", b"{", b","))


def _object(pairs: list[tuple[str, Any]]) -> Body:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _integer(digits: str) -> int:
    if len(digits) > _MAX_DIGITS:
        raise ValueError("a number is too long")
    return int(digits)


def _refuse(token: str) -> None:
    raise ValueError(f"{token} has no place in a save")


def _plain(value: Any, depth: int) -> None:
    """ValueError for a lone surrogate or too much nesting."""
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, (list, dict)):
        if depth == 0:
            raise ValueError("nested too deep")
        for item in value:
            _plain(item, depth - 1)
        if isinstance(value, dict):
            _plain(list(value.values()), depth)
