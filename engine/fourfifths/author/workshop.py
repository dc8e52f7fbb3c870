"""What author mode does to a session, for any front end: read the story again, jump, set, record, explain.

The story that is played is always one that compiled. Where the files no longer do, `diagnostics` says why and play goes
on with the story as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from fourfifths import excerpt, step
from fourfifths.author.editor import Editor, editor
from fourfifths.author.explain import Explanation, explain
from fourfifths.author.values import SettingError, near, setting
from fourfifths.author.watch import Watch
from fourfifths.compiler import check
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Story
from fourfifths.onward import Ahead
from fourfifths.session import Session
from fourfifths.session.ahead import Lookout
from fourfifths.state import State

Recorder = Callable[[Session, Path], str]
"""Writes the run of a session of the story in a folder as a playthrough file, and says where, or why not."""


class Read(NamedTuple):
    """The story as its files now have it, None where they have mistakes, and the diagnostics."""

    story: Story | None
    diagnostics: tuple[Diagnostic, ...]


class Workshop:
    """An author's hold on a story that is being played. `watch` is None where files are read only when asked."""

    def __init__(
        self, folder: Path, story: Story, watch: Watch | None = None, recorder: Recorder | None = None
    ) -> None:
        self.folder = folder
        self.story = story
        self.watch = watch
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self._recorder = recorder
        self._lookout = Lookout()

    def read(self) -> Read:
        """The files as they are. Changes nothing, so another thread may do it."""
        story, diagnostics = check(self.folder)
        return Read(story, excerpt.rooted(diagnostics, self.folder))

    def take(self, read: Read, session: Session | None) -> str:
        """Plays on in what was read, if it compiled. What to tell the author, empty where nothing is new."""
        mended = bool(self.diagnostics)
        self.diagnostics = read.diagnostics
        if read.story is None:
            return f"Not reloaded: {excerpt.summary(read.diagnostics)}. Play goes on with the story as it was."
        if read.story.hash == self.story.hash:
            return "Mended: the story is as it was." if mended else ""
        self.story = read.story
        if session is not None:
            session.reload(read.story)
        return "Reloaded." if session is None or session.notices else "Reloaded; place and state are kept."

    def explain(self, session: Session) -> Explanation:
        """The present scene."""
        return explain(self.story, session.history)

    def ahead(self, story: Story, state: State) -> Ahead:
        """The endings that can still be reached from a state. Takes up to seconds, so another thread may do it."""
        return self._lookout.endings_from(story, state)

    def scenes(self, typed: str) -> tuple[tuple[str, str], ...]:
        """The scenes that what was typed may mean, each with its title."""
        found = near(typed, self.story.scenes)
        words = typed.lower()
        titled = [scene for scene in self.story.scenes.values() if words and words in scene.title.lower()]
        return tuple((scene.id, scene.title) for scene in dict.fromkeys([*found, *titled]))

    def goto(self, session: Session, name: str) -> str:
        """Enters a scene by its full name or its own half. Why not, empty where it is done."""
        ends = [scene for scene in self.story.scenes if scene.endswith(f"/{name}")]
        scene = name if name in self.story.scenes else ends[0] if len(ends) == 1 else ""
        if not scene:
            meant = ends or [found.id for found in near(name, self.story.scenes)]
            return f"There is no scene {name!r}." + (f" Did you mean {meant[0]!r}?" if name and meant else "")
        session.stand(step.enter(self.story, scene, session.turn.state))
        return ""

    def set(self, session: Session, typed: str) -> str:
        """Sets a value. Why not, empty where it is done."""
        try:
            slot, value = setting(self.story, typed)
        except SettingError as error:
            return str(error)
        state = session.turn.state
        values = (*state.values[: slot.index], value, *state.values[slot.index + 1 :])
        session.stand(state._replace(values=values))
        return ""

    def record(self, session: Session) -> str:
        """Writes the run so far as a playthrough file. What to tell the author."""
        return self._recorder(session, self.folder) if self._recorder else "Nothing here can record."

    def editor(self, environment: dict[str, str], place: Span) -> Editor:
        """The author's editor at a place. EditorError where there is none."""
        return editor(environment, self.folder / place.file, place.line, place.column)

    def place_of_mistake(self) -> Span | None:
        """Where the first mistake stands, within the folder."""
        first = next(iter(self.diagnostics), None)
        if first is None:
            return None
        return first.span._replace(file=str(Path(first.span.file).relative_to(self.folder)))
