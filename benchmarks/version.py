"""How long `fourfifths --version` takes, as a ratio to a Python that does nothing. At most 4.

Both are run in turn, so that whatever else the machine does falls on both alike.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

LIMIT = 4.0
ROUNDS = 40


def took(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def ratio(rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Medians of the command and of bare Python in milliseconds, and the median of the ratios of neighbours."""
    bare = [sys.executable, "-c", "pass"]
    asked = [str(Path(sys.executable).parent / "fourfifths"), "--version"]
    pairs = [(took(asked), took(bare)) for _ in range(rounds)]
    ours, theirs = (statistics.median(times) * 1000 for times in zip(*pairs, strict=True))
    return ours, theirs, statistics.median(a / b for a, b in pairs)


if __name__ == "__main__":
    ours, theirs, times = ratio()
    print(f"fourfifths --version {ours:.1f} ms, python -c pass {theirs:.1f} ms, ratio {times:.2f} (at most {LIMIT})")
    sys.exit(times > LIMIT)
