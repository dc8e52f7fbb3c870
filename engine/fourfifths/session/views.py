"""What a front end shows, as frozen values; it never sees the story itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from fourfifths.model import Story
from fourfifths.state import Change, State, Turn


@dataclass(frozen=True, slots=True)
class SceneView:
    """Where the player is, in the names a player reads; `pov`, `place` and `act` are the ids behind them."""

    id: str
    title: str
    act_title: str = ""
    pov_name: str = ""
    place_name: str = ""
    when: str = ""
    act_subtitle: str = ""
    act: int = 0
    pov: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class MeterView:
    """A meter as it stands, with its last change and why."""

    id: str
    label: str
    glyph: str
    value: int
    low: int
    high: int
    band: str
    about: str
    last: Change | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of a run: the scene and the turn after `number` choices.

    One that is only `remembered`, by a save from before the story changed, has its label, changes and scene's title,
    but no text, and cannot be gone back to.
    """

    number: int
    scene: SceneView
    turn: Turn
    remembered: bool = False

    @property
    def label(self) -> str:
        """The choice that led here, as the player read it."""
        return self.turn.label

    @property
    def changes(self) -> tuple[Change, ...]:
        """The meters it moved, each with its why."""
        return self.turn.changes


def scene_view(story: Story, scene_id: str) -> SceneView:
    """The scene as a player reads about it."""
    scene = story.scenes[scene_id]
    act = story.acts.get(scene.act)
    pov = story.people.get(scene.pov)
    place = story.places.get(scene.place)
    return SceneView(
        id=scene.id,
        title=scene.title,
        act_title=act.title if act else "",
        pov_name=pov.name if pov else scene.pov,
        place_name=place.name if place else scene.place,
        when=scene.when,
        act_subtitle=act.subtitle if act else "",
        act=scene.act,
        pov=scene.pov,
        place=scene.place,
    )


def meter_views(story: Story, state: State, last: Mapping[str, Change]) -> tuple[MeterView, ...]:
    """All meters of this state, in the story's order."""
    return tuple(
        MeterView(
            id=meter.slot.name,
            label=meter.label,
            glyph=meter.glyph,
            value=(value := state.values[meter.slot.index]),
            low=meter.slot.low,
            high=meter.slot.high,
            band=meter.band(value),
            about=meter.about,
            last=last.get(meter.slot.name),
        )
        for meter in story.meters
    )


def last_changes(moments: Iterable[Moment]) -> dict[str, Change]:
    """The newest change of each meter, of moments in order."""
    return {change.meter: change for moment in moments for change in moment.turn.changes}
