"""A run as the body of a save, and back.

Nothing here runs an effect: with an unchanged story the moments are rebuilt by the pure step and checked against the
stored state; where the story changed, or they differ, the stored state is what counts and the rest is what the save
remembers.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field, replace
from typing import Any

from fourfifths import __version__
from fourfifths.markup import clean
from fourfifths.model import Story
from fourfifths.plural import counted
from fourfifths.saves.codec import Body
from fourfifths.saves.errors import SaveError
from fourfifths.saves.shape import MAX_LINE
from fourfifths.saves.slots import now
from fourfifths.session.adapt import Adapter, Report, Values, difference, is_variable, listed, named
from fourfifths.session.history import History
from fourfifths.session.views import Moment, SceneView, scene_view
from fourfifths.state import Change, IllegalChoiceError, State, Turn
from fourfifths.step import begin, resume, step

DETAILED = 1_000
"""How many of the last choices a save tells in full; of older ones it holds the id, and a replay makes the rest."""

CHANGED = "The story has changed since this game was saved."

Entry = list[Any]


@dataclass(slots=True)
class Run:
    """What a session plays: a run's id, its history, and the saved values that this story does not know."""

    id: str
    history: History
    kept: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A run from a save, what the player must be told, and whether the story had changed."""

    run: Run
    notices: tuple[str, ...] = ()
    changed: bool = False


def first(story: Story, seed: int) -> Moment:
    """The moment in which a run begins: where the player is first asked."""
    turn = begin(story, seed)
    return Moment(0, scene_view(story, turn.state.scene), turn)


def body(story: Story, run: Run, note: str = "") -> Body:
    """The save of a run as it stands."""
    history = run.history
    here = history.now
    return {
        "kind": "play",
        "run": run.id,
        "saved_at": now(),
        "app": __version__,
        "note": note,
        "story": {"id": story.id, "title": _cut(story.title), "version": _cut(story.version), "hash": story.hash},
        "preview": _preview(story, here),
        "seed": here.turn.state.seed,
        "first": [history.moments[0].scene.id, _cut(history.moments[0].scene.title)],
        "log": _log(history),
        "cursor": history.cursor,
        "anchor": None if history.anchor is None else _whole(story, history.moments[history.anchor]),
        "states": _states(story, history),
        "kept": run.kept,
    }


def tip(story: Story, run: Run) -> Body:
    """The save of a run as it stood when its last moment was played, whatever was undone since."""
    history = run.history
    return body(story, replace(run, history=History(history.moments, len(history.moments) - 1, history.anchor)))


def rebuild(story: Story, saved: Body) -> Loaded:
    """The run that a body holds, in this story. SaveError where it is another story's."""
    if saved["story"]["id"] != story.id:
        raise SaveError(f"This save belongs to another story, {clean(saved['story']['title'])!r}.")
    recovered = ("The last save was damaged; this is the one before it.",) if saved.get("recovered") else ()
    changed = saved["story"]["hash"] != story.hash
    history = None if changed else _replayed(story, saved)
    if history is not None:
        return Loaded(Run(saved["run"], history, saved["kept"]), recovered)
    loaded = _Past(story, saved).loaded(changed)
    return replace(loaded, notices=recovered + loaded.notices)


def _preview(story: Story, here: Moment) -> Body:
    values = here.turn.state.values
    meters = {_cut(meter.label): values[meter.slot.index] for meter in story.meters}
    return {"scene": _cut(here.scene.title), "when": _cut(here.scene.when), "meters": meters}


def _log(history: History) -> list[Entry]:
    moments = history.moments[1:]
    brief = max(0, len(moments) - DETAILED)
    return [[moment.turn.choice] for moment in moments[:brief]] + [_entry(moment) for moment in moments[brief:]]


def _entry(moment: Moment) -> Entry:
    turn, scene = moment.turn, moment.scene
    changes = [[change.meter, change.before, change.after, _cut(change.why)] for change in turn.changes[:100]]
    return [turn.choice, _cut(turn.label), scene.id, _cut(scene.title), changes]


def _whole(story: Story, moment: Moment) -> Entry:
    state = moment.turn.state
    return [moment.number, state.scene, named(story, state.values)]


def _states(story: Story, history: History) -> list[Entry]:
    """The states to keep, newest first: one in full, each other as what differs from the one before it in the list."""
    kept = history.kept()
    found = [_whole(story, kept[0])]
    for newer, moment in itertools.pairwise(kept):
        state = moment.turn.state
        found.append([moment.number, state.scene, difference(story, state.values, newer.turn.state.values)])
    return found


def _cut(text: str) -> str:
    return text[:MAX_LINE]


