"""The coverage of stories as one HTML page that asks nothing of any network: every scene, and what nobody has read.

Each text of a story goes through `markup.clean` and is escaped; the page has no script. What was not read is marked by
words and a frame, not by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from fourfifths import web
from fourfifths.model import Block, Branch, Choice, Part, Scene, Template, Value
from fourfifths.testing.atlas import branch_place
from fourfifths.testing.coverage import Coverage
from fourfifths.testing.points import Point
from fourfifths.web import safe

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2, h3, table, .tag, summary { font-family: system-ui, sans-serif; }
table { border-collapse: collapse; } td, th { padding: .1rem .8rem .1rem 0; text-align: left; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
section { border-top: 1px solid #8886; margin-top: 2rem; }
.prose { white-space: pre-wrap; }
.arm { border-bottom: 1px dotted; }
.unread { background: #f5a62333; border: 2px dashed #b35c00; padding: 0 .2em; }
.unread::before { content: "unread: "; font: bold 11px system-ui, sans-serif; }
.never { opacity: .6; text-decoration: line-through; }
.tag { font-size: .75rem; opacity: .8; }
li { margin: .6rem 0; } blockquote { margin: .4rem 0 .4rem 1rem; }
"""


def page(found: Iterable[Coverage]) -> str:
    """The page."""
    stories = list(found)
    titles = ", ".join(one.atlas.story.title for one in stories)
    body = "".join(_Writer(one).story() for one in stories)
    return web.page(f"Coverage: {titles}", _STYLE, body)


