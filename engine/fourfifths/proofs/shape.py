"""The file of a proof as JSON: its shape, checked on reading, and the way from values to it and back.

Plays and facts stand once, however many verdicts share them; a play that begins another is a part of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fourfifths.diagnostics import Span
from fourfifths.proofs.kept import Boxes, Entry, Finding, Kept, Play, Width
from fourfifths.saves.shape import either, fixed, listing, mapping, record, text, whole

WHAT, FORMAT = "proof of a story", 1
_MANY, _LONG = 10_000_000, 20_000
_NUMBER, _LINE = whole(-(2**63), 2**63), text(_LONG)
_COUNT = whole(0, 2**31)
_NOTHING = lambda value: value is None  # noqa: E731 - a check like the others
_YES = lambda value: isinstance(value, bool)  # noqa: E731
_SPAN = fixed(_LINE, _COUNT, _COUNT, _COUNT)
_PLAY = either(_NOTHING, fixed(_COUNT, _COUNT))
_LINES = listing(_LINE, _MANY)
_ENTRY = record(
    key=_LINE, kind=_LINE, what=_LINE, how=_LINE, span=_SPAN, scene=_LINE, choice=_LINE, play=_PLAY,
    answer=lambda value: value in ("reachable", "impossible", "unknown"),
    facts=either(_NOTHING, _COUNT), checked=_YES, slots=_LINES, nodes=_COUNT, why=_LINE, root=_YES,
)  # fmt: skip
_FINDING = record(
    kind=_LINE, scene=_LINE, choice=_LINE, told=_LINE, span=_SPAN, goal=_LINE, always=_YES, exact=_YES,
    before=_PLAY, after=_PLAY,
)  # fmt: skip
_BOX = mapping(_LINE, _MANY)
"""For each slot the values it may have, as bits in hexadecimal."""
_KEPT = record(
    format=whole(FORMAT, FORMAT), story=_LINE, version=_LINE, hash=_LINE, engine=_LINE, seed=_NUMBER,
    budget=mapping(_COUNT, 100), complete=_YES, scenes=mapping(_LINE, _MANY), states=either(_NOTHING, _NUMBER),
    widths=mapping(fixed(_NUMBER, _NUMBER, _LINES), _MANY), limits=_LINES, always=_LINES,
    plays=listing(fixed(_NUMBER, _LINES), _MANY), facts=listing(mapping(listing(_BOX, _MANY), _MANY), _MANY),
    entries=listing(_ENTRY, _MANY), findings=listing(_FINDING, _MANY),
)  # fmt: skip


class ShapeError(Exception):
    """This is no proof as this engine writes them; says what it is instead."""


def as_object(kept: Kept) -> dict[str, Any]:
    """The proof as plain values."""
    plays, facts = _Plays(_plays(kept)), _Facts()
    entries = [_entry(entry, plays, facts) for entry in kept.entries.values()]
    findings = [_finding(finding, plays) for finding in kept.findings]
    simple = ("story", "version", "hash", "engine", "seed", "complete", "states")
    return {
        "what": WHAT,
        "format": FORMAT,
        **{name: getattr(kept, name) for name in simple},
        "budget": dict(kept.budget),
        "limits": list(kept.limits),
        "always": list(kept.always),
        "scenes": dict(kept.scenes),
        "widths": {name: list(width) for name, width in kept.widths.items()},
        "findings": findings,
        "entries": entries,
        "plays": [[play.seed, list(play.choices)] for play in plays.whole],
        "facts": facts.found,
    }


def from_object(found: object) -> Kept:
    """The proof that plain values hold. ShapeError where they hold none."""
    if not isinstance(found, dict) or found.get("what") != WHAT:
        raise ShapeError("it is no proof")
    if found.get("format") != FORMAT:
        raise ShapeError("it was written by another version of the engine")
    if not _KEPT(found):
        raise ShapeError("it is damaged")
    try:
        return _kept(found)
    except (LookupError, ValueError) as error:
        raise ShapeError("it is damaged") from error


def _kept(found: Mapping[str, Any]) -> Kept:
    plays = [Play(seed, tuple(choices)) for seed, choices in found["plays"]]
    facts: list[Boxes] = [
        {scene: tuple(map(_masks, boxes)) for scene, boxes in each.items()} for each in found["facts"]
    ]

    def part(place: list[int] | None) -> Play | None:
        return None if place is None else plays[place[0]]._replace(choices=plays[place[0]].choices[: place[1]])

    def entry(each: Mapping[str, Any]) -> Entry:
        simple = ("key", "kind", "what", "answer", "how", "scene", "choice", "checked", "nodes", "why", "root")
        return Entry(
            **{name: each[name] for name in simple},
            span=Span(*each["span"]),
            play=part(each["play"]),
            facts=None if each["facts"] is None else facts[each["facts"]],
            slots=tuple(each["slots"]),
        )

    def finding(each: Mapping[str, Any]) -> Finding:
        simple = ("kind", "scene", "choice", "told", "goal", "always", "exact")
        return Finding(
            **{name: each[name] for name in simple},
            span=Span(*each["span"]),
            before=part(each["before"]),
            after=part(each["after"]),
        )

    simple = ("story", "version", "hash", "engine", "seed", "budget", "complete", "scenes", "states")
    return Kept(
        **{name: found[name] for name in simple},
        widths={name: Width(low, high, tuple(words)) for name, (low, high, words) in found["widths"].items()},
        entries={each["key"]: entry(each) for each in found["entries"]},
        findings=tuple(map(finding, found["findings"])),
        limits=tuple(found["limits"]),
        always=tuple(found["always"]),
    )


def _masks(box: Mapping[str, str]) -> dict[str, int]:
    masks = {slot: int(mask, 16) for slot, mask in box.items()}
    if any(mask < 0 for mask in masks.values()):
        raise ValueError
    return masks


def _plays(kept: Kept) -> Iterable[Play]:
    yield from (entry.play for entry in kept.entries.values() if entry.play)
    for finding in kept.findings:
        yield from (play for play in (finding.before, finding.after) if play)


class _Plays:
    """Plays of which none begins another, and where every other stands in them."""

    def __init__(self, plays: Iterable[Play]) -> None:
        self.whole: list[Play] = []
        self._place: dict[Play, list[int]] = {}
        for play in sorted(set(plays), reverse=True):
            last = self.whole[-1] if self.whole else None
            if last is None or last.seed != play.seed or last.choices[: len(play.choices)] != play.choices:
                self.whole.append(play)
            self._place[play] = [len(self.whole) - 1, len(play.choices)]

    def place(self, play: Play | None) -> list[int] | None:
        """The play's number and its length."""
        return None if play is None else self._place[play]


