"""A note on a lookup: one line."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from vinix_tui.calls.text import printable
from vinix_tui.ui import commands
from vinix_tui.ui.widgets.field import Field
from vinix_tui.ui.widgets.form import Caption


class NoteScreen(ModalScreen[str | None]):
    """Ends with the text, or None when it was left with Esc."""

    BINDINGS = commands.bindings("note")
    place = "note"

    def __init__(self, interaction_id: str, text: str) -> None:
        super().__init__()
        self._interaction_id = interaction_id
        self._text = text

    def compose(self) -> ComposeResult:
        with Vertical(id="note"):
            yield Static(f"Note on {printable(self._interaction_id)}", markup=False)
            yield Field(self._text, max_length=500, id="text", select_on_focus=False)
            yield Caption("Enter keep · empty removes it · Esc back")

    @on(Input.Submitted)
    def action_keep(self) -> None:
        """Keep what was typed."""
        self.dismiss(printable(self.query_one(Input).value).strip())

    def action_back(self) -> None:
        """Leave the note as it was."""
        self.dismiss(None)
