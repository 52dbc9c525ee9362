"""A row of a form: a label, and beside it what is typed or chosen."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from vinix_tui.ui.widgets.choice import Choice
from vinix_tui.ui.widgets.field import Field


class Caption(Static):
    """A word or two of ours, quieter than what stands beside it."""

    def __init__(self, text: str) -> None:
        super().__init__(text, markup=False)


class FormRow(Horizontal):
    """A label and a field; its id is `row-` and the field's.

    The row itself draws the label: of each widget less the login screen is there 2 ms sooner.
    """

    def __init__(self, label: str, field: Field | Choice) -> None:
        self.field = field
        self._label = label
        super().__init__(field, id=f"row-{field.id}")

    def render(self) -> Content:
        """The label, left of the field."""
        return Content(self._label)

    def rename(self, label: str) -> None:
        """Another label."""
        self._label = label
        self.refresh()
