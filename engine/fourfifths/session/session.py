"""A session: one run being played. The only thing a front end knows.

A choice is on the disk before its outcome is returned. Loading never runs an effect again. Nothing the disk does ends
the play: `unsaved` says why the last autosave failed, and the next choice tries again.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Mapping

from fourfifths.machine import StoryMachine
from fourfifths.markup import clean
from fourfifths.model import Story
from fourfifths.saves import QUICK, NotFoundError, SaveError, SlotInfo, Store
from fourfifths.saves import slots as names
from fourfifths.saves.autosaves import fresh
from fourfifths.saves.codec import Body
from fourfifths.saves.profile import Profile
from fourfifths.saves.shape import MAX_SEED
from fourfifths.session import continuing, record, reloading
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
        self.slot = ""
        """The autosave's slot, empty while there is none."""
        self.unsaved = ""
        """Why the last autosave failed, empty when it did not."""
        self.notices = notices
        """What the player must be told after a load."""
        self._ahead = False
        """Whether what can be done again was played after a save that was then loaded."""

    @classmethod
    def start(cls, story: Story, store: Store, *, seed: int = 0) -> Session:
        """A new run, on an autosave slot of its own; older runs are kept behind it."""
        session = cls(story, store, Run(os.urandom(8).hex(), History([record.first(story, seed % MAX_SEED)])))
        session._autosave()
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
        loaded, busy = _opened(story, store, slot)
        session = cls(story, store, loaded.run, loaded.notices)
        session._settle(slot, loaded, busy)
        return session

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
            self._autosave()
        else:
            self._part(left)
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
        loaded, busy = _opened(self._story, self._store, slot)
        self.notices = loaded.notices
        if slot not in names.AUTOS and self._run.history.contains(loaded.run.history):
            self._run.history.cursor = loaded.run.history.cursor
            self._ahead = True
            self._autosave()
        else:
            self._ahead = False
            if slot != self.slot:
                self._store.release(self.slot)
            self.slot = ""
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
        self._autosave()

    def stand(self, state: State) -> None:
        """Puts the player into a state that no choice led to, for an author; undo takes it back.

        Out of a scene that only routes the player is led on at once.
        """
        turn = arrive(self._story, state)
        self._run.history.put(Moment(self.number + 1, scene_view(self._story, turn.state.scene), turn))
        self._machine.move_to(turn)
        self.notices = ()
        self._autosave()

    def _placed(self, moved: bool) -> bool:
        if moved:
            self._ahead = self._ahead and self.can_redo
            self._machine.move_to(self._run.history.now.turn)
            self._autosave()
        return moved

    def _part(self, left: Body) -> None:
        """Goes on in another autosave and leaves `left` in the one before; where there is no other, in that one."""
        before = self.slot
        with contextlib.suppress(SaveError):
            self.slot = fresh(self._store, self._run.id)
        self._autosave()
        if self.slot != before:
            with contextlib.suppress(SaveError):
                self._store.write(before, left)
            self._store.release(before)

    def _autosave(self) -> None:
        try:
            if not self.slot:
                self.slot = fresh(self._store)
            self._store.write(self.slot, record.body(self._story, self._run))
        except SaveError as error:
            self.unsaved = self._reason(error)
        else:
            self.unsaved = ""

    def _settle(self, slot: str, loaded: Loaded, busy: bool) -> None:
        """Finds the autosave to go on in: the one that was loaded, else that of the same run, else a fresh one."""
        if busy:
            self._run.id = os.urandom(8).hex()
            self.notices += ("This game is open in another window; you go on from a copy of it.",)
        elif self._store.holds(slot):
            self.slot = slot
            if loaded.changed:
                self._keep_old(slot)
        else:
            self._rejoin()
        if not self._store.holds(slot) or loaded.notices:
            self._autosave()
        self._note_history()

    def _rejoin(self) -> None:
        """Goes on in the run's own autosave where that only leads further, which is then there to redo."""
        for info in self._store.slots():
            if info.slot not in names.AUTOS or info.run != self._run.id or not info.loadable:
                continue
            with contextlib.suppress(SaveError):
                found, _ = _opened(self._story, self._store, info.slot)
                free = self._store.holds(info.slot) and not found.changed
                if free and found.run.history.contains(self._run.history):
                    found.run.history.cursor = self._run.history.cursor
                    self._run = found.run
                    self.slot = info.slot
                    self._ahead = True
                    return
                self._store.release(info.slot)

    def _keep_old(self, slot: str) -> None:
        """Keeps the save from before the story changed; where it cannot, goes on in another slot."""
        try:
            copy = self._store.keep(slot)
        except SaveError:
            self._store.release(slot)
            self.slot = ""
        else:
            self.notices += (f"The save from before the change is kept as {copy}.",)

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
            self.unsaved = self.unsaved or self._reason(error)

    def _reason(self, error: SaveError) -> str:
        """Why nothing was saved, and where."""
        reason = str(error).removeprefix("Not saved: ").removesuffix(".")
        return f"{reason} (saves are in {clean(str(self._store.folder))})."


def _opened(story: Story, store: Store, slot: str) -> tuple[Loaded, bool]:
    """What a slot holds, and whether another window is playing it. A free autosave is claimed before it is read."""
    held = store.holds(slot)
    busy = False
    if slot in names.AUTOS:
        with contextlib.suppress(SaveError):  # the first write says why
            busy = not store.claim(slot)
    try:
        return record.rebuild(story, store.read(slot)), busy
    except SaveError:
        if not held:
            store.release(slot)
        raise
