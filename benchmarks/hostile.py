"""How long each hostile file keeps the reader, as a ratio to CSafeLoader on a good file of the largest size read.

The files are those of tests/unit/hostile.py. A story file is read into nodes or refused, a save is refused. At most 1:
a hostile file is refused before the loader alone would have read a good one of the largest size.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.unit.hostile import BOMBS, HOSTILE
from tests.unit.saves.test_codec import sealed

from fourfifths.compiler.read import MAX_BYTES, read
from fourfifths.compiler.report import Report
from fourfifths.saves import DamagedError
from fourfifths.saves.codec import decode

ROUNDS = 5
BOUND = 1.0
ENTRY = "k{:06}: yes\n"


def good() -> bytes:
    """A file of short keys, as long as may be."""
    return "".join(ENTRY.format(number) for number in range(MAX_BYTES // len(ENTRY.format(0)))).encode()


def refuse(data: bytes) -> None:
    """A save that is damaged, and is said to be."""
    try:
        decode(data)
    except DamagedError:
        return
    raise AssertionError("a hostile save was read")


def took(work: Callable[[], object]) -> float:
    """Milliseconds of CPU, the median of some rounds."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        times.append((time.process_time() - began) * 1000)
    return statistics.median(times)


def main() -> int:
    """Print the slowest files' times; 1 where one passes the bound."""
    data = good()
    floor = took(lambda: yaml.load(data, yaml.CSafeLoader))
    found = {
        f"story: {name}": took(lambda text=text: read("f.yaml", text.encode(), Report()))
        for name, text in BOMBS.items()
    }
    found |= {f"save: {name}": took(lambda rest=rest: refuse(sealed(rest))) for name, rest in HOSTILE.items()}
    print(f"CSafeLoader on a good file of {len(data):,} bytes: {floor:.0f} ms of CPU")
    for name, spent in sorted(found.items(), key=lambda item: -item[1])[:8]:
        print(f"{name:34} {spent:7.1f} ms  {spent / floor:.2f}")
    return max(found.values()) / floor > BOUND


if __name__ == "__main__":
    sys.exit(main())
