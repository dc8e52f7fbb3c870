"""`fourfifths new`: skeletons to write on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from fourfifths import bundled, markup
from fourfifths.commands.parameters import FOLDER, nearest_story
from fourfifths.commands.reading import readable, writing
from fourfifths.model import Scene, Story
from fourfifths.tools import scaffold


@click.group(
    name="new",
    epilog="\b\nExamples:\n  fourfifths new story my-story\n  fourfifths new scene luna/lamp --card stock\n"
    "  fourfifths new playthrough first-night",
)
def command() -> None:
    """Write a skeleton that lints clean and plays: a story, scene, ending or playthrough. Nothing is overwritten."""


@command.command(name="story")
@click.argument("name")
def new_story(name: str) -> int:
    """Start a story in a new folder NAME."""
    folder = Path(name)
    return _written(scaffold.story(_named(folder.name)), folder)


@command.command(name="scene")
@click.argument("name", metavar="FOLDER/NAME")
@click.option("--in", "path", type=FOLDER, metavar="DIR", help="The story; the nearest one unless you say.")
@click.option("--card", "tag", metavar="TAG", help="Let the decks with this tag deal it.")
@click.option("--goto", metavar="SCENE", help="Where its choices lead; the deck, or the story's start unless you say.")
def new_scene(name: str, path: Path | None, tag: str | None, goto: str | None) -> int:
    """Add a scene in one new file."""
    folder = path or nearest_story()
    story = readable(folder)
    if story is None:
        return 3
    back = _scene(story, goto) if goto else _back(story, tag)
    pov = _pov(story, _placed(name, story))
    texts = scaffold.card(name, pov, back.act, back.id, tag) if tag else scaffold.scene(name, pov, back.act, back.id)
    return _written(texts, folder)


@command.command(name="ending")
@click.argument("name", metavar="FOLDER/NAME")
@click.option("--in", "path", type=FOLDER, metavar="DIR", help="The story; the nearest one unless you say.")
def new_ending(name: str, path: Path | None) -> int:
    """Add a scene where play is over, in one new file."""
    folder = path or nearest_story()
    story = readable(folder)
    if story is None:
        return 3
    return _written(scaffold.ending(name, _pov(story, _placed(name, story)), max(story.acts)), folder)


@command.command(name="playthrough", short_help="Start a playthrough file.")
@click.argument("name")
@click.option("--in", "path", type=FOLDER, metavar="DIR", help="The story; the nearest one unless you say.")
def new_playthrough(name: str, path: Path | None) -> int:
    """Start a playthrough file in this folder, or in tests/playthroughs where that is."""
    target = next((folder for folder in (Path("tests/playthroughs"),) if folder.is_dir()), Path())
    where = bundled.named(path or nearest_story(), target)
    return _written(scaffold.playthrough(_named(name), where), target)


def _written(texts: Mapping[str, str], folder: Path) -> int:
    try:
        with writing(folder):
            written = scaffold.write(texts, folder)
    except scaffold.TakenError as error:
        raise click.UsageError(f"{markup.clean(str(error))}; nothing was written.") from None
    for path in written:
        click.echo(str(path))
    return 0


def _named(name: str) -> str:
    if not scaffold.NAME.match(name):
        raise click.UsageError(f"A name has small letters, digits and hyphens: {markup.clean(name)!r} has others.")
    return name


def _placed(name: str, story: Story) -> str:
    """The folder of a new scene's name."""
    if not scaffold.REFERENCE.match(name):
        raise click.UsageError(f"A scene is called folder/name, as luna/lamp; {markup.clean(name)!r} is not.")
    if name in story.scenes:
        raise click.UsageError(f"There is a scene {name} already, at {story.scenes[name].span}.")
    return name.partition("/")[0]


def _pov(story: Story, folder: str) -> str:
    """The person whom the folder is named after, else the first who can be played."""
    playable = [person.id for person in story.people.values() if person.playable]
    return folder if folder in playable else playable[0] if playable else next(iter(story.people))


def _scene(story: Story, name: str) -> Scene:
    if name not in story.scenes:
        raise click.UsageError(f"There is no scene {markup.clean(name)!r}.")
    return story.scenes[name]


def _back(story: Story, tag: str | None) -> Scene:
    """The hub whose deck would deal the card, else where the story starts."""
    hubs = [scene for scene in story.scenes.values() if scene.deck] if tag else []
    return hubs[0] if hubs else story.scenes[story.start]
