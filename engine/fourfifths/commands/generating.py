"""`fourfifths test --generate`: playthrough files made from a story, in a folder of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from fourfifths import bundled, edge, excerpt, markup
from fourfifths.commands.parameters import nearest_story
from fourfifths.commands.reading import deliver, made, mistaken, writing
from fourfifths.compiler import compile_story
from fourfifths.diagnostics import StoryError
from fourfifths.testing.generate import MADE, Generated, generate
from fourfifths.testing.points import Point

BROKEN, USAGE = 2, 4
"""The exit codes of `fourfifths test`, which are pytest's."""


def write(paths: Sequence[Path], out: Path, seed: int) -> int:
    """Writes the files for the story in the one path, or the nearest; what an earlier run made there is replaced."""
    folder = paths[0] if paths else nearest_story()
    if len(paths) > 1 or not folder.is_dir():
        edge.complain("--generate takes one PATH, the story's folder.")
        return USAGE
    foreign = [path for path in _there(out) if not _ours(path)]
    try:
        story = compile_story(folder)
    except StoryError as mistakes:
        mistaken(excerpt.rooted(mistakes.diagnostics, folder))
        return BROKEN
    found = generate(story, bundled.named(folder, out), seed)
    clash = [path.name for path in foreign if path.name in found.files]
    if clash:
        edge.complain(f"{out / clash[0]} was not made by --generate; move it away first.")
        return USAGE
    _replace(out, found)
    click.echo(markup.clean(_said(found, out, folder)))
    return 0


def _there(out: Path) -> list[Path]:
    return sorted(out.glob("*.play.yaml")) if out.is_dir() else []


def _ours(path: Path) -> bool:
    try:
        return MADE in path.read_text(encoding="utf-8", errors="replace")[:2000]
    except OSError:
        return False


def _replace(out: Path, found: Generated) -> None:
    made(out)
    for path in _there(out):
        if path.name not in found.files and _ours(path):
            with writing(path):
                path.unlink()
    for name, text in found.files.items():
        deliver(text, out / name)


def _said(found: Generated, out: Path, folder: Path) -> str:
    chosen = found.selection
    lines = [
        f"{len(found.files)} files in {out}: {len(chosen.walks)} runs meet {chosen.cover.bit_count()} "
        f"of {found.points} points; {len(chosen.missed)} were not met, {len(chosen.never)} are proved impossible."
    ]
    for what, points in (("No run was found that meets these:", chosen.missed), ("Impossible:", chosen.never)):
        if points:
            lines += ["", what, *(_line(point, folder) for point in points)]
    return "\n".join(lines)


def _line(point: Point, folder: Path) -> str:
    span = point.span
    return (
        f"  {folder / span.file}:{span.line}:{span.column}: {point.kind}: {point.key.partition(' ')[2]}: {point.what}"
    )
