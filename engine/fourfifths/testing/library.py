"""The stories that playthroughs name, each compiled once for as long as nobody asks to read it anew."""

from __future__ import annotations

from pathlib import Path

from fourfifths.compiler import compile_story
from fourfifths.model import Story


class Library:
    """Stories by their folders. Raises StoryError where one does not compile, each time it is asked for."""

    def __init__(self) -> None:
        self._stories: dict[Path, Story] = {}
        self._folders: dict[str, Path] = {}

    def story(self, folder: Path) -> Story:
        """The story in this folder."""
        place = folder.resolve()
        if place not in self._stories:
            self._keep(place)
        return self._stories[place]

    def again(self, story: Story) -> Story:
        """The same story as its folder now has it."""
        return self._keep(self._folders[story.hash])

    def folder(self, story: Story) -> Path:
        """The folder that a story came from."""
        return self._folders[story.hash]

    def _keep(self, place: Path) -> Story:
        story = compile_story(place)
        self._stories[place] = story
        self._folders[story.hash] = place
        return story