class _Writer:
    """Writes one story; a point is looked up by its key."""

    def __init__(self, found: Coverage) -> None:
        self._found, self._cover = found, found.cover
        self._points = {point.key: point for point in found.atlas.points}

    def story(self) -> str:
        found = self._found
        story = found.atlas.story
        head = f"<h1>{safe(story.title)} {safe(story.version)}: {found.per_cent:.1f} % met</h1>"
        rows = "".join(
            f'<tr><td>{kind}</td><td class="n">{met}</td><td class="n">of {of}</td></tr>'
            for kind, (met, of) in found.counts().items()
            if of
        )
        names = "".join(f"<li>{safe(name)}</li>" for name in found.by)
        plays = f"<details><summary>{len(found.by)} playthroughs</summary><ol>{names}</ol></details>"
        scenes = "".join(self._scene(scene) for scene in found.atlas.scenes if not scene.inner)
        return f"{head}<table>{rows}</table>{plays}{self._unread()}{scenes}"

    def _unread(self) -> str:
        items = "".join(
            f'<li><a href="#{_anchor(point.scene)}">{safe(point.key)}</a> {safe(point.what)} '
            f'<span class="tag">{safe(str(point.span))}</span></li>'
            for point in self._found.missing
        )
        return f"<h2>What nobody has met</h2><ul>{items}</ul>" if items else "<h2>Everything was met</h2>"

    def _scene(self, scene: Scene) -> str:
        state = self._state(f"scene {scene.id}")
        title = safe(f"{scene.title}") or safe(scene.id)
        place = f'<span class="tag">{safe(scene.id)} · {safe(scene.pov)} · {safe(str(scene.span))}</span>'
        head = f'<section id="{_anchor(scene.id)}"><h3{state}>{title}</h3>{place}{self._by(f"scene {scene.id}")}'
        cards = scene.all_choices[: len(scene.all_choices) - len(scene.choices)]
        choices = [self._choice(card, "dealt") for card in cards]
        choices += [self._choice(choice, "open", scene.auto) for choice in scene.choices]
        listed = f"<ol>{''.join(choices)}</ol>" if choices else ""
        return f"{head}{self._blocks(scene.text, f'{scene.id}:text')}{listed}</section>"

    def _choice(self, choice: Choice, sight: str, route: bool = False) -> str:
        name = f"{choice.scene}.{choice.id}"
        label = f"<b{self._state(f'taken {name}')}>{self._template(choice.label, f'{name}:label')}</b>"
        parts = [f'{label} <span class="tag">{safe(choice.id)}</span>{self._by(f"taken {name}")}']
        conditions = [(f"{name}:if{n}", c.source) for n, c in enumerate(choice.shown[-1:] if route else choice.shown)]
        conditions = [pair for pair in conditions if not route or f"true {pair[0]}" in self._points]
        conditions += [(f"{name}:needs{n}", c.source) for n, c in enumerate(choice.needs)]
        parts += [self._condition(place, source) for place, source in conditions]
        if choice.needs:
            locked = self._template(choice.locked, f"{name}:locked") or "not now"
            parts.append(f'<div class="tag"{self._state(f"locked {name}")}>locked: {locked}</div>')
        if f"{sight} {name}" in self._points and not self._met(f"{sight} {name}"):
            parts.append(f'<div class="tag unread">never seen {sight}</div>')
        if choice.say:
            parts.append(f"<blockquote>“{self._template(choice.say, f'{name}:say')}”</blockquote>")
        text = self._blocks(choice.text, f"{name}:text")
        return f"<li>{''.join(parts)}{f'<blockquote>{text}</blockquote>' if text else ''}</li>"

    def _condition(self, place: str, source: str) -> str:
        ways = [("true", "holding"), ("false", "not holding")]
        unmet = [word for key, word in ways if f"{key} {place}" in self._points and not self._met(f"{key} {place}")]
        mark = f' <span class="unread">{" and ".join(unmet)}</span>' if unmet else ""
        return f'<div class="tag">if {safe(source)}{mark}</div>'

    def _blocks(self, blocks: tuple[Block, ...], place: str) -> str:
        return "".join(self._block(block, f"{place}{number}") for number, block in enumerate(blocks))

    def _block(self, block: Block, place: str) -> str:
        when = " and ".join(condition.source for condition in block.when)
        tags = [tag for tag in (block.doc, block.voice, f"if {when}" if when else "") if tag]
        state = self._state(f"shown {place}") if block.when else ""
        title = self._template(block.title, f"{place}.title")
        text = self._template(block.text, place)
        head = f'<div class="tag">{safe(" · ".join(tags))}</div>{f"<b>{title}</b>" if title else ""}'
        return f'{head}<div class="prose"><span{state}>{text}</span></div>'

    def _template(self, template: Template, place: str) -> str:
        return "".join(self._part(part, f"{place}/{number}") for number, part in enumerate(template))

    def _part(self, part: Part, place: str) -> str:
        if isinstance(part, str):
            return safe(part)
        if isinstance(part, Value):
            return f"<i>{safe(part.slot.name)}</i>"
        if isinstance(part, Branch):
            source = part.condition.source
            at = branch_place(part, place)
            then, otherwise = part.names if part.names[0] else (f"{at}.then", f"{at}.else")
            shown = self._arm(part.then, then, f"if {source}", f"{at}.then")
            return shown + self._arm(part.otherwise, otherwise, f"else, not {source}", f"{at}.else")
        return "".join(self._arm(arm, f"{place}.{n}", f"{part.kind} {n + 1}") for n, arm in enumerate(part.arms))

    def _arm(self, arm: Template, name: str, why: str, place: str = "") -> str:
        key, place = f"shown {name}", place or name
        if not arm and self._met(key):
            return ""
        inner = self._template(arm, place) or "(nothing)"
        return f'<span title="{safe(why)}"{self._state(key, "arm ")}>{inner}</span>'

    def _met(self, key: str) -> bool:
        point = self._points.get(key)
        return point is None or bool(self._cover & point.bit)

    def _state(self, key: str, also: str = "") -> str:
        point = self._points.get(key)
        state = "" if point is None or self._cover & point.bit else self._why(point)
        return f' class="{also}{state}"' if also or state else ""

    def _why(self, point: Point) -> str:
        return "never" if self._found.never & point.bit else "unread"

    def _by(self, key: str) -> str:
        point = self._points.get(key)
        names = self._found.meeting(point) if point else ()
        if not names:
            return ""
        items = "".join(f"<li>{safe(name)}</li>" for name in names)
        return f'<details class="tag"><summary>met by {len(names)}</summary><ul>{items}</ul></details>'


def _anchor(scene: str) -> str:
    return safe(scene.replace("/", "--"))
