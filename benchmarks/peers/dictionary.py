"""The bare dictionary loop on the common story, no text: `dictionary.py SECONDS`. The floor of what a step costs."""

from __future__ import annotations

import random
import sys
from typing import Any

from common import FINALE, METERS, common
from measure import Count, measured

Scenes = dict[str, list[dict[str, Any]]]


def load() -> Scenes:
    return {
        name: [{"to": c.to, "moves": c.moves, "gate": c.gate} for c in scene.choices]
        for name, scene in common().scenes.items()
    }


def play(scenes: Scenes, draw: random.Random, count: Count) -> None:
    meters = dict.fromkeys(METERS, 50)
    scene = "s0_0"
    taken = 0
    while scene != FINALE:
        available = [
            choice
            for choice in scenes[scene]
            if not (gate := choice["gate"])
            or (meters[gate[0]] > gate[2] if gate[1] == ">" else meters[gate[0]] < gate[2])
        ]
        choice = draw.choice(available)
        for meter, by in choice["moves"].items():
            meters[meter] = max(0, min(100, meters[meter] + by))
        scene = choice["to"]
        taken += 1
    count.choices += taken


if __name__ == "__main__":
    measured("bare dictionary loop", load, play, float(sys.argv[1]))
