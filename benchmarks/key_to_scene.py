"""From a key press to the last byte of the next scene, as a ratio to one Static.update of a bare Textual app.

`python benchmarks/key_to_scene.py [--keys N]`. Both run on pseudo-terminals in one run, key by key in turn; each choice
is saved before its scene is painted. Goals: p50 at most 5 times, p99 at most 10 times the bare app's p50.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from pathlib import Path

from screen import ROOT, Screen, bare, game

STORY = ROOT / "tests" / "stories" / "feast"
SCENES = ((b"1", b"Night shift"), (b"2", b"Ration list"))
QUIET = 0.06
GOAL_50, GOAL_99 = 5.0, 10.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        floor, ours = measure(Path(folder), options.keys)
    base = statistics.median(floor)
    middle, worst = statistics.median(ours), statistics.quantiles(ours, n=100)[98]
    print(
        f"bare Static.update  p50 {base * 1000:5.1f} ms   p99 {statistics.quantiles(floor, n=100)[98] * 1000:5.1f} ms"
    )
    print(f"key to next scene   p50 {middle * 1000:5.1f} ms   p99 {worst * 1000:5.1f} ms   ({options.keys} keys)")
    print(
        f"ratio to bare p50   p50 {middle / base:5.2f}      p99 {worst / base:5.2f}      (goals {GOAL_50}, {GOAL_99})"
    )
    return 0 if middle <= GOAL_50 * base and worst <= GOAL_99 * base else 1


def measure(folder: Path, keys: int) -> tuple[list[float], list[float]]:
    """Seconds for each key, of the bare app and of the game."""
    pauses = random.Random(5)  # noqa: S311 - a fixed order of pauses
    floor, ours = Screen(bare()), Screen(game(STORY, folder), FOURFIFTHS_CONFIG=str(folder / "settings.json"))
    floor.until(b"marker-0-end")
    ours.until(b"Ration list", QUIET)
    found: tuple[list[float], list[float]] = ([], [])
    for number in range(keys):
        for screen in (floor, ours):
            screen.drain(0.4 + pauses.random() / 20)
        pressed = floor.press(b"x")
        found[0].append(floor.until(f"marker-{number + 1}-end".encode(), QUIET) - pressed)
        key, marker = SCENES[number % 2]
        pressed = ours.press(key)
        found[1].append(ours.until(marker, QUIET) - pressed)
    floor.close()
    ours.close()
    return found


if __name__ == "__main__":
    sys.exit(main())
