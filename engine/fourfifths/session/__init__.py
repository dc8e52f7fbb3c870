"""The session: a run with its history and its saves. What a front end imports."""

from __future__ import annotations

from fourfifths.session.continuing import damaged, newest
from fourfifths.session.session import Session
from fourfifths.session.views import MeterView, Moment, SceneView

__all__ = ["MeterView", "Moment", "SceneView", "Session", "damaged", "newest"]
