"""How many of something, in words that agree."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number with its noun, whose plural ends in s: `1 choice`, `1,200 plays`."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