class _Facts:
    """The facts of all verdicts, each set of them once; `_seen` holds those that were asked for with their number."""

    def __init__(self) -> None:
        self.found: list[dict[str, list[dict[str, str]]]] = []
        self._numbers: dict[str, int] = {}
        self._seen: dict[int, tuple[int, Boxes]] = {}

    def number(self, facts: Boxes | None) -> int | None:
        """Where these facts stand."""
        if facts is None:
            return None
        if id(facts) not in self._seen:
            self._seen[id(facts)] = self._number(facts), facts
        return self._seen[id(facts)][0]

    def _number(self, facts: Boxes) -> int:
        plain = {
            scene: [{slot: hex(mask) for slot, mask in box.items()} for box in boxes] for scene, boxes in facts.items()
        }
        number = self._numbers.setdefault(repr(plain), len(self.found))
        if number == len(self.found):
            self.found.append(plain)
        return number


def _entry(entry: Entry, plays: _Plays, facts: _Facts) -> dict[str, Any]:
    simple = ("key", "kind", "what", "answer", "how", "scene", "choice", "checked", "nodes", "why", "root")
    return {
        **{name: getattr(entry, name) for name in simple},
        "span": list(entry.span),
        "slots": list(entry.slots),
        "play": plays.place(entry.play),
        "facts": facts.number(entry.facts),
    }


def _finding(finding: Finding, plays: _Plays) -> dict[str, Any]:
    simple = ("kind", "scene", "choice", "told", "goal", "always", "exact")
    return {
        **{name: getattr(finding, name) for name in simple},
        "span": list(finding.span),
        "before": plays.place(finding.before),
        "after": plays.place(finding.after),
    }
