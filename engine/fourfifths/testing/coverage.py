"""What of a story some playthroughs have met, which of them met what, and what none has read.

Points that `Flow` proves impossible count for nothing and are named apart. What is seen again after undo or a load was
met before and counts once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fourfifths.flow import Flow
from fourfifths.model import Story
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.points import Kind, Point
from fourfifths.testing.results import Met, Result

NO_MORE = 40
"""Points of one kind that the text names; JSON and the page name all."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The covers of playthroughs by their ids, over one story's atlas; `never` is what is proved impossible."""

    atlas: Atlas
    by: dict[str, int]
    never: int

    @property
    def cover(self) -> int:
        """What some playthrough met."""
        found = 0
        for cover in self.by.values():
            found |= cover
        return found

    @property
    def possible(self) -> tuple[Point, ...]:
        """The points that count."""
        return self.atlas.among(self.atlas.whole & ~self.never)

    @property
    def missing(self) -> tuple[Point, ...]:
        """The points that count and that no playthrough met."""
        return self.atlas.among(self.atlas.whole & ~self.never & ~self.cover)

    @property
    def per_cent(self) -> float:
        """How much of what counts was met; 100 where nothing counts."""
        return _per_cent(len(self.possible) - len(self.missing), len(self.possible))

    def counts(self) -> dict[Kind, tuple[int, int]]:
        """How many points of each kind were met, and how many count."""
        found = dict.fromkeys(Kind, (0, 0))
        cover = self.cover
        for point in self.possible:
            met, of = found[point.kind]
            found[point.kind] = met + (cover >> point.number & 1), of + 1
        return found

    def meeting(self, point: Point) -> tuple[str, ...]:
        """The playthroughs that met a point."""
        return tuple(name for name, cover in self.by.items() if cover & point.bit)


def coverage(results: Iterable[Result]) -> tuple[Coverage, ...]:
    """The coverage of each story that was played, in the order it was met first."""
    found: dict[str, Coverage] = {}
    for result in results:
        for met in result.met:
            if met.story.hash not in found:
                found[met.story.hash] = _empty(met.story)
            own = found[met.story.hash]
            name = result.playthrough.id
            own.by[name] = own.by.get(name, 0) | _cover(own.atlas, met)
    return tuple(found.values())


def _empty(story: Story) -> Coverage:
    atlas, flow = Atlas(story), Flow(story)
    never = (point.bit for point in atlas.points if all(flow.narrowed(*way) is None for way in point.ways))
    return Coverage(atlas, {}, sum(never))


def _cover(atlas: Atlas, met: Met) -> int:
    if met.back:
        return 0
    if met.before is None:
        return atlas.passed(met.turn) | atlas.arrival(met.turn.state)
    acted, leads = atlas.act(met.before, met.turn.choice)
    return acted | atlas.passed(met.turn) | atlas.arrival(met.turn.state, read=leads)


def _per_cent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def as_text(found: Coverage, folder: str = "") -> str:
    """The counts, what each playthrough alone has met, and what none has, each with its place."""
    story, missing = found.atlas.story, found.missing
    head = f"{story.title} {story.version}: {_of(len(found.possible) - len(missing), len(found.possible))}"
    width = max(map(len, Kind))
    counts = [f"  {kind:<{width}}  {_of(*count)}" for kind, count in found.counts().items() if count[1]]
    parts = ["\n".join([head, *counts]), _by_playthrough(found), _not_met(missing, folder)]
    never = found.atlas.among(found.never)
    if never:
        lines = [_line(point, folder) for point in never[:NO_MORE]]
        parts.append("\n".join([f"Proved impossible ({len(never)}):", *lines]))
    return "\n\n".join(part for part in parts if part)


def _by_playthrough(found: Coverage) -> str:
    lines = ["What each playthrough meets, and what only it does:"]
    for name, cover in found.by.items():
        others = 0
        for other, its in found.by.items():
            others |= its if other != name else 0
        lines.append(f"  {cover.bit_count():>5} {(cover & ~others).bit_count():>5}  {name}")
    return "\n".join(lines)


def _not_met(missing: tuple[Point, ...], folder: str) -> str:
    parts = []
    for kind in Kind:
        points = [point for point in missing if point.kind is kind]
        if points:
            more = [f"  and {len(points) - NO_MORE} more"] if len(points) > NO_MORE else []
            lines = [_line(point, folder) for point in points[:NO_MORE]]
            parts.append("\n".join([f"No playthrough has met these {kind} ({len(points)}):", *lines, *more]))
    return "\n\n".join(parts)


def _line(point: Point, folder: str) -> str:
    span = point.span._replace(file=str(Path(folder, point.span.file)))
    return f"  {span}: {point.key.partition(' ')[2]}: {point.what}"


def _of(part: int, whole: int) -> str:
    return f"{part:>5} of {whole:<5} {_per_cent(part, whole):5.1f} %"


def as_json(found: Iterable[Coverage]) -> list[dict[str, Any]]:
    """The same for a program: one object for each story, playthroughs by number."""
    return [_object(one) for one in found]


def _object(found: Coverage) -> dict[str, Any]:
    story, names = found.atlas.story, list(found.by)
    cover = found.cover
    points = [
        {
            "kind": str(point.kind),
            "key": point.key,
            "scene": point.scene,
            "choice": point.choice,
            "what": point.what,
            "file": point.span.file,
            "line": point.span.line,
            "column": point.span.column,
            "met": bool(cover & point.bit),
            "possible": not found.never & point.bit,
            "by": [number for number, name in enumerate(names) if found.by[name] & point.bit],
        }
        for point in found.atlas.points
    ]
    return {
        "story": story.id,
        "version": story.version,
        "per_cent": round(found.per_cent, 2),
        "counts": {str(kind): {"met": met, "of": of} for kind, (met, of) in found.counts().items()},
        "playthroughs": names,
        "points": points,
    }
