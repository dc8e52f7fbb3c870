"""The common synthetic story, and its emitters: our YAML, ink and bardic.

20 layers of 5 scenes, 3 choices a scene that each move two of three meters (start 50, 0 to 100), every third choice
gated on a meter, one conditional sentence a scene, and a finale that leads to one of 4 endings by the meters: 105
scenes and 300 choices, drawn with seed 7. Its truth, found by looking at all 1,118,758 states: 91 scenes can be
reached, 8 choices of those are never open, no state is without an open choice, and all four endings can be come to.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

LAYERS, WIDE, CHOICES, ENDINGS, SEED = 20, 5, 3, 4, 7
METERS = ("festival", "equity", "trust")
BAR = 60
WORDS = [
    *("lantern", "square", "council", "baker", "fiddle", "river", "vote", "ledger", "crowd", "dawn"),
    *("banner", "tent", "drum", "promise", "rumor", "kettle", "stage", "mayor", "ribbon", "bridge"),
]
FINALE = "finale"
Gate = tuple[str, str, int]


@dataclass
class Choice:
    text: str
    to: str
    moves: dict[str, int]
    gate: Gate | None


@dataclass
class Scene:
    text: list[str]
    gate: Gate
    then: str
    otherwise: str
    choices: list[Choice] = field(default_factory=list)


@dataclass
class Common:
    scenes: dict[str, Scene]
    endings: list[str]


def common() -> Common:
    draw = random.Random(SEED)  # noqa: S311 - a synthetic story

    def words(number: int) -> str:
        return " ".join(draw.choice(WORDS) for _ in range(number)).capitalize() + "."

    def choice(layer: int, number: int) -> Choice:
        to = f"s{layer + 1}_{draw.randrange(WIDE)}" if layer + 1 < LAYERS else FINALE
        moves = {meter: draw.choice([-6, -4, -2, 0, 2, 4, 6]) for meter in draw.sample(METERS, 2)}
        gate = None
        if number == CHOICES - 1:
            gate = (draw.choice(METERS), draw.choice([">", "<"]), draw.choice([42, 46, 50, 54, 58]))
        return Choice(words(6)[:-1], to, moves, gate)

    scenes = {}
    for layer in range(LAYERS):
        for place in range(WIDE):
            choices = [choice(layer, number) for number in range(CHOICES)]
            text = [words(30), words(25)]
            gate = (draw.choice(METERS), ">", draw.choice([46, 50, 54]))
            scenes[f"s{layer}_{place}"] = Scene(text, gate, words(12), words(12), choices)
    return Common(scenes, [words(20) for _ in range(ENDINGS)])


def as_yaml(story: Common) -> dict[str, bytes]:
    """Our story's files. The finale is a scene with one choice for each ending, of which one is open."""
    meters = "".join(
        f'  {meter}: {{start: 50, label: {meter.capitalize()}, glyph: "*", about: x, bands: [{{to: 100, name: so}}]}}\n'
        for meter in METERS
    )
    head = (
        "format: 1\ntitle: Common\nid: common\nversion: 0.1.0\nstart: all/s0-0\nacts: {1: {title: I, subtitle: I}}\n"
        f"meters:\n{meters}people: {{ann: {{name: Ann, playable: true}}}}\nplaces: {{here: {{name: Here}}}}\n"
    )
    lines = ["pov: ann", "act: 1", "place: here", "scenes:"]
    for name, scene in story.scenes.items():
        lines += [f"  {_id(name)}:", f"    title: {name}", "    text: |"]
        conditional = f"{{{_condition(scene.gate)}: {scene.then}|{scene.otherwise}}}"
        lines += [f"      {paragraph}\n" for paragraph in [*scene.text, conditional]]
        lines.append("    choices:")
        for number, choice in enumerate(scene.choices):
            lines += [f"      - id: c{number}", f"        label: {choice.text}", f"        goto: {_id(choice.to)}"]
            lines += [f'        if: "{_condition(choice.gate)}"'] if choice.gate else []
            moves = {meter: by for meter, by in choice.moves.items() if by}
            lines += ["        effects:"] if moves else []
            lines += [f"          {meter}: {{by: {by:+d}, why: So it went.}}" for meter, by in moves.items()]
    lines += [f"  {FINALE}:", "    title: Finale", "    text: The end.", "    choices:"]
    for number in range(ENDINGS):
        lines += [f"      - id: e{number}", "        label: On.", f"        goto: e{number}"]
        lines.append(f'        if: "{_ending(number)}"')
    for number, text in enumerate(story.endings):
        lines += [f"  e{number}:", f"    title: End {number}", f"    text: {text}"]
        lines.append(f"    ends: {{id: e{number}, title: End {number}}}")
    return {
        "story.yaml": head.encode(),
        "facts.yaml": b"facts: {}\n",
        "all/all.yaml": ("\n".join(lines) + "\n").encode(),
    }


