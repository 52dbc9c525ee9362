"""Many keys in one packet: each acts where it belongs, and a screen closes once."""

from __future__ import annotations

from typing import TypeVar

from textual._context import active_message_pump
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from vinix_tui.ui import commands

Result = TypeVar("Result")
_TYPED = commands.typed_actions()


class OrderlyScreen(Screen[Result]):
    """A screen that takes each key where it belongs, also when many come in one packet."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """Textual paints the whole screen anew whenever the focus moves: 3 ms, and a frame later."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Once: what a second Enter chooses, or a worker that is late, finds the screen gone."""
        here = self in self.app.screen_stack
        return super().dismiss(result) if here else AwaitComplete()

    def _pop_result_callback(self) -> None:
        """The first screen of all was never pushed and awaits no result, yet may be switched."""
        if self._result_callbacks:
            super()._pop_result_callback()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters and digits type in inputs; there they are no commands."""
        if action in _TYPED and isinstance(self.focused, Input):
            return False
        return super().check_action(action, parameters)


class OrderlyApp(App[Result]):
    """An app in which a screen that is gone closes no other one."""

    def pop_screen(self) -> AwaitComplete:
        """Nothing for a screen that is gone: two Enters in a packet would end the program."""
        asking = active_message_pump.get(None)
        if isinstance(asking, Screen) and asking not in self.screen_stack:
            return AwaitComplete()
        return super().pop_screen()
