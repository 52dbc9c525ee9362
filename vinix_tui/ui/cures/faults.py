"""A fault ends the program with a report, not with everybody's data in a traceback."""

from __future__ import annotations

from typing import TypeVar

from textual.app import App

Result = TypeVar("Result")


class ReportingApp(App[Result]):
    """An app that reports its first fault in its own words."""

    _has_failed = False

    def failed(self, error: BaseException) -> int:
        """Report a fault of the program; the exit code."""
        raise NotImplementedError

    def _handle_exception(self, error: Exception) -> None:
        """Textual would print a traceback with the local variables, passwords among them."""
        if self.is_headless:  # the tests want to see it
            super()._handle_exception(error)
            return
        # Left, or failed, while a screen was half made, which then misses its widgets.
        if self._exit or self._has_failed:
            return
        self._has_failed = True
        inner = getattr(error, "error", None)  # a worker's failure carries what failed in it
        self._return_code = self.failed(inner if isinstance(inner, BaseException) else error)
        self.panic()
