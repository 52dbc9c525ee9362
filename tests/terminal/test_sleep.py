"""A laptop that sleeps in the middle of a request: repeated or told in words, and Esc still works.

The machine's sleep is a SIGSTOP; what the server and the network do meanwhile, a link in between
does to real sockets.
"""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from tests.terminal.served import Stranger, served
from tests.terminal.terminal import ESC, PROGRAM, Terminal
from tests.terminal.test_stopping import stopped
from vinix_tui.sandbox.account import API_KEY
from vinix_tui.sandbox.scenarios import one_way_audio

CALL = one_way_audio.SCENARIO.id


class Link:
    """Carries bytes to a server and back, unless it is `dead`: then it takes them and is silent."""

    def __init__(self, port: int) -> None:
        self.dead = False
        self.swallowed = threading.Event()
        self._port = port
        self._lines: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self._listening.getsockname()[1]}/v2"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Close every connection, as a server does whose patience is over."""
        for line in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
        self._lines.clear()

    def close(self) -> None:
        """Neither take new connections nor keep old ones."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                self._lines += [near, far]
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                if self.dead:
                    self.swallowed.set()
                else:
                    other.sendall(data)
            other.shutdown(socket.SHUT_RDWR)


@contextmanager
def over_a_link() -> Iterator[tuple[Terminal, Link]]:
    """The program with a call on its screen, which it fetched over a link."""
    with served(Stranger()) as base:
        link = Link(int(base.rpartition(":")[2].partition("/")[0]))
        env = {"VINIX_BASE": link.base, "VINIX_API_KEY": API_KEY}
        with Terminal([PROGRAM], columns=120, env=env) as terminal:
            terminal.until("•••")
            terminal.press("\r", "No call looked up yet")
            terminal.send(CALL)
            terminal.press("\r", "· saved")
            yield terminal, link
        link.close()


@contextmanager
def asleep(terminal: Terminal, link: Link) -> Iterator[None]:
    """In the middle of a request that nobody answers, the machine sleeps."""
    link.dead = True
    terminal.press("r", "Esc cancels")
    assert link.swallowed.wait(30)
    terminal.signal(signal.SIGSTOP)
    terminal.until(lambda: stopped(terminal))
    yield
    terminal.signal(signal.SIGCONT)


def goes_on(terminal: Terminal) -> None:
    """It still fetches, and leaves when told to."""
    terminal.until(lambda: "Esc cancels" not in terminal.text)
    terminal.press("r", f"{CALL} fetched in")
    terminal.until("· saved")
    terminal.send("q")
    assert terminal.wait() == 0
    assert b"Traceback" not in terminal.bytes


def test_a_request_whose_server_gave_up_meanwhile_is_made_again() -> None:
    with over_a_link() as (terminal, link):
        with asleep(terminal, link):
            link.dead = False
            link.cut()
        terminal.until("broke off the connection")  # said while it waits to try again
        terminal.until("· saved")
        goes_on(terminal)


def test_a_network_that_is_still_away_on_waking_is_told_and_esc_stops_the_trying() -> None:
    with over_a_link() as (terminal, link):
        with asleep(terminal, link):
            link.close()
        terminal.until("refuses connections")
        assert terminal.has("Trying again in") and terminal.has(f"still of {CALL}")
        terminal.press(ESC, "Cancelled. What was on the screen is still there.")
        assert "Legs · 2 of 5" in terminal.text
        terminal.send("q")
        assert terminal.wait() == 0


def test_a_server_that_has_forgotten_us_is_waited_for_and_esc_cancels() -> None:
    with over_a_link() as (terminal, link):
        with asleep(terminal, link):
            pass  # the connection is half open: nobody will ever answer on it
        terminal.press(ESC, "Cancelled. What was on the screen is still there.")
        link.dead = False
        goes_on(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_in_the_middle_of_a_request(number: signal.Signals) -> None:
    with over_a_link() as (terminal, link):
        with asleep(terminal, link):
            terminal.signal(number)
        assert terminal.wait() == 128 + number
