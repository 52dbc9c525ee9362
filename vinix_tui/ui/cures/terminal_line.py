"""The line to the terminal: bytes that are no text, and a line that is lost."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from encodings.utf_8 import IncrementalDecoder
from typing import TYPE_CHECKING

from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread

if TYPE_CHECKING:
    from typing_extensions import Buffer  # collections.abc has it from 3.12 on


def guard_the_line() -> None:
    """Read what is no UTF-8 (é from a terminal set to Latin-1, half a character) as �; leave when
    the line is gone, also where no SIGHUP says so, and wait for nothing that is still to be sent.

    By default the first ends the program with Textual's traceback, the second spins a core for
    ever, and the third never ends: the writing thread dies, and Textual waits for it.
    """
    vars(linux_driver)["getincrementaldecoder"] = lambda _encoding: _Reader
    vars(linux_driver)["WriterThread"] = _Writer


class _Reader(IncrementalDecoder):
    def __init__(self) -> None:
        super().__init__(errors="replace")
        self._told = False

    def decode(self, data: Buffer, final: bool = False) -> str:
        if not data:
            if not self._told:
                os.kill(os.getpid(), signal.SIGHUP)  # what `leave_on_signals` waits for
            self._told = True
            time.sleep(0.05)  # Textual reads again at once, until the program has left
        return super().decode(data, final)


class _Writer(WriterThread):
    def run(self) -> None:
        """Write what comes; once the line is gone, take it all the same."""
        gone = False
        while (text := self._queue.get()) is not None:
            if not gone:
                try:
                    self._file.write(text)
                    if not self._queue.qsize():
                        self._file.flush()
                except OSError:
                    gone = True
        with suppress(OSError):
            self._file.flush()
