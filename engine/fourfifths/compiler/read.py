"""Bytes of a YAML file to nodes with marks.

The regular part of YAML, which nearly every file keeps to, is read by `regular` in half the time that libyaml takes.
What that does not know for certain it leaves alone, and libyaml's events decide (`events`); every mistake comes from
there. No file can hang or kill the reader. A scalar stays the text it is.
"""

from __future__ import annotations

from fourfifths.compiler import regular
from fourfifths.compiler.bounds import forbidden, name_character, suspects
from fourfifths.compiler.nodes import Source
from fourfifths.compiler.report import Report
from fourfifths.diagnostics import Span

MAX_BYTES = 1 << 20

_MARK = "\ufeff".encode()


def read(name: str, data: bytes, report: Report) -> Source:
    """The file's source; its `root` is None where it could not be read to its end, and then the report says why."""
    if len(data) > MAX_BYTES:
        message = f"this file is larger than {MAX_BYTES >> 20} MiB"
        report.error("E003", Span(name, 1, 1), message, "divide it into several files")
        return Source(name)
    data = data.removeprefix(_MARK)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n")
    text = _decoded(name, data, report)
    if text is None:
        return Source(name)
    source = Source(name, text)
    if _characters(source, data, report) and not regular.build(source):
        from fourfifths.compiler import events  # only here, because a regular story can do without yaml

        events.build(source, report)
    return source


def _decoded(name: str, data: bytes, report: Report) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError as mistake:
        before = data[: mistake.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        place = Span(name, before.count(b"\n") + 1, column)
        report.error("E004", place, f"byte 0x{data[mistake.start]:02X} is not UTF-8", "save the file as UTF-8")
        return None


def _characters(source: Source, data: bytes, report: Report) -> bool:
    """Whether every character of the file may stand in it; the first place of each that may not is reported."""
    found = forbidden(suspects(data))
    for character in dict.fromkeys(found):
        before = source.text[: source.text.index(character)]
        place = Span(source.name, before.count("\n") + 1, len(before) - before.rfind("\n"))
        name_character(character, place, report)
    return not found
