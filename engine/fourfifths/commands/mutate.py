"""`fourfifths mutate`: which small changes to a story its playthroughs do not notice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from fourfifths import markup, processes
from fourfifths.commands.parameters import seed_option
from fourfifths.commands.reading import mistaken
from fourfifths.commands.working import progress
from fourfifths.model import Story
from fourfifths.testing import mutate, select
from fourfifths.testing.collect import Collected, collect
from fourfifths.testing.library import Library
from fourfifths.testing.mutate import Judged, Report, Verdict

UNREADABLE = 3


@click.command(
    name="mutate",
    epilog="\b\nExamples:\n  fourfifths mutate\n  fourfifths mutate tests/playthroughs --sample 200 --seed 7",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--sample", "size", type=click.IntRange(1), metavar="N", help="Try so many changes, not all of them.")
@seed_option("Which ones.")
@click.option(
    "--jobs", type=click.IntRange(1, processes.MOST), metavar="N", help="Processes; one for each core if not given."
)
@click.option("--fail-under", "bar", type=click.FloatRange(0, 100), default=100, show_default=True, metavar="PCT",
              help="Fail where fewer are noticed.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output and nothing else.")
def command(paths: tuple[Path, ...], size: int | None, seed: int, jobs: int | None, bar: float, as_json: bool) -> int:
    """Change a story in small ways and say which changes no playthrough in PATH notices.

    Conditions are turned round, thresholds moved by one, effects dropped or turned round, targets changed, memories,
    facts and `once` taken away, start values changed: in memory, never in the files.

    Exit code 0 where as many are noticed as --fail-under asks for, 1 where not, 2 where the command was called
    wrongly, 3 where a file cannot be read.
    """
    library = Library()
    collected = _collected(paths, library)
    if collected.mistakes:
        mistaken(collected.mistakes)
        return UNREADABLE
    stories = {play.story.hash: play.story for play in collected.playthroughs}
    if not stories:
        raise click.UsageError("there are no playthroughs here.")
    reports = {}
    for story in stories.values():
        chosen = mutate.sample(story, size, seed)
        with progress() as tell:
            told = mutate.judge(story, collected.playthroughs, chosen, jobs=jobs or processes.cores(), progress=tell)
        reports[story.hash] = told
    found = [(stories[key], library.folder(stories[key]), report) for key, report in reports.items()]
    if as_json:
        click.echo(json.dumps([_object(*one) for one in found], indent=2, ensure_ascii=False))
    else:
        click.echo("\n\n".join(markup.clean(_told(*one)) for one in found))
    return 0 if all(report.score >= bar for report in reports.values()) else 1


def _collected(paths: tuple[Path, ...], library: Library) -> Collected:
    try:
        return collect(select.files(paths), library)
    except FileNotFoundError as error:
        raise click.UsageError(f"there is no file or folder {error}.") from error


def _told(story: Story, folder: Path, report: Report) -> str:
    parts = [_line(item, folder) for item in report.judged if item.verdict is Verdict.MISSED]
    lines = ["No playthrough notices these:", *parts, ""] if parts else []
    same = [item for item in report.judged if item.verdict is Verdict.SAME]
    if same:
        lines += ["These cannot be told apart from the story:", *(f"{_line(i, folder)}; {i.by}" for i in same), ""]
    if report.failing:
        lines += ["These playthroughs fail without any change and were left out:"]
        lines += [*(f"  {name}" for name in report.failing), ""]
    counts = ", ".join(f"{report.count(verdict)} {verdict}" for verdict in Verdict)
    lines.append(
        f"{story.title} {story.version}: {len(report.judged)} changes, {report.playthroughs} playthroughs: "
        f"{counts}: {report.score:.1f} %."
    )
    return "\n".join(lines)


def _line(item: Judged, folder: Path) -> str:
    mutant = item.mutant
    named = folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
    span = mutant.span._replace(file=str(named / mutant.span.file))
    return f"  {span}: {mutant.sort}: {' '.join(mutant.what.split())}"


def _object(story: Story, folder: Path, report: Report) -> dict[str, Any]:
    return {
        "story": story.id,
        "version": story.version,
        "score": round(report.score, 2),
        "playthroughs": report.playthroughs,
        "failing": list(report.failing),
        "counts": {verdict.name.lower(): report.count(verdict) for verdict in Verdict},
        "changes": [_change(item, folder) for item in report.judged],
    }


def _change(item: Judged, folder: Path) -> dict[str, Any]:
    mutant = item.mutant
    return {
        "number": mutant.number,
        "sort": str(mutant.sort),
        "what": mutant.what,
        "file": str(folder / mutant.span.file),
        "line": mutant.span.line,
        "column": mutant.span.column,
        "scene": mutant.scene,
        "verdict": item.verdict.name.lower(),
        "by": item.by,
    }
