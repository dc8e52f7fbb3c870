"""The city of the shipped story, as its bible prints it: the truth that the arithmetic is held to."""

from __future__ import annotations

from fourfifths.systems.allocation import City, District
from fourfifths.systems.pantry import Aims, Pantry, Supper

LAUNCH = {"spend": 7, "tenure": 6, "near": 5, "need": 2, "voice": 0}
FEATURES = ("spend", "tenure", "near", "need")
WITH_VOICE = (*FEATURES, "voice")
HUBS = frozenset({"low-quay", "stacks", "marl"})
BALLOTS = {"signal-hill": 3, "glasshouse": 2, "tenth-street": 6, "marl": 6, "stacks": 7, "low-quay": 8}

_ROWS = (
    ("signal-hill", "Signal Hill", 18, (9, 9, 7, 1), 2, 310),
    ("glasshouse", "Glasshouse", 22, (8, 8, 9, 2), 3, 330),
    ("tenth-street", "Tenth Street", 31, (5, 5, 6, 5), 12, 460),
    ("marl", "Marl", 27, (3, 4, 3, 7), 22, 610),
    ("stacks", "The Stacks", 36, (3, 3, 4, 8), 25, 600),
    ("low-quay", "Low Quay", 26, (2, 2, 2, 9), 38, 785),
)
CITY = City(
    tuple(
        District(id, name, households, dict(zip(FEATURES, features, strict=True)), fade, impressions)
        for id, name, households, features, fade, impressions in _ROWS
    ),
    48,
)

NIGHTS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PANTRY = Pantry(
    suppers={
        "depot-box": Supper(9, 4, safe=False, fatigue=1),
        "co-op-share": Supper(6, 4, safe=True, fatigue=2),
        "corner-shop": Supper(14, 3, safe=True, fatigue=0),
        "broth": Supper(2, 1, safe=True, fatigue=0),
        "potatoes": Supper(7, 3, safe=True, fatigue=2),
    },
    nights=NIGHTS,
    only={"co-op-share": frozenset({"tuesday", "friday"})},
    aims=Aims(chits=55, fill=22, safe=5, fatigue=8),
)
PLATE = Supper(4, 4, safe=True, fatigue=0)
