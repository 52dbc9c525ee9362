"""Fields below each other: Down and Up lead from one to the next, as Tab does."""

from __future__ import annotations

from typing import TypeVar

from vinix_tui.ui.cures.orderly import OrderlyScreen
from vinix_tui.ui.widgets.lines import Lines

Result = TypeVar("Result")


class FormScreen(OrderlyScreen[Result]):
    """A screen to fill in; what inherits has the bindings of the place `form` beside its own."""

    def action_next_field(self) -> None:
        """To the field below."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """To the field above."""
        self.focus_previous()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lines beside the fields are moved in by the same keys."""
        if action in ("next_field", "previous_field") and isinstance(self.focused, Lines):
            return False
        return super().check_action(action, parameters)
