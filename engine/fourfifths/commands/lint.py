"""`fourfifths lint`: a story's mistakes, for a person, a log or a program."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import click

from fourfifths import edge, excerpt, markup
from fourfifths.commands.parameters import nearest_story
from fourfifths.commands.reading import deliver
from fourfifths.diagnostics import Diagnostic, Severity
from fourfifths.tools.lint import Selection, formats, manual, registry
from fourfifths.tools.lint.targets import Checked, checked, targets

_WRITERS = {"json": excerpt.as_json, "concise": excerpt.concise, "github": formats.github, "sarif": formats.sarif}
FORMATS = ("full", *_WRITERS)
_PATH = click.Path(exists=True, path_type=Path)


def codes(ctx: click.Context, param: click.Parameter, values: Iterable[str]) -> tuple[str, ...]:
    """Codes, starts of codes or names of rules, each of which means something."""
    parts = tuple(part.strip() for value in values for part in value.split(",") if part.strip())
    for part in parts:
        if not registry.known(part):
            message = f"there is no code or rule {part!r}; `fourfifths lint --manual` lists them."
            raise click.BadParameter(message, ctx, param)
    return parts


@click.command(
    name="lint",
    epilog="\b\nExamples:\n  fourfifths lint story --format concise\n"
    "  fourfifths lint story/juno/purple.yaml --strict\n  fourfifths lint --explain W104",
)
@click.argument("paths", type=_PATH, nargs=-1, metavar="[PATH]...")
@click.option(
    "--format", "style", type=click.Choice(FORMATS), default="full", show_default=True, help="How mistakes are written."
)
@click.option("--select", multiple=True, callback=codes, help="Look for these codes or rules only, as W1,W304.")
@click.option("--ignore", multiple=True, callback=codes, help="Leave these codes or rules out.")
@click.option("--strict", is_flag=True, help="Warnings make exit code 1 as errors do; for CI.")
@click.option("--statistics", is_flag=True, help="Show how often each code was found, not where.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to a file."
)
@click.option("--explain", metavar="CODE", help="Show what the manual says of a code, and do nothing else.")
@click.option("--manual", "whole_manual", is_flag=True, help="Show the whole manual of the rules, as Markdown.")
def command(
    paths: tuple[Path, ...],
    style: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    statistics: bool,
    output: Path | None,
    explain: str | None,
    whole_manual: bool,
) -> int:
    """Check a story: PATH is its folder, or some of its files to see only what is found there.

    Without one, the story here or in story/, else the one that ships with the game.

    Exit code 0 where there is nothing to mend or only warnings, 1 where there are errors (with --strict, warnings too),
    2 where the command is not understood, 3 where the output cannot be written. A line's end comment
    `# fourfifths: ignore[W104]` silences a warning.
    """
    if explain is not None or whole_manual:
        _show(_explained(explain) if explain is not None else manual.manual().rstrip(), output)
        return 0
    selection = Selection(select, ignore)
    results = [checked(target, selection) for target in targets(paths or (nearest_story(),))]
    found = tuple(item for result in results for item in result.found)
    said = formats.statistics(found) if statistics else _shown(results, found, style, output is None)
    _show(said, output)
    if style == "full":
        _note(results)
    failed = found if strict else [item for item in found if item.severity is Severity.ERROR]
    return int(bool(failed))


def _explained(code: str) -> str:
    text = registry.explained(code if registry.explained(code) else code.upper())
    if text is None:
        raise click.UsageError(f"There is no code {code!r}; `fourfifths lint --manual` lists them.")
    return text


def _note(results: Iterable[Checked]) -> None:
    for place in (result.stale for result in results if result.stale):
        click.echo(
            f"{markup.clean(str(place))} proves another version; `fourfifths prove` brings it up to date.", err=True
        )


def _show(said: str, output: Path | None) -> None:
    deliver(f"{said}\n" if said else "", output)


def _shown(results: list[Checked], found: tuple[Diagnostic, ...], style: str, to_screen: bool) -> str:
    if style != "full":
        return _WRITERS[style](found)
    if found:
        colour = to_screen and edge.coloured(sys.stdout)
        return f"{excerpt.full(found, cache(excerpt.lines_of), colour=colour)}\n\n{excerpt.summary(found)}."
    return "\n".join(_clean(result) for result in results)


def _clean(result: Checked) -> str:
    story = result.compiled.story
    if story is None:
        return f"{result.target.folder}: nothing to mend in what was asked for."
    choices = sum(len(scene.choices) for scene in story.scenes.values() if not scene.auto)
    scenes = sum(not scene.inner for scene in story.scenes.values())
    return f"{story.title} {story.version}: {scenes} scenes, {choices} choices, nothing to mend."
