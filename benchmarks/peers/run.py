"""Our engine beside its peers on the common story, in one run.

`python benchmarks/peers/run.py [--seconds S] [--rounds N]`, with the Python that has fourfifths installed.

Peers are installed into benchmarks/peers/.work, which needs PyPI, npm and node. All runners take turns, so that
whatever else the machine does falls on each alike; what is compared is plays per second of processor time, medians over
the rounds. Start-up is the wall time of a process that loads the story and plays it once. Exits with 1 where a bound is
missed: with text 10 times bink and 25 times inkjs, without text the bare dictionary loop.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import common

HERE = Path(__file__).parent
WORK = HERE / ".work"
PIP = ("bink==0.7.1", "bardic==0.10.2")
NPM = ("inkjs@2.4.0",)
OURS, BARE, FLOOR = "fourfifths text", "fourfifths bare", "bare dictionary loop"
BOUNDS = ((OURS, "bink", 10.0), (OURS, "inkjs", 25.0), (BARE, FLOOR, 1.0))
CHOICES = 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    install()
    common.write(WORK)
    node("common.ink", "common.json")
    runners = commands()
    starts = {tool: statistics.median(start(command) for _ in range(5)) for tool, command in runners.items()}
    rounds = [
        {tool: play(command, options.seconds) for tool, command in runners.items()} for _ in range(options.rounds)
    ]
    return report(rounds, starts)


def install() -> None:
    """The peers, once."""
    python = WORK / "venv/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(WORK / "venv")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PIP], check=True)
    if not (WORK / "node_modules/inkjs").exists():
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--prefix", str(WORK), *NPM], check=True)
    (WORK / "inkjs_runner.js").write_text((HERE / "inkjs_runner.js").read_text(encoding="utf-8"), encoding="utf-8")


def node(source: str, target: str) -> None:
    subprocess.run(["node", str(WORK / "inkjs_runner.js"), str(WORK / source), str(WORK / target)], check=True)


def commands() -> dict[str, list[str]]:
    """Each runner without the number of seconds, for which S stands."""
    python, peer = sys.executable, str(WORK / "venv/bin/python")
    story, ink, bard = (str(WORK / name) for name in ("story", "common.json", "common.bard"))
    return {
        OURS: [python, str(HERE / "ours.py"), story, "S", "text"],
        BARE: [python, str(HERE / "ours.py"), story, "S", "bare"],
        FLOOR: [python, str(HERE / "dictionary.py"), "S"],
        "bink": [peer, str(HERE / "bink_runner.py"), ink, "S"],
        "inkjs": ["node", str(WORK / "inkjs_runner.js"), ink, "S"],
        "bardic": [peer, str(HERE / "bardic_runner.py"), bard, "S"],
    }


def play(command: list[str], seconds: float) -> dict[str, Any]:
    words = [str(seconds) if word == "S" else word for word in command]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    assert figures["choices"] == CHOICES * figures["plays"], figures
    return figures


def start(command: list[str]) -> float:
    """Milliseconds from the process's start to the end of its first play."""
    began = time.perf_counter()
    play(command, 0)
    return 1000 * (time.perf_counter() - began)


def report(rounds: list[dict[str, dict[str, Any]]], starts: dict[str, float]) -> int:
    def middle(tool: str, figure: str) -> float:
        return statistics.median(one[tool][figure] for one in rounds)

    heads = ("", "plays/CPU-s", "choices/CPU-s", "characters/play", "memory MB", "load ms", "start-up ms")
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    for tool in rounds[0]:
        plays = middle(tool, "plays_per_cpu_s")
        figures = [
            plays,
            plays * CHOICES,
            *(middle(tool, name) for name in ("letters_per_play", "memory_mb", "load_ms")),
        ]
        print(f"| {tool} | {' | '.join(f'{figure:,.0f}' for figure in [*figures, starts[tool]])} |")
    missed = False
    for ours, theirs, bound in BOUNDS:
        ratio = statistics.median(one[ours]["plays_per_cpu_s"] / one[theirs]["plays_per_cpu_s"] for one in rounds)
        missed |= ratio < bound
        print(f"{ours} / {theirs}: {ratio:.2f} (at least {bound:g})")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
