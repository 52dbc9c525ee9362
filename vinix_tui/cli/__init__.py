"""The command line. Each command opens doors of the rooms below, and imports only what it needs."""

from __future__ import annotations

import gc
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import NoReturn

from vinix_tui.cli import options, output
from vinix_tui.cli.outcome import FINE, INTERRUPTED, TERMINATED, Answer, Trouble


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; everything that goes wrong becomes words here."""
    output.prepare()
    if argv is None:
        signal.signal(signal.SIGTERM, _terminated)
        gc.set_threshold(200_000)  # what is imported stays: looking for garbage in it takes 25 ms
    doing = "reading the command line"
    try:
        chosen = options.parse(sys.argv[1:] if argv is None else argv)
        doing = chosen.command or "the app"
        return _run(chosen)
    except Answer as answer:
        return _written(str(answer))
    except Trouble as trouble:
        output.remark(f"vinix-tui: {trouble}")
        return trouble.code
    except KeyboardInterrupt:
        output.remark("vinix-tui: interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        output.discard()  # whoever read it has seen enough, as `head` has
        return FINE
    except Exception as error:  # noqa: BLE001 - the edge: a bug ends in three lines and a report
        from vinix_tui import crash

        output.remark(f"vinix-tui: {crash.in_words(error, doing)}")
        return crash.EXIT_CODE


def _run(chosen: Namespace) -> int:
    if chosen.command == "show":
        from vinix_tui.cli.show import show

        return show(chosen)
    if chosen.command == "history":
        from vinix_tui.cli.history import history

        return history(chosen)
    if chosen.command == "recent":
        from vinix_tui.cli.recent import recent

        return recent(chosen)
    if chosen.command == "rules":
        from vinix_tui.cli.rules import rules

        return rules(chosen)
    if chosen.command == "keys":
        from vinix_tui.cli.keys import keys

        return keys(chosen)
    if chosen.command == "screenshots":
        from vinix_tui.cli.screenshots import screenshots

        return screenshots(chosen)
    if chosen.command == "paths":
        from vinix_tui.cli.places import paths

        return paths(chosen)
    if chosen.command == "doctor":
        from vinix_tui.cli.doctor import doctor

        return doctor(chosen)
    if chosen.command == "themes":
        from vinix_tui.cli.themes import themes

        return themes(chosen)
    if chosen.command == "completion":
        from vinix_tui.cli.completion import completion

        return completion(chosen)
    if chosen.command == "help":
        from vinix_tui.cli.help import help_

        return help_(chosen)
    if chosen.command == "sandbox":
        from vinix_tui.cli.places import sandbox

        return sandbox(chosen)
    from vinix_tui.cli.app import run

    return run(chosen)


def _written(text: str) -> int:
    try:
        output.write(text)
    except Trouble as trouble:
        output.remark(f"vinix-tui: {trouble}")
        return trouble.code
    except BrokenPipeError:
        output.discard()
    return FINE


def _terminated(*_: object) -> NoReturn:
    raise SystemExit(TERMINATED)  # so that what is open is closed on the way out
