"""A one-line input as all screens use it."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import Input


def _at_once(binding: Binding) -> Binding:
    return Binding(binding.key, binding.action, binding.description, show=False, priority=True)


class Field(Input):
    """An input that sends nothing while it idles, and edits in the order in which keys come.

    A blinking cursor costs 1.2 kB a second for ever. And Textual lets letters overtake editing
    keys of the same packet: of `Ctrl+U new` over a slow line nothing would be left.
    """

    BINDINGS = [_at_once(bound) for bound in Input.BINDINGS if isinstance(bound, Binding)]

    def __init__(
        self,
        value: str = "",
        *,
        id: str,  # noqa: A002
        placeholder: str = "",
        password: bool = False,
        max_length: int = 0,
        select_on_focus: bool = True,
    ) -> None:
        super().__init__(
            value,
            placeholder=placeholder,
            password=password,
            max_length=max_length,
            select_on_focus=select_on_focus,
            id=id,
            compact=True,
        )
        self.cursor_blink = False
