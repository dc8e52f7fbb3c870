"""A difference in words: text for a terminal, Markdown for a review, JSON for a program."""

from __future__ import annotations

import json
from itertools import groupby

from fourfifths import markup
from fourfifths.tools.diff.entries import Difference, Entry, Sign

_SAID = {
    Sign.CAME: "new",
    Sign.WENT: "gone",
    Sign.CHANGED: "changed",
    Sign.LOST: "can no longer be reached",
    Sign.FOUND: "can now be reached",
}


def as_text(found: Difference) -> str:
    """Sections of lines, each with a sign: + new, - gone, ~ changed, ! out of reach, * within reach."""
    if not found and not found.notes:
        return "The stories do the same."
    parts = []
    for section, entries in groupby(found.entries, key=lambda entry: entry.section):
        parts.append("\n".join([f"{section}:", *(_line(entry) for entry in entries)]))
    if found.words:
        lines = [f"  {words.voice:<16} +{words.added} -{words.removed}" for words in found.words]
        parts.append("\n".join(["words:", *lines]))
    parts += [f"note: {note}" for note in found.notes]
    return markup.clean("\n\n".join(parts))


def _line(entry: Entry) -> str:
    place = f"  ({entry.span})" if entry.span else ""
    said = f" {_SAID[entry.sign]}" if entry.sign in (Sign.LOST, Sign.FOUND) else ""
    lines = [f"  {entry.sign} {_one(entry.what)}{said}{place}"]
    if entry.old or entry.new:
        lines += [f"      {_one(entry.old)}", f"   -> {_one(entry.new)}"] if entry.old else [f"      {_one(entry.new)}"]
    return "\n".join(lines)


def as_markdown(found: Difference) -> str:
    """Tables, one for each section; names and values as code."""
    if not found and not found.notes:
        return "The stories do the same.\n"
    parts = ["# What changed in the story"]
    for section, entries in groupby(found.entries, key=lambda entry: entry.section):
        rows = [f"| {_SAID[e.sign]} | {_code(e.what)} | {_code(e.old)} | {_code(e.new)} |" for e in entries]
        parts.append("\n".join([f"## {section.capitalize()}", "", "| | what | was | is |", "|---|---|---|---|", *rows]))
    if found.words:
        rows = [f"| {_code(words.voice)} | {words.added} | {words.removed} |" for words in found.words]
        parts.append("\n".join(["## Words", "", "| voice | added | removed |", "|---|---|---|", *rows]))
    parts += [f"*Note:* {_code(note)}" for note in found.notes]
    return markup.clean("\n\n".join(parts)) + "\n"


def _code(text: str) -> str:
    """A text in a cell that nothing in it can break out of."""
    line = _one(text).replace("`", "'").replace("|", "\\|")
    return f"`{line}`" if line else ""


def _one(text: str) -> str:
    return " ".join(text.split())


def as_json(found: Difference) -> str:
    """One object: `entries`, `words` and `notes`."""
    entries = [
        {
            "section": entry.section,
            "change": entry.sign.name.lower(),
            "what": entry.what,
            "file": entry.span.file if entry.span else None,
            "line": entry.span.line if entry.span else None,
            "column": entry.span.column if entry.span else None,
            "old": entry.old,
            "new": entry.new,
        }
        for entry in found.entries
    ]
    words = [{"voice": w.voice, "added": w.added, "removed": w.removed} for w in found.words]
    return json.dumps({"entries": entries, "words": words, "notes": list(found.notes)}, indent=2, ensure_ascii=False)
