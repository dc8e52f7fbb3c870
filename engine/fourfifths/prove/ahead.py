"""What the findings will ask of plays and bounds, worked out by a process of its own while a proof is looked at again.

It is begun on what will most likely be known then; whoever takes it says what is, and has it only where that is so.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection

from fourfifths.prove.bounded import Bounded
from fourfifths.prove.goals import Aim
from fourfifths.prove.witness import Witness

Work = Callable[[], Bounded | None]


class Ahead:
    """The bounds of these aims, with these plays that reach an ending; `work` gives None where all states are few."""

    def __init__(self, witnesses: Sequence[Witness], aims: Sequence[Aim], work: Work) -> None:
        self._given = frozenset(witnesses), tuple(aims)
        context = multiprocessing.get_context("fork")
        self._answer, answer = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(work, answer), daemon=True)
        process.start()
        answer.close()

    def bounded(self, witnesses: Sequence[Witness], aims: Sequence[Aim]) -> Bounded | None:
        """What was worked out, once it is; None where it was for something else, or nothing came of it."""
        if (frozenset(witnesses), tuple(aims)) != self._given:
            return None
        try:
            found = self._answer.recv()
        except (EOFError, OSError):
            return None
        return found if isinstance(found, Bounded) else None


def forks() -> bool:
    """Whether a process can go on from what is known here."""
    return "fork" in multiprocessing.get_all_start_methods()


def _send(work: Work, answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer.send(work())
