"""Plays of one runner for so many seconds, and what they cost, as one JSON line. Imports nothing but the library."""

from __future__ import annotations

import json
import random
import resource
import time
from collections.abc import Callable
from typing import Any, TypeVar

_Loaded = TypeVar("_Loaded")


class Count:
    """What was played: choices that were taken, and characters that were shown."""

    def __init__(self) -> None:
        self.choices = self.letters = 0


def measured(
    tool: str,
    load: Callable[[], _Loaded],
    play: Callable[[_Loaded, random.Random, Count], None],
    seconds: float,
) -> None:
    """Loads, plays at least once and then for so many seconds, and prints the figures."""
    began = time.perf_counter()
    loaded = load()
    took = time.perf_counter() - began
    draw, count, plays = random.Random(1), Count(), 0  # noqa: S311 - a benchmark
    wall, spent = time.perf_counter(), time.process_time()
    while not plays or time.perf_counter() - wall < seconds:
        play(loaded, draw, count)
        plays += 1
    spent = time.process_time() - spent
    figures: dict[str, Any] = {
        "tool": tool,
        "load_ms": 1000 * took,
        "plays": plays,
        "choices": count.choices,
        "letters_per_play": count.letters // plays,
        "plays_per_cpu_s": plays / spent if spent else 0,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures))
