"""A one-line input as all screens use it."""

from __future__ import annotations

import asyncio
from inspect import isawaitable

from textual import events
from textual.actions import parse
from textual.binding import Binding
from textual.widgets import Input


class Field(Input):
    """An input that sends nothing while it idles, and edits in the order in which keys come.

    A blinking cursor costs 1.2 kB a second for ever. And in Textual letters overtake the editing
    keys of the same packet, since those go the long way of bindings: of `Ctrl+U new`, typed over a
    slow line, nothing would be left. Here both are done where the letters are.
    """

    _EDITS = {
        key: bound.action
        for bound in Input.BINDINGS
        if isinstance(bound, Binding)
        for key in bound.key.split(",")
    }

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
            validate_on=(),  # else each is styled anew to say that it is valid
        )
        self.cursor_blink = False

    async def settled(self) -> None:
        """Wait until the keys that came so far are in the text."""
        done = asyncio.Event()
        self.call_later(done.set)
        await done.wait()

    async def on_key(self, event: events.Key) -> None:
        """Edit, or submit, in turn with the letters."""
        action = self._EDITS.get(event.key)
        if not self.value and event.key in ("home", "end"):
            return  # nothing to edit: they are for a list that is moved in from here
        if action is not None:
            event.stop()
            event.prevent_default()
            _, name, values = parse(action)
            done = getattr(self, f"action_{name}")(*values)
            if isawaitable(done):
                await done
