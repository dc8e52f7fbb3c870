"""Scripted playthroughs: `*.play.yaml` files that play a story and say what must be so on the way.

reading (file -> Script) -> runner (Script + driver -> Result) -> report, junit, update. Nothing here imports pytest.
"""