def _replayed(story: Story, saved: Body) -> History | None:
    """The history as the pure step makes it again, None where it does not lead to the stored state."""
    past = _Past(story, saved)
    anchor, log, cursor = saved["anchor"], saved["log"], saved["cursor"]
    moments = [first(story, saved["seed"])]
    if anchor is not None:
        at = past.moment(*anchor)
        if at is None:
            return None
        moments = [*past.before(anchor[0]), at]
    try:
        for number in range(moments[-1].number + 1, len(log) + 1):
            turn = step(story, moments[-1].turn.state, log[number - 1][0])
            moments.append(Moment(number, scene_view(story, turn.state.scene), turn))
    except IllegalChoiceError:
        return None
    here = past.moments.get(cursor)
    if here is None or not past.reports[cursor].nothing(saved["kept"]) or here.turn.state != moments[cursor].turn.state:
        return None
    return History(moments, cursor, anchor[0] if anchor is not None else None)


class _Past:
    """What a save itself remembers: its last states, as this story takes them, and the lines of its log."""

    def __init__(self, story: Story, saved: Body) -> None:
        self._story = story
        self._saved = saved
        self._adapter = Adapter(story)
        self.moments: dict[int, Moment] = {}
        self.reports: dict[int, Report] = {}
        values: Values = {}
        for number, scene, differing in saved["states"]:
            values = values | differing
            moment = self.moment(number, scene, values)
            if moment is not None:
                self.moments[number] = moment

    def moment(self, number: int, scene: str, values: Values) -> Moment | None:
        """The moment of a saved state, arrived at without running anything; None where its scene is gone.

        One that only routes by now is as good as gone: nobody can stand in it.
        """
        report = self.reports.setdefault(number, Report())
        found = self._adapter.scene(scene)
        if found is None or self._story.scenes[found].auto:
            return None
        state = State(found, self._adapter.values(self._saved["kept"] | values, report), self._saved["seed"])
        return Moment(number, scene_view(self._story, found), self._dressed(resume(self._story, state), number))

    def before(self, number: int) -> list[Moment]:
        """All moments before this number, those without a state as the log remembers them."""
        return [self.moments.get(earlier) or self._remembered(earlier) for earlier in range(number)]

    def loaded(self, changed: bool) -> Loaded:
        """The run from the newest state that can be played on, up to where the save stands."""
        cursor = self._saved["cursor"]
        fit = [number for number, moment in self.moments.items() if number <= cursor and _playable(moment.turn)]
        if not fit:
            run = Run(self._saved["run"], History([first(self._story, self._saved["seed"])]), self._saved["kept"])
            return Loaded(
                run, ("The story has changed too much to go on from this save; you are at its start.",), changed
            )
        number = max(fit)
        history = History([*self.before(number), self.moments[number]], number, number)
        report = self.reports[number]
        kept = {name: value for name, value in report.unknown.items() if value or is_variable(name)}
        return Loaded(Run(self._saved["run"], history, kept), self._notices(number, changed), changed)

    def _notices(self, number: int, changed: bool) -> tuple[str, ...]:
        report = self.reports[number]
        lost = self._saved["cursor"] - number
        place = clean(self.moments[number].scene.title)
        new = {name for name in report.unknown if name not in self._saved["kept"]}
        tail = len(self._saved["log"]) > self._saved["cursor"]
        told = (
            (changed, CHANGED),
            (not changed, "The way to this save could not be retraced; you stand where you saved."),
            (
                lost,
                f"Where you stood is no longer in it: you are back at “{place}”, {counted(lost, 'choice')} earlier.",
            ),
            (report.clamped, f"Brought within new bounds: {listed(report.clamped)}."),
            (report.reset, f"Started anew, being of another kind now: {listed(report.reset)}."),
            (new, f"No longer in the story, kept in the save: {listed(map(clean, new))}."),
            (tail, "What you had taken back cannot be done again."),
        )
        return tuple(sentence for holds, sentence in told if holds)

    def _dressed(self, turn: Turn, number: int) -> Turn:
        """The turn with what the log says of the choice that led to it."""
        entry: Entry = self._saved["log"][number - 1] if number else [""]
        if len(entry) == 1:
            return replace(turn, choice=entry[0])
        choice, label, _, _, changes = entry
        moved = tuple(Change(meter, before, after, clean(why)) for meter, before, after, why in changes)
        return replace(turn, choice=choice, label=clean(label), changes=moved)

    def _remembered(self, number: int) -> Moment:
        if number == 0:
            scene, title = self._saved["first"]
        else:
            scene, title = self._saved["log"][number - 1][2:4] or ("", "")
        turn = self._dressed(Turn(State(scene, (), self._saved["seed"]), (), ()), number)
        return Moment(number, SceneView(scene, clean(title)), turn, remembered=True)


def _playable(turn: Turn) -> bool:
    return bool(turn.ending) or any(offer.open for offer in turn.offers)
