"""Points: a text that is shown is met and one that is not is not, by another way of finding out."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from fourfifths import bundled, step
from fourfifths.compiler import compile_story
from fourfifths.model import Alternative, Block, Branch, Choice, Part, Scene, Story, Template
from fourfifths.state import Passage, Turn
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.points import Kind
from tests.unit.yard import yard


def marked(story: Story) -> Story:
    """The story with each variant's key in its text, in brackets that no story uses."""
    return replace(story, scenes={name: _scene(scene) for name, scene in story.scenes.items()})


def _scene(scene: Scene) -> Scene:
    choices = tuple(_choice(choice) for choice in scene.choices)
    return replace(scene, text=_blocks(scene.text, f"{scene.id}:text"), choices=choices)


def _choice(choice: Choice) -> Choice:
    name = f"{choice.scene}.{choice.id}"
    label, text = _template(choice.label, f"{name}:label"), _blocks(choice.text, f"{name}:text")
    return choice._replace(label=label, text=text, locked=_template(choice.locked, f"{name}:locked"))


def _blocks(blocks: tuple[Block, ...], place: str) -> tuple[Block, ...]:
    return tuple(_block(block, f"{place}{number}") for number, block in enumerate(blocks))


def _block(block: Block, place: str) -> Block:
    mark: Template = (f"⟦shown {place}⟧",) if block.when else ()
    title = _template(block.title, f"{place}.title")
    return block._replace(text=mark + _template(block.text, place), title=title)


def _template(template: Template, place: str) -> Template:
    return tuple(_part(part, f"{place}/{number}") for number, part in enumerate(template))


def _part(part: Part, place: str) -> Part:
    if isinstance(part, Branch):
        then, otherwise = (_arm(arm, f"{place}.{w}") for arm, w in ((part.then, "then"), (part.otherwise, "else")))
        return Branch(part.condition, then, otherwise)
    if isinstance(part, Alternative):
        return part._replace(arms=tuple(_arm(arm, f"{place}.{number}") for number, arm in enumerate(part.arms)))
    return part


def _arm(arm: Template, place: str) -> Template:
    return (f"⟦shown {place}⟧", *_template(arm, place))


def marks(turn: Turn, known: set[str]) -> set[str]:
    """The keys of the variants that a turn shows."""

    def words(passages: tuple[Passage, ...]) -> str:
        return " ".join(f"{passage.title} {passage.text}" for passage in passages)

    text = words(turn.outcome) + words(turn.passage) + " ".join(f"{o.label} {o.locked}" for o in turn.offers)
    return {key for key in known if f"⟦{key}⟧" in text}


@pytest.mark.parametrize("story", [yard(), compile_story(bundled.story_folder())], ids=["yard", "shipped"])
def test_exactly_the_variants_that_are_shown_are_met(story: Story) -> None:
    atlas, told = Atlas(story), marked(story)
    known = {p.key for p in atlas.points if p.kind is Kind.VARIANT and ":note" not in p.key and ":say" not in p.key}
    cards = {card.id for scene in story.scenes.values() if scene.deck for card in scene.deck.cards}
    known = {key for key in known if not any(f".{card}:" in key for card in cards)}
    known = {key for key in known if not key.startswith("shown endings:")}  # one piece on every page has one name
    for seed in range(4):
        draw = random.Random(seed)  # noqa: S311
        turn = step.begin(told, seed)
        cover = atlas.arrival(turn.state)
        while True:
            met = {point.key for point in atlas.among(cover)}
            assert met & known == marks(turn, known)
            available = [offer.id for offer in turn.offers if offer.open]
            here = [point for point in atlas.among(cover) if point.scene == turn.state.scene]
            assert {p.choice for p in here if p.kind in (Kind.OPEN, Kind.DEALT)} == set(available)
            assert {p.choice for p in here if p.kind is Kind.LOCKED} == {
                offer.id for offer in turn.offers if not offer.open
            }
            if turn.ending:
                break
            choice = draw.choice(available)
            acted, leads = atlas.act(turn.state, choice)
            turn = step.step(told, turn.state, choice)
            cover = acted | atlas.arrival(turn.state, read=leads)
            for passed in turn.passed:
                cover |= atlas.arrival(passed.state) | atlas.act(passed.state, passed.route)[0]


def test_points_have_keys_of_their_own_and_numbers_in_order() -> None:
    atlas = Atlas(yard())
    assert [point.number for point in atlas.points] == list(range(len(atlas.points)))
    assert len({point.key for point in atlas.points}) == len(atlas.points)
    assert atlas.whole == sum(point.bit for point in atlas.points)


def test_there_is_a_point_of_every_kind_and_it_knows_its_place() -> None:
    atlas = Atlas(yard())
    assert {point.kind for point in atlas.points} == set(Kind) - {Kind.ROUTE, Kind.CODA, Kind.LINE}
    keys = {point.key: point for point in atlas.points}
    locked = keys["locked gate/gate.enter"]
    assert (locked.scene, locked.choice, locked.what, locked.span.file) == (
        "gate/gate", "enter", "Go in.", "gate/gate.yaml",
    )  # fmt: skip
    assert keys["true gate/gate.enter:needs0"].place == "needs0"
    assert [guard.source for guard in locked.ways[0].guards] == ["not (keys)"]


def test_a_memory_is_recalled_only_where_it_is_kept() -> None:
    story = yard()
    atlas = Atlas(story)
    recalled = next(point for point in atlas.points if point.kind is Kind.MEMORY)
    end = step.start(story)._replace(scene="gate/end")
    memory = story.slot("memory bo/waited")
    assert memory
    kept = end._replace(values=tuple(1 if slot is memory else end.values[slot.index] for slot in story.slots))
    assert not atlas.arrival(end) & recalled.bit
    assert atlas.arrival(kept) & recalled.bit
    assert atlas.act(end, "nothing") == (0, False)
