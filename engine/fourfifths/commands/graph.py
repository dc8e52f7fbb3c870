"""`fourfifths graph`: what leads where in a story."""

from __future__ import annotations

from pathlib import Path

import click

from fourfifths import edge
from fourfifths.commands.parameters import FOLDER, nearest_story
from fourfifths.commands.reading import deliver, readable
from fourfifths.proofs import PLACE, fresh
from fourfifths.tools import graph
from fourfifths.tools.graph.dot import NoGraphvizError, as_svg

_FORMATS = {
    "mermaid": graph.as_mermaid,
    "dot": graph.as_dot,
    "json": graph.as_json,
    "text": graph.as_text,
    "svg": as_svg,
}


@click.command(
    name="graph",
    epilog="\b\nExamples:\n  fourfifths graph --format mermaid -o story.mmd\n"
    "  fourfifths graph --of scenes --from juno/purple --depth 3",
)
@click.argument("path", type=FOLDER, required=False)
@click.option("--format", "style", type=click.Choice(list(_FORMATS)), default="text", show_default=True)
@click.option(
    "--of",
    type=click.Choice(["episodes", "scenes"]),
    help="Nodes are files or scenes; files where the story has more than 40 scenes.",
)
@click.option("--from", "start", metavar="NODE", help="Only what can be reached from this scene or episode.")
@click.option("--depth", type=click.IntRange(min=0), metavar="N", help="Only so many steps from there.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write here, not to the screen.")
def command(
    path: Path | None, style: str, of: str | None, start: str | None, depth: int | None, output: Path | None
) -> int:
    """Draw the story in PATH: by act and episode, endings marked, ways that need something dashed.

    Where `fourfifths prove` kept a proof of this very story, what is impossible and what has no way back is marked.

    Exit code 2 for a node that is not there, 3 where the story cannot be read or drawn.
    """
    folder = path or nearest_story()
    story = readable(folder)
    if story is None:
        return 3
    found = graph.scenes(story) if (of or _usual(len(story.scenes))) == "scenes" else graph.episodes(story)
    proof = fresh(folder / PLACE, story)
    found = graph.proved(found, story, proof) if proof else found
    try:
        text = _FORMATS[style](graph.around(found, start or _first(found), depth) if start or depth else found)
    except KeyError:
        raise click.UsageError(f"There is no {'scene' if of == 'scenes' else 'node'} {start!r} here.") from None
    except NoGraphvizError as error:
        edge.complain(f"{error}.")
        return 3
    deliver(text, output)
    return 0


def _usual(scenes: int) -> str:
    return "scenes" if scenes <= 40 else "episodes"


def _first(found: graph.Graph) -> str:
    return next(node.id for node in found.nodes if node.starts)
