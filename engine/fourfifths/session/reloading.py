"""A run in a story that was edited while it is played: what a save of it would be in that story, told anew.

Place and state are adapted as those of a save are. Besides, what a choice says and what came of it are read from the
new story where it still leads to the same scene, so that an author sees the words just written.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from fourfifths.model import Story
from fourfifths.session import record
from fourfifths.session.record import Loaded, Run
from fourfifths.session.views import Moment
from fourfifths.state import IllegalChoiceError, Turn
from fourfifths.step import step


def reloaded(old: Story, run: Run, story: Story) -> Loaded:
    """The run of the old story in the new one. What a save would lose is lost: undone choices, all but the last states.

    `notices` leave out that the story changed; whoever reloads it knows.
    """
    if old.hash == story.hash:
        return Loaded(run)
    body = record.body(old, run)
    body["story"] = body["story"] | {"id": story.id}
    loaded = record.rebuild(story, body)
    moments = loaded.run.history.moments
    for number, (before, after) in enumerate(itertools.pairwise(tuple(moments)), 1):
        if not (before.remembered or after.remembered):
            moments[number] = replace(after, turn=_told(story, before, after))
    return replace(loaded, notices=tuple(notice for notice in loaded.notices if notice != record.CHANGED))


def _told(story: Story, before: Moment, after: Moment) -> Turn:
    """The later turn with the words that the step now gives it; as it is where the step leads elsewhere."""
    turn = after.turn
    try:
        anew = step(story, before.turn.state, turn.choice)
    except IllegalChoiceError:
        return turn
    if anew.state.scene != turn.state.scene:
        return turn
    passage = turn.passage if anew.passage else ()
    return replace(turn, label=anew.label, said=anew.said, outcome=anew.outcome, passage=passage, passed=anew.passed)
