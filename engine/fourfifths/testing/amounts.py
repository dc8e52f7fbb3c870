"""What a playthrough says of a number: exactly so many, a bound, a range, or how far it moved."""

from __future__ import annotations

import re
from dataclasses import dataclass

FORMS = '48, ">= 30", 40..60, or a change as +5 or -3 (=-3 for exactly that)'

_NUMBER = r"[+-]?\d{1,9}"
_EXACT = re.compile(rf"(?:=\s*({_NUMBER})|(\d{{1,9}}))\Z")
_CHANGE = re.compile(r"[+-]\d{1,9}\Z")
_BOUND = re.compile(rf"(>=|<=|>|<)\s*({_NUMBER})\Z")
_RANGE = re.compile(rf"({_NUMBER})\s*\.\.\s*({_NUMBER})\Z")


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high`, None where there is no bound; of the change itself where `change` is true."""

    low: int | None
    high: int | None
    change: bool = False

    def holds(self, before: int, now: int) -> bool:
        """Whether a number that was `before` and is `now` is as it should be."""
        value = now - before if self.change else now
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def so(self, before: int, now: int, written: str) -> str:
        """What to write instead of `written` so that it holds, in the same form where that can be."""
        if self.change:
            return f"{now - before:+d}"
        if self.low is None or self.high is None:
            return f"{written[0]}= {now}"
        if self.low == self.high:
            return f"={now}" if now < 0 or written.startswith("=") else str(now)
        return f"{min(self.low, now)}..{max(self.high, now)}"


def parse(text: str) -> Amount | None:
    """The amount that a text stands for, None where it is none; `low` above `high` is none either."""
    if _CHANGE.match(text):
        return Amount(int(text), int(text), change=True)
    if exact := _EXACT.match(text):
        number = int(exact[1] or exact[2])
        return Amount(number, number)
    if bound := _BOUND.match(text):
        return _bound(bound[1], int(bound[2]))
    if between := _RANGE.match(text):
        low, high = int(between[1]), int(between[2])
        return Amount(low, high) if low <= high else None
    return None


def exactly(value: int) -> str:
    """A value as a playthrough writes it."""
    return str(value) if value >= 0 else f"={value}"


def _bound(sign: str, number: int) -> Amount:
    if sign.startswith(">"):
        return Amount(number + (sign == ">"), None)
    return Amount(None, number - (sign == "<"))
