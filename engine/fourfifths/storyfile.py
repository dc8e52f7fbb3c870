"""A compiled story as bytes, of which only what is asked for becomes values again.

Every scene is a piece of its own, and so are the panels; a story's start costs what is entered, not what there is. A
slot is written once, and everywhere else by its number, so all pieces hold the very same slots. What the bytes sum up
to tells a damaged file before anything in it is used. Nothing but the values a story is made of is ever made.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, overload
from zlib import crc32

from fourfifths.model import Panel, Scene, Slot, Story

_MODULES = {
    "fourfifths.model",
    "fourfifths.operation",
    "fourfifths.diagnostics",
    "fourfifths.systems.allocation",
    "fourfifths.systems.pantry",
    "fourfifths.systems.tables",
    "fractions",
}
_ON_DEMAND = {"scenes", "panels", "slots"}
_SUM, _START = 4, 8
"""How many bytes hold the sum of those behind it, and then where the index starts."""

_row = attrgetter(*(field.name for field in fields(Slot)))


class DamagedError(ValueError):
    """Bytes that are no story."""


def dumps(story: Story) -> bytes:
    """The story's bytes."""
    file = io.BytesIO()
    file.write(bytes(_SUM + _START))

    def piece(values: object) -> int:
        start = file.tell()
        _Writer(file, 5).dump(values)
        return start

    scenes = {name: piece(scene) for name, scene in story.scenes.items()}
    panels = len(story.panels), piece(tuple(story.panels))
    rest = piece({field.name: getattr(story, field.name) for field in fields(story) if field.name not in _ON_DEMAND})
    index = piece((tuple(map(_row, story.slots)), scenes, panels, rest))
    data = file.getbuffer()
    data[_SUM : _SUM + _START] = index.to_bytes(_START, "big")
    data[:_SUM] = _sum(data).to_bytes(_SUM, "big")
    return bytes(data)


def loads(data: bytes) -> Story:
    """The story of these bytes. DamagedError, or whatever else a pickle may raise, where they are none."""
    if len(data) < _SUM + _START or int.from_bytes(data[:_SUM], "big") != _sum(memoryview(data)):
        raise DamagedError("the bytes do not sum up")
    index = int.from_bytes(data[_SUM : _SUM + _START], "big")
    rows, scenes, (count, panels), rest = _made(data, index, ())
    slots = tuple(Slot(*row) for row in rows)

    def make(start: int) -> Any:
        return _made(data, start, slots)

    return Story(**make(rest), slots=slots, scenes=_Scenes(scenes, make), panels=_Panels(count, panels, make))


def _sum(data: memoryview) -> int:
    return crc32(data[_SUM:])


def _made(data: bytes, start: int, slots: tuple[Slot, ...]) -> Any:
    file = io.BytesIO(data)
    file.seek(start)
    return _Reader(file, slots).load()


class _Writer(pickle.Pickler):
    def persistent_id(self, value: object) -> int | None:
        """The number of a slot."""
        return value.index if type(value) is Slot else None


class _Reader(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, slots: tuple[Slot, ...]) -> None:
        super().__init__(file)
        self._slots = slots

    def persistent_load(self, number: int) -> Slot:
        """The slot of this number."""
        return self._slots[number]

    def find_class(self, module: str, name: str) -> Any:
        """A class of the model."""
        found = super().find_class(module, name) if module in _MODULES and "." not in name else None
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a story")
        return found


class _Scenes(Mapping[str, Scene]):
    """Scenes by their ids, each made when it is first asked for, and once; from any thread."""

    def __init__(self, starts: dict[str, int], make: Callable[[int], Scene]) -> None:
        self._starts, self._make = starts, make
        self._known: dict[str, Scene] = {}

    def __getitem__(self, name: str) -> Scene:
        known = self._known.get(name)
        return self._known.setdefault(name, self._make(self._starts[name])) if known is None else known

    def __contains__(self, name: object) -> bool:
        return name in self._starts

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def __len__(self) -> int:
        return len(self._starts)

    def __reduce__(self) -> tuple[object, ...]:
        return dict, (dict(self),)


class _Panels(Sequence[Panel]):
    """Panels, made when one is first asked for."""

    def __init__(self, count: int, start: int, make: Callable[[int], tuple[Panel, ...]]) -> None:
        self._count, self._start, self._make = count, start, make
        self._known: tuple[Panel, ...] | None = None

    @property
    def _all(self) -> tuple[Panel, ...]:
        if self._known is None:
            self._known = self._make(self._start)
        return self._known

    @overload
    def __getitem__(self, at: int) -> Panel: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Panel, ...]: ...
    def __getitem__(self, at: int | slice) -> Panel | tuple[Panel, ...]:
        return self._all[at]

    def __len__(self) -> int:
        return self._count

    def __eq__(self, other: object) -> bool:
        return self._all == (other._all if isinstance(other, _Panels) else other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[object, ...]:
        return tuple, (self._all,)
