"""A session: one run being played. The only thing a front end knows.

A choice is on the disk before its outcome is returned. Loading never runs an effect again. Nothing the disk does ends
the play: `unsaved` says why the last autosave failed, and the next choice tries again.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping

from fourfifths.machine import StoryMachine
from fourfifths.model import Story
from fourfifths.panels import View, views
from fourfifths.saves import QUICK, NotFoundError, SaveError, SlotInfo, Store
from fourfifths.saves import slots as names
from fourfifths.saves.profile import Profile
from fourfifths.saves.shape import MAX_SEED
from fourfifths.session import continuing, record, reloading
from fourfifths.session.autosaving import Autosave, opened
from fourfifths.session.history import History
from fourfifths.session.record import Loaded, Run
from fourfifths.session.views import MeterView, Moment, SceneView, last_changes, meter_views, scene_view
from fourfifths.state import State, Turn
from fourfifths.step import arrive


class Session:
    """One run of a story. Made by `start` or `resume`; `close` it at the end."""

    def __init__(self, story: Story, store: Store, run: Run, notices: tuple[str, ...] = ()) -> None:
        self._story = story
        self._store = store
        self._run = run
        self._machine = StoryMachine(story, run.history.now.turn)
        self._profile = Profile(store, story.id)
        self._autosave = Autosave(store)
        self.notices = notices
        """What the player must be told after a load."""
        self._ahead = False
        """Whether what can be done again was played after a save that was then loaded."""

    @classmethod
    def start(cls, story: Story, store: Store, *, seed: int = 0) -> Session:
        """A new run, on an autosave slot of its own; older runs are kept behind it."""
        session = cls(story, store, Run(os.urandom(8).hex(), History([record.first(story, seed % MAX_SEED)])))
        session._write()
        return session

    @classmethod
    def resume(cls, story: Story, store: Store, slot: str | None = None) -> Session:
        """The run of this slot; without one, of the newest save of this story that can be read.

        SaveError where it cannot be read, NotFoundError where nothing can.
        """
        if slot is not None:
            return cls._resumed(story, store, names.checked(slot))
        infos = store.slots()
        passed: tuple[str, ...] = ()
        for info in continuing.candidates(story.id, infos):
            try:
                session = cls._resumed(story, store, info.slot)
            except SaveError as error:
                passed += (continuing.unread(info.slot, str(error)),)
                continue
            autos = (other for other in infos if other.slot in names.AUTOS)
            session.notices = (*continuing.damaged(autos), *passed, *session.notices)
            return session
        nothing = NotFoundError("There is no game to continue.")
        nothing.unread = (*continuing.damaged(infos), *passed)
        raise nothing

    @classmethod
    def _resumed(cls, story: Story, store: Store, slot: str) -> Session:
        loaded, busy = opened(story, store, slot)
        session = cls(story, store, loaded.run, loaded.notices)
        session._settle(slot, loaded, busy)
        return session

    @property
    def slot(self) -> str:
        """The autosave's slot, empty while there is none."""
        return self._autosave.slot

    @property
    def unsaved(self) -> str:
        """Why the last autosave failed, empty when it did not."""
        return self._autosave.unsaved

    @property
    def story(self) -> Story:
        """The story that is played; for author mode, not for a player's screen."""
        return self._story

    @property
    def story_title(self) -> str:
        """The story's title."""
        return self._story.title

    @property
    def people(self) -> Mapping[str, str]:
        """The names of people by their ids, as `Passage.voice` and `SceneView.pov` hold them."""
        return {person.id: person.name for person in self._story.people.values()}

    @property
    def turn(self) -> Turn:
        """What the player reads now."""
        return self._machine.turn

    @property
    def number(self) -> int:
        """How many choices led here."""
        return self._run.history.cursor

    @property
    def scene(self) -> SceneView:
        """Where the player is."""
        return self._run.history.now.scene

    @property
    def meters(self) -> tuple[MeterView, ...]:
        """The meters as they stand, each with its last change."""
        return meter_views(self._story, self.turn.state, last_changes(self._run.history.past))

    @property
    def has_panels(self) -> bool:
        """Whether the story has anything to look at, now or later."""
        return bool(self._story.panels)

    @property
    def panels(self) -> tuple[View, ...]:
        """What the player may look at now."""
        return views(self._story, self.turn.state)

    @property
    def ending_title(self) -> str:
        """The title of the ending reached, empty while play goes on."""
        ending = self._story.scenes[self.turn.state.scene].ending
        return ending.title if ending else ""

    @property
    def history(self) -> tuple[Moment, ...]:
        """All moments from the start up to now, oldest first."""
        return self._run.history.past

    @property
    def can_undo(self) -> bool:
        """Whether the last choice can be taken back."""
        return self._run.history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether a choice taken back can be done again."""
        return self._run.history.can_redo

    def has_chosen(self, choice: str) -> bool:
        """Whether this choice of this scene was taken in any run."""
        return self._profile.has_chosen(f"{self.scene.id}.{choice}")

    def choose(self, choice: str) -> Turn:
        """Takes an open choice; it is on the disk when this returns. IllegalChoiceError changes nothing."""
        scene = self.scene.id
        turn = self._machine.choose(choice)
        moment = Moment(self.number + 1, scene_view(self._story, turn.state.scene), turn)
        left = record.tip(self._story, self._run) if self._ahead and self.can_redo else None
        self._run.history.take(moment)
        self.notices = ()
        self._ahead = False
        if left is None:
            self._write()
        else:
            self._autosave.part(self._story, self._run, left)
        self._profile.add(f"{scene}.{choice}", turn.ending)
        if turn.ending:
            self._flush_profile()
        return turn

    def undo(self) -> bool:
        """Takes the last choice back, if there is one."""
        return self._placed(self._run.history.undo())

    def redo(self) -> bool:
        """Does the choice taken back again, if there is one."""
        return self._placed(self._run.history.redo())

    def save(self, slot: str, note: str = "") -> None:
        """Saves the run in a slot of the player's. SaveError where it cannot; the old save is as it was then."""
        self._store.write(names.players(slot), record.body(self._story, self._run, names.note(note)))

    def load(self, slot: str) -> None:
        """Goes on from a save, with what could be done again in it.

        What was played since is there to redo, and stays in an autosave where another choice is taken: nothing is lost.
        """
        loaded, busy = opened(self._story, self._store, slot)
        self.notices = loaded.notices
        if slot not in names.AUTOS and self._run.history.contains(loaded.run.history):
            self._run.history.cursor = loaded.run.history.cursor
            self._ahead = True
            self._write()
        else:
            self._ahead = False
            self._autosave.leave(slot)
            self._run = loaded.run
            self._settle(slot, loaded, busy)
        self._machine.move_to(self._run.history.now.turn)

    def quick_save(self) -> None:
        """Saves in the quick slot."""
        self.save(QUICK)

    def quick_load(self) -> None:
        """Goes on from the quick slot."""
        self.load(QUICK)

    def slots(self) -> tuple[SlotInfo, ...]:
        """All saves, newest first; those that cannot be loaded say why."""
        return self._store.slots()

    def delete(self, slot: str) -> None:
        """Takes a save away."""
        self._store.delete(slot)

    def close(self) -> None:
        """Ends the session; its slot is free for another window, and what else the store holds is not touched."""
        self._flush_profile()
        self._store.release(self.slot)

    def reload(self, story: Story) -> None:
        """Goes on in what became of the story, as a save of this run would; `notices` says what that changed."""
        loaded = reloading.reloaded(self._story, self._run, story)
        if story.id != self._story.id:
            self._flush_profile()
            self._profile = Profile(self._store, story.id)
        self._story, self._run, self.notices = story, loaded.run, loaded.notices
        self._machine = StoryMachine(story, self._run.history.now.turn)
        self._write()

    def stand(self, state: State) -> None:
        """Puts the player into a state that no choice led to, for an author; undo takes it back.

        Out of a scene that only routes the player is led on at once.
        """
        turn = arrive(self._story, state)
        self._run.history.put(Moment(self.number + 1, scene_view(self._story, turn.state.scene), turn))
        self._machine.move_to(turn)
        self.notices = ()
        self._write()

    def _placed(self, moved: bool) -> bool:
        if moved:
            self._ahead = self._ahead and self.can_redo
            self._machine.move_to(self._run.history.now.turn)
            self._write()
        return moved

    def _write(self) -> None:
        self._autosave.write(self._story, self._run)

    def _settle(self, slot: str, loaded: Loaded, busy: bool) -> None:
        """Finds the autosave to go on in: the one that was loaded, else that of the same run, else a fresh one."""
        if busy:
            self._run.id = os.urandom(8).hex()
            self.notices += ("This game is open in another window; you go on from a copy of it.",)
        elif self._store.holds(slot):
            self._autosave.slot = slot
            kept = self._autosave.keep_old() if loaded.changed else ""
            self.notices += (kept,) if kept else ()
        elif further := self._autosave.rejoin(self._story, self._run):
            self._run, self._ahead = further, True
        if not self._store.holds(slot) or loaded.notices:
            self._write()
        self._note_history()

    def _note_history(self) -> None:
        past = self.history
        for before, after in itertools.pairwise(past):
            if not after.turn.choice:
                continue
            self._profile.add(f"{before.scene.id}.{after.turn.choice}", after.turn.ending)

    def _flush_profile(self) -> None:
        try:
            self._profile.flush()
        except SaveError as error:
            self._autosave.unsaved = self._autosave.unsaved or self._autosave.reason(error)
