"""A tiny story built by hand from the model, and the ways to edit it: for tests of sessions and saves.

inn -> cellar -> inn ...      a meter (trust), a flag, a word, an int, a once choice, a locked choice, an ending
"""

from __future__ import annotations

from dataclasses import replace

from fourfifths.diagnostics import Span
from fourfifths.model import (
    Act,
    Band,
    Block,
    Choice,
    Condition,
    Effect,
    Ending,
    Meter,
    Person,
    Place,
    Scene,
    Slot,
    SlotKind,
    Story,
)
from fourfifths.operation import MOVE, SET

SPAN = Span("tiny.yaml", 1, 1)


def slot(index: int, name: str, kind: SlotKind, high: int, start: int = 0, words: tuple[str, ...] = ()) -> Slot:
    return Slot(index, name, kind, 0, high, start, words)


TRUST = slot(0, "trust", SlotKind.METER, 100, 50)
AUDITED = slot(1, "audited", SlotKind.FLAG, 1)
WEATHER = slot(2, "weather", SlotKind.WORD, 2, 0, ("dry", "rain", "fog"))
COINS = slot(3, "coins", SlotKind.INT, 9, 3)
VISITS_INN = slot(4, "visits town/inn", SlotKind.VISITS, 99)
VISITS_CELLAR = slot(5, "visits town/cellar", SlotKind.VISITS, 99)
CHOSEN_SONG = slot(6, "chosen town/inn.song", SlotKind.CHOSEN, 1)
REMEMBERS = slot(7, "memory billie/song", SlotKind.MEMORY, 1)
KNOWS = slot(8, "knows juno/skew", SlotKind.KNOWS, 1, 1)
SLOTS = (TRUST, AUDITED, WEATHER, COINS, VISITS_INN, VISITS_CELLAR, CHOSEN_SONG, REMEMBERS, KNOWS)


def condition(code: str, *reads: int) -> Condition:
    return Condition(code, code, reads, SPAN)


def move(target: Slot, amount: int, why: str = "") -> Effect:
    return Effect(target, amount, MOVE, why)


def put(target: Slot, amount: int) -> Effect:
    return Effect(target, amount, SET)


INN = Scene(
    id="town/inn",
    title="The Inn",
    pov="juno",
    act=1,
    place="glasshouse",
    when="19 September, 06:12",
    span=SPAN,
    text=(Block(("It is *warm* here.",), "juno"),),
    choices=(
        Choice("down", "town/inn", ("Go down.",), "town/cellar", SPAN, effects=(put(WEATHER, 1),)),
        Choice(
            "song",
            "town/inn",
            ("Sing for the room.",),
            None,
            SPAN,
            shown=(condition(f"v[{CHOSEN_SONG.index}] == 0", CHOSEN_SONG.index),),
            say=("Listen.",),
            text=(Block(("They listened.",), "juno"),),
            effects=(move(TRUST, 4, "They knew the tune."), put(CHOSEN_SONG, 1), put(REMEMBERS, 1)),
        ),
        Choice("quarrel", "town/inn", ("Quarrel.",), "town/inn", SPAN, effects=(move(TRUST, -3, "They remember it."),)),
        Choice(
            "leave",
            "town/inn",
            ("Leave town.",),
            "town/road",
            SPAN,
            needs=(condition(f"v[{AUDITED.index}] == 1", AUDITED.index),),
            locked=("The ledger is not audited.",),
        ),
    ),
    visits=VISITS_INN,
)
CELLAR = Scene(
    id="town/cellar",
    title="The Cellar",
    pov="billie",
    act=1,
    place="glasshouse",
    when="",
    span=SPAN,
    text=(Block(("Dark, and a ledger.",), "billie"),),
    choices=(
        Choice("up", "town/cellar", ("Go up.",), "town/inn", SPAN, effects=(put(WEATHER, 2),)),
        Choice(
            "audit",
            "town/cellar",
            ("Read the ledger.",),
            "town/inn",
            SPAN,
            effects=(put(AUDITED, 1), move(COINS, 1), move(TRUST, 2, "Someone read it at last.")),
        ),
    ),
    visits=VISITS_CELLAR,
)
ROAD = Scene(
    id="town/road",
    title="The Road",
    pov="juno",
    act=1,
    place="glasshouse",
    when="",
    span=SPAN,
    text=(Block(("You are gone.",), "juno"),),
    choices=(),
    ending=Ending("gone", "You are gone"),
)


def tiny(**changes: object) -> Story:
    """The story, with fields replaced."""
    story = Story(
        id="tiny",
        title="Tiny",
        version="1.0",
        hash="0" * 64,
        start="town/inn",
        acts={1: Act(1, "Act I", "Stock")},
        meters=(Meter(TRUST, "Trust", "*", "Who believes you.", (Band(39, "thin"), Band(100, "firm"))),),
        slots=SLOTS,
        people={
            "juno": Person("juno", "Juno Reyes", playable=True, about=""),
            "billie": Person("billie", "Billie Castellanos", playable=False, about=""),
        },
        places={"glasshouse": Place("glasshouse", "Glasshouse", "")},
        facts={},
        scenes={scene.id: scene for scene in (INN, CELLAR, ROAD)},
    )
    return replace(story, **changes)  # type: ignore[arg-type]
