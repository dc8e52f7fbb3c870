"""Where things stand: the meters with everything that is known of them."""

from __future__ import annotations

from fourfifths.markup import plain
from fourfifths.session import Session
from fourfifths.tui.lines import Ready
from fourfifths.tui.screens.page import Page
from fourfifths.tui.widgets.meters import MeterLook, standing


class StandingScreen(Page):
    """One page, for a screen on which the meters have no room for their whys."""

    def __init__(self, session: Session, look: MeterLook) -> None:
        super().__init__()
        self.session = session
        self.look = look

    def fill(self) -> None:
        """The page."""
        scene = self.session.scene
        note = ", ".join(plain(part) for part in (scene.title, scene.place_name, scene.when, scene.pov_name) if part)
        self.stage.head.show(self.heading("Where things stand", note))
        self.stage.body.show([Ready(((),)), *standing(self.session.meters, self.look)])
        self.stage.again()
