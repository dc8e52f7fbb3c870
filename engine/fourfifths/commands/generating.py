"""`fourfifths test --generate`: playthrough files made from a story, in a folder of their own."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from fourfifths import edge, excerpt, markup
from fourfifths.commands.parameters import nearest_story
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
        found = excerpt.rooted(mistakes.diagnostics, folder)
        click.echo(excerpt.full(found, colour=edge.coloured(sys.stderr)), err=True)
        return BROKEN
    made = generate(story, Path(os.path.relpath(folder.resolve(), out.resolve())).as_posix(), seed)
    clash = [path.name for path in foreign if path.name in made.files]
    if clash:
        edge.complain(f"{out / clash[0]} was not made by --generate; move it away first.")
        return USAGE
    _replace(out, made)
    click.echo(markup.clean(_said(made, out, folder)))
    return 0


def _there(out: Path) -> list[Path]:
    return sorted(out.glob("*.play.yaml")) if out.is_dir() else []


def _ours(path: Path) -> bool:
    return MADE in path.read_text(encoding="utf-8", errors="replace")[:2000]


def _replace(out: Path, made: Generated) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for path in _there(out):
        if path.name not in made.files and _ours(path):
            path.unlink()
    for name, text in made.files.items():
        (out / name).write_text(text, encoding="utf-8")


def _said(made: Generated, out: Path, folder: Path) -> str:
    chosen = made.selection
    lines = [
        f"{len(made.files)} files in {out}: {len(chosen.walks)} runs meet {chosen.cover.bit_count()} "
        f"of {made.points} points; {len(chosen.missed)} were not met, {len(chosen.never)} are proved impossible."
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
