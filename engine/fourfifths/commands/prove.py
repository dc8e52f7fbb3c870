"""`fourfifths prove`: what can happen in a story and what never can, each with its evidence."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from fourfifths import bundled, edge, markup
from fourfifths.commands.parameters import FOLDER, nearest_story
from fourfifths.commands.reading import deliver, made, readable
from fourfifths.model import Story
from fourfifths.prove.loops import loops
from fourfifths.prove.odds import odds
from fourfifths.prove.prover import Prover
from fourfifths.prove.report import Report, odds_lines
from fourfifths.prove.verdict import Budget, Proof
from fourfifths.testing.record import Move, text
from fourfifths.testing.script import Action

Files = dict[tuple[int, tuple[str, ...]], str]


@click.command(name="prove", epilog="\b\nExamples:\n  fourfifths prove\n  fourfifths prove story --json --odds")
@click.argument("path", type=FOLDER, required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output and nothing else.")
@click.option("--witnesses", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write them here.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the walks; verdicts are the same for a seed.")
@click.option("--budget", type=click.FloatRange(0.01, 1000), default=1, show_default=True, help="More or less of it.")
@click.option("--odds", "with_odds", is_flag=True, help="Say how likely endings and choices are.")
@click.option("--fail-unknown", is_flag=True, help="Exit with 1 where anything is unknown, too.")
def command(
    path: Path | None,
    as_json: bool,
    witnesses: Path | None,
    seed: int,
    budget: float,
    with_odds: bool,
    fail_unknown: bool,
) -> int:
    """Prove what can be met in the story in PATH: each is reachable, with a playthrough, or impossible, with a reason.

    Scenes, choices open and locked, text variants, conditions both ways, cards, endings; and scenes without an open
    choice, effects that a meter's end always eats, loops. What is not decided within the budget is unknown.

    Exit code 0 where there is nothing to mend, 1 where there is, 3 where the story cannot be read.
    """
    folder = path or nearest_story()
    story = readable(folder)
    if story is None:
        return 3
    prover = Prover(story, seed, Budget().times(budget))
    proof = prover.run(_progress if edge.is_tty(sys.stderr) else lambda done, of: None)  # noqa: ARG005
    report = Report(story, proof, loops(prover.system, prover.exact), folder)
    files = _written(story, proof, folder, witnesses) if witnesses else {}
    chances = odds(story, seed=seed) if with_odds else None
    if as_json:
        click.echo(json.dumps(report.object(files, chances), indent=1, ensure_ascii=False))
    else:
        lines = [*report.lines(), *(["", *odds_lines(chances)] if chances else [])]
        click.echo(markup.clean("\n".join(lines)))
    return 0 if report.sound and not (fail_unknown and proof.unknown) else 1


def _progress(done: int, of: int) -> None:
    if done % 50 == 0 or done == of:
        click.echo(f"\r{done} of {of}" + ("\r\033[K" if done == of else ""), nl=False, err=True)


def _written(story: Story, proof: Proof, folder: Path, out: Path) -> Files:
    """Writes the witnesses as playthroughs, each that is not the beginning of another, and says which is where."""
    found = sorted({(v.witness.seed, v.witness.choices) for v in proof.verdicts if v.witness})
    whole = [one for one, after in zip(found, [*found[1:], None], strict=True) if not _begins(one, after)]
    files: Files = {}
    where = bundled.named(folder, made(out))
    for number, (seed, choices) in enumerate(whole, 1):
        name = f"witness-{number:04}.play.yaml"
        moves = [Move(Action.CHOOSE, choice) for choice in choices]
        deliver(text(story, where, f"witness {number}", moves, seed), out / name)
        files |= {one: name for one in found if _begins(one, (seed, choices)) and one not in files}
    return files


def _begins(one: tuple[int, tuple[str, ...]], other: tuple[int, tuple[str, ...]] | None) -> bool:
    return other is not None and one[0] == other[0] and other[1][: len(one[1])] == one[1]
