"""Pages that ask nothing of any network and run no script, and texts as they may stand in one."""

from __future__ import annotations

from html import escape

from fourfifths import markup

_HEAD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)


def safe(text: str) -> str:
    """A text without controls, escaped."""
    return escape(markup.clean(text))


def page(title: str, style: str, body: str) -> str:
    """A page; `title` is text, `style` is CSS, `body` is HTML."""
    return f"{_HEAD}<title>{safe(title)}</title><style>{style}</style></head><body>{body}</body></html>\n"