def _id(name: str) -> str:
    return name.replace("_", "-")


def _condition(gate: Gate) -> str:
    return " ".join(map(str, gate))


def _ending(number: int) -> str:
    lost = [f"{meter} <= {BAR}" for meter in METERS[:number]]
    return " and ".join([*lost, f"{METERS[number]} > {BAR}"] if number < len(METERS) else lost)


def as_ink(story: Common) -> str:
    lines = [*(f"VAR {meter} = 50" for meter in METERS), "-> s0_0"]
    for name, scene in story.scenes.items():
        lines += [f"=== {name} ===", *scene.text]
        lines.append(f"{{{_condition(scene.gate)}: {scene.then} | {scene.otherwise} }}")
        for choice in scene.choices:
            gate = f"{{{_condition(choice.gate)}}} " if choice.gate else ""
            lines.append(f"+ {gate}[{choice.text}]")
            lines += [f"    ~ {meter} = {meter} + {by}" for meter, by in choice.moves.items()]
            lines.append(f"    -> {choice.to}")
    lines.append(f"=== {FINALE} ===")
    lines += [f"{{ {meter} > {BAR}: -> e{number} }}" for number, meter in enumerate(METERS)]
    lines.append(f"-> e{len(METERS)}")
    for number, text in enumerate(story.endings):
        lines += [f"=== e{number} ===", text, "-> END"]
    return "\n".join(lines) + "\n"


def as_bardic(story: Common) -> str:
    lines = [":: Start", *(f"~ {meter} = 50" for meter in METERS), "-> s0_0", ""]
    for name, scene in story.scenes.items():
        lines += [f":: {name}", *scene.text, f"@if {_condition(scene.gate)}:", f"    {scene.then}", "@else:"]
        lines += [f"    {scene.otherwise}", "@endif", ""]
        for number, choice in enumerate(scene.choices):
            gate = f"{{{_condition(choice.gate)}}} " if choice.gate else ""
            lines.append(f"+ {gate}[{choice.text}] -> {name}_c{number}")
        lines.append("")
        for number, choice in enumerate(scene.choices):
            lines.append(f":: {name}_c{number}")
            lines += [f"~ {meter} = {meter} + {by}" for meter, by in choice.moves.items()]
            lines += [f"-> {choice.to}", ""]
    lines.append(f":: {FINALE}")
    for number, meter in enumerate(METERS):
        lines += [f"{'@elif' if number else '@if'} {meter} > {BAR}:", f"    -> e{number}"]
    lines += ["@else:", f"    -> e{len(METERS)}", "@endif", ""]
    for number, text in enumerate(story.endings):
        lines += [f":: e{number}", text, ""]
    return "\n".join(lines) + "\n"


def write(folder: Path) -> None:
    """Each emitter's files below a folder."""
    story = common()
    for name, data in as_yaml(story).items():
        place = folder / "story" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    (folder / "common.ink").write_text(as_ink(story), encoding="utf-8")
    (folder / "common.bard").write_text(as_bardic(story), encoding="utf-8")
