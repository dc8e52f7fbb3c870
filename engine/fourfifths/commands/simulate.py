"""`fourfifths simulate`: thousands of plays by policies, and what they say of a story."""

from __future__ import annotations

import json
from pathlib import Path

import click

from fourfifths import edge, excerpt, markup, processes
from fourfifths.commands.parameters import FOLDER, nearest_story, seed_option
from fourfifths.commands.reading import deliver, mistaken, readable
from fourfifths.commands.working import progress
from fourfifths.compiler.report import Report
from fourfifths.compiler.tablefiles import read_tables
from fourfifths.diagnostics import StoryError
from fourfifths.model import Story
from fourfifths.simulate.measures import broken, measures
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.page import page
from fourfifths.simulate.plan import Plan
from fourfifths.simulate.report import record, text
from fourfifths.simulate.roster import roster
from fourfifths.simulate.run import run
from fourfifths.systems.policies import Policies, Policy

OTHERS = 5
"""The policies beside random play a fifth of its plays."""
_FILE = click.Path(dir_okay=False, path_type=Path)
_EXAMPLES = (
    "\b\nExamples:\n"
    "  fourfifths simulate\n"
    "  fourfifths simulate story --runs 10000 --policy random --no-text\n"
    "  fourfifths simulate story --html report.html --gates"
)


@click.command(name="simulate", epilog=_EXAMPLES)
@click.argument("path", type=FOLDER, required=False)
@click.option("--runs", type=click.IntRange(1, 1_000_000), default=1000, show_default=True, metavar="N",
              help="Plays of random; each other policy plays a fifth of them.")  # fmt: skip
@seed_option("Of the first play.")
@click.option("--policy", "names", multiple=True, metavar="NAME", help="Only this one; may be given again.")
@click.option(
    "--jobs", type=click.IntRange(1, processes.MOST), metavar="N", help="Processes; one for each core if not given."
)
@click.option("--no-text", is_flag=True, help="Do not read the texts: faster, without what is measured by them.")
@click.option("--forks", type=click.IntRange(0, 100_000), default=40, show_default=True, metavar="N",
              help="Personas of the fork test, each forked at every choice.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--html", "html", type=_FILE, metavar="FILE", help="Also write a page with charts here.")
@click.option("-o", "--output", type=_FILE, metavar="FILE", help="Write the report here.")
@click.option("--gates", is_flag=True, help="Exit with 1 where a hard gate does not hold.")
def command(
    path: Path | None,
    runs: int,
    seed: int,
    names: tuple[str, ...],
    jobs: int | None,
    no_text: bool,
    forks: int,
    as_json: bool,
    html: Path | None,
    output: Path | None,
    gates: bool,
) -> int:
    """Play the story in PATH by policies, thousands of times, and measure it.

    The figures are the same on any machine for the same story, seed and options, whatever the number of processes.

    Exit code 0, or 1 with --gates where a hard gate does not hold; 3 where the story or its policies cannot be read, a
    file cannot be written or a process is lost.
    """
    folder = path or nearest_story()
    story = readable(folder)
    read = _policies(folder, story) if story else None
    if story is None or read is None:
        return 3
    table, every = read
    plan = Plan(_chosen(every, names), runs, max(1, runs // OTHERS), seed, not no_text, forks)
    try:
        with progress() as tell:
            results = run(story, plan, jobs or processes.cores(), tell)
    except KeyboardInterrupt:
        edge.complain("stopped; nothing was measured.")
        return 130
    facts = Facts(results, table)
    found = measures(facts)
    report = f"{json.dumps(record(facts, found), indent=1, ensure_ascii=False)}\n" if as_json else text(facts, found)
    deliver(markup.clean(report), output)
    if html:
        deliver(page(facts, found), html)
    return 1 if gates and broken(found) else 0


def _policies(folder: Path, story: Story) -> tuple[Policies, tuple[Policy, ...]] | None:
    """The story's own table and all policies; where something in it is mistaken that is shown, and there are none."""
    report = Report()
    try:
        table = read_tables(folder).policies or Policies()
        every = roster(story, table, report)
        if report.failed:
            raise StoryError(report.diagnostics())
    except StoryError as mistakes:
        mistaken(excerpt.rooted(mistakes.diagnostics, folder))
        return None
    return table, every


def _chosen(every: tuple[Policy, ...], names: tuple[str, ...]) -> tuple[Policy, ...]:
    known = [policy.name for policy in every]
    for name in names:
        if name not in known:
            near = Report().near(name, known)
            meant = f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(known)}."
            raise click.UsageError(f"There is no policy {markup.clean(name)!r}. {meant}")
    return tuple(policy for policy in every if policy.name in names or not names)
