"""Plays without end and tells what was acknowledged: `<number> <scene> <values> <unsaved>` after each choice."""

from __future__ import annotations

import sys
from pathlib import Path

from fourfifths.saves import NotFoundError, Store
from fourfifths.session import Session
from tests.unit.stories import tiny

CYCLE = ("down", "up", "quarrel", "down", "audit")


def main(folder: Path) -> None:
    try:
        session = Session.resume(tiny(), Store(folder))
    except NotFoundError:
        session = Session.start(tiny(), Store(folder))
    tell(session)
    while True:
        session.choose(CYCLE[session.number % len(CYCLE)])
        tell(session)


def tell(session: Session) -> None:
    state = session.turn.state
    sys.stdout.write(f"{session.number} {state.scene} {state.values} {session.unsaved}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
