"""The floor: Textual with one widget, which a key press updates."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Shows a marker, and another one after each key."""

    presses = 0

    def compose(self) -> ComposeResult:
        yield Static("marker-0-end")

    def on_key(self) -> None:
        self.presses += 1
        self.query_one(Static).update(f"marker-{self.presses}-end")


if __name__ == "__main__":
    Bare().run()
