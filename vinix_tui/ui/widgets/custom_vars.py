"""The Custom vars tab: what applications set on the leg, with the meaning of what is known."""

from __future__ import annotations

from vinix_tui.calls.variables import MEANINGS
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import heading, sentence, tree
from vinix_tui.ui.widgets.line import Line


def draw(view: View, width: int) -> list[Line]:
    """Both kinds of variables; `≠` marks one whose value differs on another leg."""
    leg = view.leg
    lines: list[Line] = []
    for title, things, key in (
        ("Channel variables", leg.custom_channel_vars, "custom_channel_vars"),
        ("Application variables", leg.custom_application_vars, "custom_application_vars"),
    ):
        lines += heading(title, first=not lines)
        if things:
            marked = _differing(view) if key == "custom_channel_vars" else frozenset()
            lines += tree(things, width, key=key, remarks=MEANINGS, marked=marked)
        else:
            lines += sentence("  none", width, style="dim")
    if any("≠" in line.text[:3] for line in lines):
        lines += [Line(()), *sentence("≠ has another value on another leg", width, style="dim")]
    return lines


def _differing(view: View) -> frozenset[str]:
    mine = view.leg.custom_channel_vars
    return frozenset(
        name
        for other in view.lookup.interaction.legs
        for name, value in other.custom_channel_vars.items()
        if name in mine and mine[name] != value
    )
