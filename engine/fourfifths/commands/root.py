"""The group of subcommands. `fourfifths FOLDER` is `fourfifths play FOLDER`."""

from __future__ import annotations

import difflib
import importlib
import io
from pathlib import Path

import click

from fourfifths import __version__, markup

_COMMANDS = {
    "play": "Play a story; the one that ships with the game unless you name a folder.",
    "lint": "Check a story and show every mistake in it, its place and its cure.",
    "test": "Play scripted playthroughs and show what came out otherwise.",
    "record": "Make a playthrough file of a saved game or a script.",
    "transcript": "Write what playthroughs read like, as text, Markdown or HTML.",
    "mutate": "Change a story in small ways and show which changes no playthrough notices.",
    "simulate": "Play a story by policies, thousands of times, and measure it.",
    "prove": "Prove what can happen in a story and what never can, each with its evidence.",
    "diff": "Say what an edit did to a story: two folders, or two revisions of a repository.",
    "new": "Write a skeleton: a story, scene, ending or playthrough.",
    "schema": "Write JSON Schemas, so that an editor completes and checks a story's files.",
    "graph": "Draw what leads where, as text, mermaid, dot, SVG or JSON.",
    "where": "Show every place that sets, reads or shows a name.",
    "stats": "Count words, choices and branches, and how much of the story a run shows.",
    "inspect": "Show the sums a story claims, with their terms: the Concierge card, the pantry week.",
    "export": "Write the story's words as JSON lines, for programs that measure prose.",
    "saves": "List, check and delete saved games.",
}


class LazyGroup(click.Group):
    """Knows its commands by name and imports the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the help."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of this name, imported now."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"fourfifths.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command and what is left for it; a folder's name or an option of `play` alone means to play."""
        if args[0] not in _COMMANDS and Path(args[0]).is_dir():
            args = ["play", *args]
        if args[0] not in _COMMANDS:
            near = difflib.get_close_matches(args[0], _COMMANDS, n=1, cutoff=0.5)
            meant = f"Did you mean {near[0]!r}?" if near else f"There are: {', '.join(_COMMANDS)}."
            raise click.UsageError(f"There is no command or folder {markup.clean(args[0])!r}. {meant}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The commands for the help, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The group's own options; anything else that begins with a hyphen belongs to `play`."""
        own = {"-h", "--help", "-V", "--version"}
        if not args or (args[0].startswith("-") and args[0] not in own):
            args = ["play", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExamples:\n  fourfifths                      play: go on with the last game, or begin one\n"
    "  fourfifths play --new           begin a new game; the last one is kept\n"
    "  fourfifths play path/to/story   play another story\n"
    "  fourfifths lint path/to/story   show every mistake in it",
)
@click.version_option(__version__, "-V", "--version", prog_name="fourfifths", message="%(prog)s %(version)s")
def root() -> None:
    """Four-Fifths: a narrative game for the terminal, and the tool to write one like it."""


def run(words: list[str]) -> int:
    """Run a command line and return its exit code; click's complaints are shown, cleaned."""
    try:
        code = root.main(args=words, prog_name="fourfifths", standalone_mode=False)
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        click.echo(markup.clean(said.getvalue()), nl=False, err=True)
        return error.exit_code
    except click.Abort:
        return 130
    return code if isinstance(code, int) else 0
