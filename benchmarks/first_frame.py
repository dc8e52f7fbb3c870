"""From exec to the first painted frame with choices, as a ratio to a bare one-widget Textual app in the same run.

`python benchmarks/first_frame.py [STORY] [--runs N]`. Runs are interleaved; medians are compared. The goal is 1.25.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from screen import ROOT, Screen, bare, game

from fourfifths.compiler import compile_story
from fourfifths.step import begin

GOAL = 1.25


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("story", nargs="?", type=Path, default=ROOT / "story")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    last = begin(compile_story(options.story)).offers[-1].label
    marker = last.split("*")[0][:10].encode()
    with tempfile.TemporaryDirectory() as folder:
        times = measure(options.story, marker, Path(folder), options.runs)
    floor, ours = (statistics.median(times[name]) for name in ("bare", "game"))
    print(f"bare Textual app  {floor * 1000:6.1f} ms  (median of {options.runs}, best {min(times['bare']) * 1000:.1f})")
    print(f"first choices     {ours * 1000:6.1f} ms  (median of {options.runs}, best {min(times['game']) * 1000:.1f})")
    print(f"ratio             {ours / floor:6.2f}     (goal {GOAL})")
    return 0 if ours <= GOAL * floor else 1


def measure(story: Path, marker: bytes, folder: Path, runs: int) -> dict[str, list[float]]:
    """Seconds of each run, after one of each that does not count."""
    times: dict[str, list[float]] = {"bare": [], "game": []}
    for number in range(runs + 1):
        for name, command, sign in (
            ("bare", bare(), b"marker-0-end"),
            ("game", game(story, folder / str(number)), marker),
        ):
            screen = Screen(command, FOURFIFTHS_CONFIG=str(folder / "settings.json"))
            seconds = screen.until(sign) - screen.started
            screen.close()
            if number:
                times[name].append(seconds)
    return times


if __name__ == "__main__":
    sys.exit(main())
