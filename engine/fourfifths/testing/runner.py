"""Plays one playthrough through a driver and says what came of it.

It stops at the first step with a failure, all of whose expectations are checked. To gather what an update would write
it goes on past expectations that are not met.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from fourfifths.diagnostics import Span, StoryError
from fourfifths.effects import apply
from fourfifths.model import Effect, Story
from fourfifths.operation import MOVE
from fourfifths.state import IllegalChoiceError, Offer, State
from fourfifths.testing import choices
from fourfifths.testing.drivers import Driver, StepDriver
from fourfifths.testing.expectations import Seen, check
from fourfifths.testing.library import Library
from fourfifths.testing.results import Failure, Met, Outcome, Result
from fourfifths.testing.script import Action, Expectation, Playthrough, Step, Stretch

Maker = Callable[[Story, State], Driver]
"""What makes a driver for a story and the state to begin in."""

Watch = Callable[[Driver], None]
LAST = 3
QUICK = "quick"


def run(
    playthrough: Playthrough,
    maker: Maker = StepDriver,
    *,
    library: Library | None = None,
    keep_going: bool = False,
    watch: Watch | None = None,
) -> Result:
    """The result of playing this; `watch` is called with the driver at the start and after every move."""
    driver = maker(playthrough.story, beginning(playthrough))
    try:
        return _Run(playthrough, driver, library, keep_going, watch).result()
    finally:
        driver.close()


def beginning(playthrough: Playthrough) -> State:
    """The state that a playthrough begins in: its scene entered with what is given."""
    story = playthrough.story
    values = [slot.start for slot in story.slots]
    for name, value in playthrough.given:
        slot = story.slot(name)
        if slot is not None:
            values[slot.index] = value
    scene = playthrough.start or story.start
    visits = story.scenes[scene].visits
    entered = (Effect(visits, 1, MOVE),) if visits else ()
    return State(scene, apply(entered, tuple(values)), playthrough.seed)


class _StopError(Exception):
    """The rest of the playthrough cannot be played, or need not be."""


class _Run:
    """One playthrough being played."""

    def __init__(
        self, playthrough: Playthrough, driver: Driver, library: Library | None, keep_going: bool, watch: Watch | None
    ) -> None:
        self._playthrough, self._driver, self._library = playthrough, driver, library
        self._keep_going, self._watch = keep_going, watch
        self._met = [Met(driver.story, None, driver.turn)]
        self._failures: list[Failure] = []

    def result(self) -> Result:
        """Plays to the end or to the first failure."""
        try:
            self._watched(self._playthrough.span)
            for taken in self._playthrough.steps:
                self._step(taken)
            self._ends(self._playthrough.ends)
        except _StopError:
            pass
        return self._judged()

    def _judged(self) -> Result:
        play, turn = self._playthrough, self._driver.turn
        outcome, failures = Outcome.FAILED if self._failures else Outcome.PASSED, tuple(self._failures)
        if play.xfail and failures:
            outcome = Outcome.XFAILED
        elif play.xfail:
            outcome = Outcome.XPASSED
            span = play.xfail_span or play.span
            message = f"it was expected to fail ({play.xfail}) and passes"
            failures = (Failure("E456", span, message, hint="take the xfail out"),)
        moved = [change for moment in self._driver.past for change in moment.turn.changes]
        changes = tuple(moved[-LAST:])
        return Result(play, outcome, failures, turn.state.scene, turn.offers, changes, tuple(self._met))

    def _step(self, taken: Step) -> None:
        before, story, start = self._driver.turn.state, self._driver.story, len(self._met)
        if taken.action is not Action.LOOK:
            _ACTS[taken.action](self, taken)
        seen = Seen(before, story, tuple(self._met[start:] or self._met[-1:]))
        found = [failure for wish in taken.expects if (failure := check(wish, seen))]
        self._failures += found
        if found and not self._keep_going:
            raise _StopError

    def _fail(self, code: str, span: Span, message: str, **more: str) -> None:
        self._failures.append(Failure(code, span, message, **more))
        raise _StopError

    def _watched(self, span: Span) -> None:
        if missing := self._driver.shows():
            self._fail("E457", span, f"this is not shown as it was played: {missing}")
        if self._watch:
            self._watch(self._driver)

    def _note(self, span: Span, before: State | None, back: bool = False) -> None:
        turn = self._driver.turn
        self._met.append(Met(self._driver.story, before, turn, back))
        self._watched(span)

    def _choose(self, taken: Step) -> None:
        turn, story = self._driver.turn, self._driver.story
        offer = choices.find(story, turn.state, turn.offers, taken.target)
        expected, there = f"{taken.target}, open", f"open: {choices.listed(turn.offers)}"
        if offer is None:
            ended = f"play is over: {turn.ending}" if turn.ending else f"not in sight in {turn.state.scene}; {there}"
            cure = choices.cure(story, turn.state, turn.offers, taken.target)
            message = f'"{taken.target}" is not offered'
            self._fail("E452", taken.span, message, expected=expected, actual=ended, hint=cure)
        elif not offer.open:
            message = f'"{taken.target}" is locked'
            self._fail("E451", taken.span, message, expected=expected, actual=f"locked: {offer.locked}")
        else:
            self._take(offer, taken.span)

    def _take(self, offer: Offer, span: Span) -> None:
        before = self._driver.turn.state
        try:
            self._driver.choose(offer.id)
        except IllegalChoiceError as error:
            self._fail("E457", span, f"this choice is offered and cannot be taken: {error}")
        self._note(span, before)

    def _undo(self, taken: Step) -> None:
        self._moved(taken, self._driver.undo, "there is nothing to take back")

    def _redo(self, taken: Step) -> None:
        self._moved(taken, self._driver.redo, "there is nothing to do again")

    def _moved(self, taken: Step, move: Callable[[], bool], nothing: str) -> None:
        for _ in range(taken.times):
            if not move():
                self._fail("E453", taken.span, nothing)
            self._note(taken.span, None, back=True)

    def _save(self, taken: Step) -> None:
        self._driver.save(taken.target or QUICK)
        self._watched(taken.span)

    def _load(self, taken: Step) -> None:
        if not self._driver.load(taken.target or QUICK):
            self._fail("E453", taken.span, f'there is no save "{taken.target or QUICK}"')
        self._note(taken.span, None, back=True)

    def _reload(self, taken: Step) -> None:
        story = taken.story
        if story is None:
            try:
                story = self._library.again(self._driver.story) if self._library else self._driver.story
            except StoryError as mistakes:
                self._fail("E458", taken.span, f"the story does not compile any more: {mistakes.diagnostics[0]}")
                return
        self._driver.reload(story)
        self._note(taken.span, None, back=True)

    def _play(self, taken: Step) -> None:
        stretch = taken.stretch or Stretch("", None, 0)
        draw = random.Random(stretch.seed) if stretch.seed is not None else None  # noqa: S311 - a playthrough
        for _ in range(stretch.most):
            turn = self._driver.turn
            if turn.ending or (stretch.until and turn.state.scene == stretch.until):
                break
            offers = [offer for offer in turn.offers if offer.open]
            if not offers:
                break
            self._take(offers[draw.randrange(len(offers))] if draw else offers[0], taken.span)
        self._arrived(stretch, taken.span)

    def _arrived(self, stretch: Stretch, span: Span) -> None:
        turn = self._driver.turn
        if bool(turn.ending) if not stretch.until else turn.state.scene == stretch.until:
            return
        where = f"play is over: {turn.ending}" if turn.ending else f"in {turn.state.scene}"
        message = f"{stretch.most} choices do not lead there" if not turn.ending else "this way does not lead there"
        self._fail("E454", span, message, expected=stretch.until or "an ending", actual=where)

    def _ends(self, wish: Expectation | None) -> None:
        turn = self._driver.turn
        if wish is None or turn.ending == wish.written:
            return
        where = turn.ending or f"none; play goes on in {turn.state.scene}"
        found = Failure("E455", wish.span, "play ends elsewhere" if turn.ending else "play does not end here")
        instead = turn.ending or None
        self._failures.append(replace(found, expected=wish.written, actual=where, raw=wish.raw, instead=instead))


_ACTS: dict[Action, Callable[[_Run, Step], None]] = {
    Action.CHOOSE: _Run._choose,
    Action.UNDO: _Run._undo,
    Action.REDO: _Run._redo,
    Action.SAVE: _Run._save,
    Action.LOAD: _Run._load,
    Action.RELOAD: _Run._reload,
    Action.PLAY: _Run._play,
}
