"""What a playthrough reads like: as line mode told it, as Markdown, or as a page of HTML.

Every turn that was met is told in order; what undo or a load went back to is named, not told again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from fourfifths import markup, web
from fourfifths.session.views import scene_view
from fourfifths.state import Change, Passage
from fourfifths.testing.lines import LinesDriver
from fourfifths.testing.results import Met, Result
from fourfifths.testing.runner import run
from fourfifths.testing.script import Playthrough
from fourfifths.web import safe

FORMATS = ("text", "md", "html")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_STYLE = """
body { max-width: 36em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.5 Georgia, serif; }
pre { border: 1px solid; padding: .7em 1em; overflow-x: auto; font-size: .9em; }
.choice { font-weight: bold; } .moved { font: .85em sans-serif; }
@media (prefers-color-scheme: dark) { body { background: #16161a; color: #e6e3da; } }
"""


def transcript(playthroughs: Iterable[Playthrough], form: str) -> str:
    """The transcript of these, one after the other."""
    found = tuple(playthroughs)
    if form == "text":
        return "\n".join(f"# {_line(p.name)}\n{in_lines(p)}" for p in found)
    if form == "md":
        return "\n".join(f"# {_escaped(p.name)}\n\n{_told(run(p), _markdown)}" for p in found)
    pages = "".join(f"<h1>{safe(_line(p.name))}</h1>\n{_told(run(p), _html)}" for p in found)
    return web.page(_line(found[0].story.title if found else ""), _STYLE, pages)


def in_lines(playthrough: Playthrough) -> str:
    """What line mode says while it is played, typed lines included."""
    said: list[str] = [""]

    def note(driver: object) -> None:
        said[0] = driver.transcript if isinstance(driver, LinesDriver) else ""

    run(playthrough, LinesDriver, watch=note)
    return said[0]


def _told(result: Result, tell: Callable[[Met, str], Iterator[str]]) -> str:
    lines: list[str] = []
    scene = ""
    for met in result.met:
        lines += tell(met, scene)
        scene = met.turn.state.scene
    return "\n".join(lines) + "\n"


def _markdown(met: Met, scene: str) -> Iterator[str]:
    turn = met.turn
    if met.before is not None:
        yield f"**> {_escaped(turn.label)}**\n"
        if turn.said:
            yield f"“{_escaped(turn.said)}”\n"
    if not met.back:
        yield from _passages(turn.outcome)
        yield from (f"*{_escaped(_moved(change))}*\n" for change in turn.changes)
    if turn.state.scene != scene:
        view = scene_view(met.story, turn.state.scene)
        yield f"## {_escaped(view.title)}\n"
    yield from _passages(turn.passage if not met.back else ())


def _passages(found: tuple[Passage, ...]) -> Iterator[str]:
    for passage in found:
        if passage.doc:
            title = f"**{_escaped(passage.title)}**\n\n" if passage.title else ""
            fenced = markup.plain(passage.text).strip("\n").replace("```", "'''")
            yield f"{title}```text\n{fenced}\n```\n"
        else:
            yield from (f"{''.join(map(_marked, markup.spans(part)))}\n" for part in markup.paragraphs(passage.text))


def _marked(span: markup.Span) -> str:
    mark = ("**" if span.strong else "") + ("*" if span.emphasis else "")
    words = _MARKDOWN.sub(r"\\\1", span.text)
    return f"{mark}{words}{mark[::-1]}"


def _html(met: Met, scene: str) -> Iterator[str]:
    turn = met.turn
    if met.before is not None:
        yield f'<p class="choice">&gt; {_web(turn.label)}</p>'
        if turn.said:
            yield f"<p>“{_web(turn.said)}”</p>"
    if not met.back:
        yield from _web_passages(turn.outcome)
        yield from (f'<p class="moved">{safe(_line(_moved(change)))}</p>' for change in turn.changes)
    if turn.state.scene != scene:
        yield f"<h2>{_web(scene_view(met.story, turn.state.scene).title)}</h2>"
    yield from _web_passages(turn.passage if not met.back else ())


def _web_passages(found: tuple[Passage, ...]) -> Iterator[str]:
    for passage in found:
        if passage.doc:
            title = f"<b>{_web(passage.title)}</b>\n" if passage.title else ""
            text = safe(markup.plain(passage.text).strip("\n"))
            yield f"<pre>{title}{text}</pre>"
        else:
            yield from (f"<p>{_web(part)}</p>" for part in markup.paragraphs(passage.text))


def _web(text: str) -> str:
    """One paragraph with its emphasis."""
    found = ""
    for span in markup.spans(text):
        words = safe(span.text)
        words = f"<em>{words}</em>" if span.emphasis else words
        found += f"<strong>{words}</strong>" if span.strong else words
    return found


def _moved(change: Change) -> str:
    return f"{change.meter} {change.by:+d} to {change.after}: {change.why}"


def _line(text: str) -> str:
    return " ".join(markup.plain(text).split())


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", _line(text))
