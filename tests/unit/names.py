"""A small set of names for tests of conditions and texts: slots by name, functions by their arguments."""

from __future__ import annotations

from dataclasses import dataclass, field

from fourfifths import conditions
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Condition, Slot, SlotKind

SLOTS = (
    Slot(0, "festival", SlotKind.METER, 0, 100, 50),
    Slot(1, "trust", SlotKind.METER, 0, 100, 45),
    Slot(2, "audited", SlotKind.FLAG, 0, 1, 0),
    Slot(3, "published", SlotKind.WORD, 0, 2, 0, ("nothing", "impressions", "dinners")),
    Slot(4, "coalition", SlotKind.INT, 0, 7, 0),
    Slot(5, "visits juno/purple", SlotKind.VISITS, 0, 99, 0),
    Slot(6, "chosen juno/purple.read-084", SlotKind.CHOSEN, 0, 1, 0),
    Slot(7, "memory billie/said-084", SlotKind.MEMORY, 0, 1, 0),
    Slot(8, "knows mira/skew", SlotKind.KNOWS, 0, 1, 0),
    Slot(9, "mood", SlotKind.WORD, 0, 1, 0, ("dinners", "calm")),
)
START = tuple(slot.start for slot in SLOTS)
CALLS = {
    ("seen", "juno/purple"): 5,
    ("visits", "juno/purple"): 5,
    ("chosen", "juno/purple.read-084"): 6,
    ("remembers", "billie", "said-084"): 7,
    ("knows", "mira", "skew"): 8,
}


class TestNames:
    """Implements conditions.Names over SLOTS."""

    __test__ = False

    def slot(self, name: str) -> Slot | str:
        return next((slot for slot in SLOTS if slot.name == name), f"there is no {name!r}; did you mean 'trust'?")

    def call(self, function: str, arguments: tuple[str, ...]) -> Slot | str:
        index = CALLS.get((function, *arguments))
        return f"{function} knows no {arguments[0]!r}" if index is None else SLOTS[index]


@dataclass
class TestSite:
    """Implements text.Site; the scene's visits are slot 5."""

    __test__ = False

    key: str = "juno/purple"
    names: TestNames = field(default_factory=TestNames)

    def visits(self) -> int:
        return 5

    def condition(self, source: str, span: Span) -> Condition | Diagnostic:
        return conditions.parse(source, span, self.names)


def values(**changed: int) -> tuple[int, ...]:
    """START with some slots changed: `values(trust=50)`, `values(v5=2)` by index."""
    found = list(START)
    for name, value in changed.items():
        index = int(name[1:]) if name[0] == "v" and name[1:].isdigit() else [s.name for s in SLOTS].index(name)
        found[index] = value
    return tuple(found)


def span_of(offset: int, length: int) -> Span:
    """Places in a text that is line 1 of t.yaml."""
    return Span("t.yaml", 1, offset + 1, length)
