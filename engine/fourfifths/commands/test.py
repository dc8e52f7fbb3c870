"""`fourfifths test`: scripted playthroughs, without pytest. Exit codes are pytest's."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import click

from fourfifths import edge, excerpt, markup
from fourfifths.commands import generating
from fourfifths.commands.covering import Measuring
from fourfifths.commands.parameters import seed_option
from fourfifths.commands.reading import deliver, writing
from fourfifths.plural import counted
from fourfifths.testing import junit, report, select, update
from fourfifths.testing.collect import Collected, collect
from fourfifths.testing.library import Library
from fourfifths.testing.results import Result
from fourfifths.testing.runner import run
from fourfifths.testing.script import Playthrough

PASSED, FAILED, BROKEN, USAGE, NOTHING = 0, 1, 2, 4, 5


class _CalledWronglyError(click.UsageError):
    """A complaint of click's with pytest's exit code."""

    exit_code = USAGE


class _Command(click.Command):
    """Says that it was called wrongly as pytest does, with 4."""

    def make_context(self, *arguments: object, **named: object) -> click.Context:
        """The context; a complaint of click's gets the exit code 4."""
        try:
            return super().make_context(*arguments, **named)  # type: ignore[arg-type]
        except click.UsageError as error:
            raise _CalledWronglyError(error.message, error.ctx) from error


@dataclass
class _Sitting:
    """One run of the command: what is asked for, and what came of it."""

    collected: Collected
    library: Library
    talks: bool
    results: list[Result] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def play(self, chosen: list[Playthrough], stops: bool) -> None:
        """Plays the chosen ones, a letter for each, to the first failure where that `stops` it."""
        file = ""
        for playthrough in chosen:
            if self.talks and playthrough.file != file:
                click.echo(f"{'' if not file else chr(10)}{playthrough.file} ", nl=False)
            file = playthrough.file
            began = time.perf_counter()
            result = run(playthrough, library=self.library)
            self.seconds[playthrough.id] = time.perf_counter() - began
            self.results.append(result)
            if self.talks:
                click.echo(report.LETTERS[result.outcome], nl=False)
            if stops and not result.ok:
                break
        if self.talks and file:
            click.echo()

    @property
    def code(self) -> int:
        """The exit code."""
        if self.collected.mistakes:
            return BROKEN
        if not self.results:
            return NOTHING
        return PASSED if all(result.ok for result in self.results) else FAILED


@click.command(
    name="test",
    cls=_Command,
    epilog="\b\nExamples:\n  fourfifths test\n  fourfifths test tests/playthroughs/juno.play.yaml -k 'market or papa'\n"
    "  fourfifths test --update\n  fourfifths test --coverage --html coverage.html\n"
    "  fourfifths test --generate -o generated",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("-k", "expression", metavar="EXPR", help="Only those whose file, name or tags have these words.")
@click.option("-x", "stops", is_flag=True, help="Stop at the first failure.")
@click.option("--update", "updates", is_flag=True, help="Show what would have to be written for all to pass, and ask.")
@click.option("--yes", is_flag=True, help="With --update: do not ask.")
@click.option(
    "--junit",
    "junit_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what came of it to FILE as JUnit XML too, for CI.",
)
@click.option("--coverage", "covers", is_flag=True, help="Say what of the story was met, and what by no playthrough.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the same to FILE as a page.",
)
@click.option("--fail-under", "bar", type=click.FloatRange(0, 100), metavar="PCT", help="Fail where less was met.")
@click.option(
    "--generate", "makes", is_flag=True, help="Write playthroughs that meet all there is in the story in PATH."
)
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    default="generated",
    show_default=True,
    metavar="DIR",
    help="With --generate: write them into this folder.",
)
@seed_option("With --generate: where its search begins.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output and nothing else.")
def command(
    paths: tuple[Path, ...],
    expression: str | None,
    stops: bool,
    updates: bool,
    yes: bool,
    junit_file: Path | None,
    covers: bool,
    page: Path | None,
    bar: float | None,
    makes: bool,
    out: Path,
    seed: int,
    as_json: bool,
) -> int:
    """Play the playthroughs in PATH, files or folders; without one, tests/playthroughs or all below this folder.

    Exit code 0 where all came out as they should, 1 where not, 2 where a file has mistakes, 3 where one cannot be
    written, 4 where the command was called wrongly, 5 where there is nothing to play. With --generate PATH is the
    story's folder, by default the nearest, and nothing is played.
    """
    if makes:
        return generating.write(paths, out, seed)
    try:
        meant = select.expression(expression) if expression else _all
        files = select.files(paths)
    except select.ExpressionError as error:
        edge.complain(f"-k: {error}.")
        return USAGE
    except FileNotFoundError as error:
        edge.complain(f"there is no file or folder {error}.")
        return USAGE
    library = Library()
    collected = collect(files, library)
    sitting = _Sitting(collected, library, talks=not as_json)
    chosen = [playthrough for playthrough in collected.playthroughs if meant(playthrough)]
    if updates and not collected.mistakes:
        return _update(chosen, library, yes)
    sitting.play(chosen, stops)
    deselected = len(collected.playthroughs) - len(chosen)
    code = _report(sitting, Measuring(covers, page, bar), deselected, as_json=as_json)
    if junit_file:
        deliver(junit.document(sitting.results, collected.mistakes, sitting.seconds), junit_file)
    return code


def _report(sitting: _Sitting, measuring: Measuring, deselected: int, *, as_json: bool) -> int:
    """What came of it on standard output, and the exit code."""
    found = measuring.of(sitting.results)
    if as_json:
        click.echo(measuring.in_json(report.as_json(sitting.results, sitting.collected.mistakes), found))
    else:
        _tell(sitting, deselected)
        measuring.tell(found, sitting.library)
    measuring.write(found)
    if measuring.page and not as_json:
        click.echo(f"\nThe page is {measuring.page}.")
    return sitting.code or (PASSED if measuring.reached(found) else FAILED)


def _all(_: Playthrough) -> bool:
    return True


def _tell(sitting: _Sitting, deselected: int) -> None:
    colour = edge.coloured(sys.stdout)
    mistakes = sitting.collected.mistakes
    if mistakes:
        click.echo(excerpt.full(mistakes, colour=colour) + "\n")
    for result in sitting.results:
        if not result.ok:
            click.echo(f"\n{report.failed(result, colour=colour)}")
    broken = len({mistake.span.file for mistake in mistakes})
    click.echo(f"\n{report.summary(sitting.results, broken, deselected)}")


def _update(chosen: list[Playthrough], library: Library, yes: bool) -> int:
    """Show what would be written, ask, write; then what is left is for a person."""
    made = update.plan(run(playthrough, library=library, keep_going=True) for playthrough in chosen)
    texts = made.texts()
    if texts:
        click.echo(markup.clean(update.difference(texts)))
        if not _agreed(yes):
            return FAILED
        for file, text in texts.items():
            with writing(Path(file)):
                update.write({file: text})
        click.echo(f"{counted(len(made.edits), 'value')} written.")
    if made.left:
        found = [report.diagnostic(failure) for failure in made.left]
        click.echo(f"\n{excerpt.full(found, colour=edge.coloured(sys.stdout))}\n\nThese are for you to mend.")
    elif not texts:
        click.echo("Nothing to write.")
    return FAILED if made.left else PASSED


def _agreed(yes: bool) -> bool:
    if yes:
        return True
    if not edge.is_tty(sys.stdin):
        edge.complain("add --yes to write this where nobody can be asked.")
        return False
    return click.confirm("Write this?")
