"""`fourfifths prove`: what can happen in a story and what never can, each with its evidence."""

from __future__ import annotations

import json
from pathlib import Path

import click

from fourfifths import bundled, edge, markup
from fourfifths.collector import paused
from fourfifths.commands.parameters import FOLDER, nearest_story, seed_option
from fourfifths.commands.reading import deliver, made, readable
from fourfifths.commands.working import progress
from fourfifths.model import Story
from fourfifths.proofs import PLACE, Kept, ProofFileError, read, write
from fourfifths.prove.again import Again
from fourfifths.prove.findings import Findings, findings
from fourfifths.prove.keeping import kept, recalled
from fourfifths.prove.loops import loops
from fourfifths.prove.odds import odds
from fourfifths.prove.odds_report import odds_lines
from fourfifths.prove.reasons import Reasons
from fourfifths.prove.report import Report
from fourfifths.prove.verdict import Budget, Proof
from fourfifths.testing.record import Move, text
from fourfifths.testing.script import Action

Files = dict[tuple[int, tuple[str, ...]], str]
PROOF = click.Path(dir_okay=False, path_type=Path)


@click.command(name="prove", epilog="\b\nExamples:\n  fourfifths prove\n  fourfifths prove story --json --odds")
@click.argument("path", type=FOLDER, required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output and nothing else.")
@click.option("--witnesses", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write them here.")
@seed_option("Of the walks; verdicts are the same for a seed.")
@click.option("--budget", type=click.FloatRange(0.01, 1000), default=1, show_default=True, metavar="FACTOR",
              help="More or less of it.")  # fmt: skip
@click.option("--odds", "with_odds", is_flag=True, help="Say how likely endings and choices are.")
@click.option("--fail-unknown", is_flag=True, help="Exit with 1 where anything is unknown, too.")
@click.option(
    "--save/--no-save", default=True, help="Keep the proof, and go on from the one that is kept. Default: on."
)
@click.option("--proof", "place", type=PROOF, metavar="FILE", help=f"Where it is kept; else {PLACE} in the story.")
@click.option("--fresh", is_flag=True, help="Prove everything anew, whatever is kept.")
def command(
    path: Path | None,
    as_json: bool,
    witnesses: Path | None,
    seed: int,
    budget: float,
    with_odds: bool,
    fail_unknown: bool,
    save: bool,
    place: Path | None,
    fresh: bool,
) -> int:
    """Prove what can be met in the story in PATH: each is reachable, with a playthrough, or impossible, with a reason.

    Scenes, choices open and locked, text variants, conditions both ways, cards, endings; and dead ends, traps, locks
    that never open, effects that a meter's end always eats, points of no return. What is not decided within the budget
    is unknown.

    The proof is kept beside the story: called again, only what an edit touched is sought. Ctrl+C keeps what is decided.

    Exit code 0 where there is nothing to mend, 1 where there is, 3 where the story cannot be read.
    """
    folder = path or nearest_story()
    story = readable(folder)
    if story is None:
        return 3
    file = (place or folder / PLACE) if save else None
    with paused():
        before = _before(file) if file and not fresh else None
        again = Again(story, seed, Budget().times(budget), before)
    try:
        with progress() as tell:
            proof = again.run(tell)
        found = (before and recalled(again, before)) or findings(again.prover, proof, ahead=again.ahead)
    except KeyboardInterrupt:
        return _stopped(again, file)
    reasons = Reasons(story, proof, again.prover.atlas)
    with paused():
        _keep(file, kept(again, proof, reasons, found))
    round_and_round = loops(again.prover.system, None)
    report = Report(story, proof, reasons, found, round_and_round, folder, again.held if before else None)
    files = _written(story, _plays(proof, found), folder, witnesses) if witnesses else {}
    chances = odds(story, seed=seed) if with_odds else None
    if as_json:
        click.echo(json.dumps(report.object(files, chances), indent=1, ensure_ascii=False))
    else:
        lines = [*report.lines(), *(["", *odds_lines(chances)] if chances else [])]
        click.echo(markup.clean("\n".join(lines)))
    return 0 if report.sound and not (fail_unknown and proof.unknown) else 1


def _before(file: Path) -> Kept | None:
    """The proof that is kept; where it cannot be used that is said, and there is none."""
    try:
        return read(file)
    except ProofFileError as error:
        edge.complain(f"{error}; everything is proved anew.")
        return None


def _keep(file: Path | None, proof: Kept) -> None:
    """Keeps a proof; where it cannot be kept that is said, and the report stands without."""
    if file is None:
        return
    try:
        write(file, proof)
    except ProofFileError as error:
        edge.complain(f"the proof is not kept: {error}.")


def _stopped(again: Again, file: Path | None) -> int:
    """Keeps what was decided before Ctrl+C."""
    proof = again.stopped()
    decided = len(proof.verdicts) - proof.unknown
    if file is not None:
        _keep(file, kept(again, proof, Reasons(again.story, proof, again.prover.atlas), None))
    where = f"; {file} keeps them, and `fourfifths prove` goes on from there" if file else ""
    edge.complain(f"stopped: {decided:,} of {len(proof.verdicts):,} questions are decided{where}.")
    return 130


def _plays(proof: Proof, found: Findings) -> set[tuple[int, tuple[str, ...]]]:
    """The plays of all evidence."""
    told = {(play.seed, play.choices) for each in found.found for play in (each.before, each.after) if play}
    return told | {(v.witness.seed, v.witness.choices) for v in proof.verdicts if v.witness}


def _written(story: Story, plays: set[tuple[int, tuple[str, ...]]], folder: Path, out: Path) -> Files:
    """Writes plays as playthroughs, each that is not the beginning of another, and says which is where."""
    found = sorted(plays)
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
