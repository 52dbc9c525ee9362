"""`vinix-tui` and `open WHAT`: the app, with the terminal made ready for it."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING

from vinix_tui.cli import files, output, terminal
from vinix_tui.cli.outcome import USAGE, Trouble
from vinix_tui.cli.setting import desk_for, settings_for

if TYPE_CHECKING:
    from vinix_tui.calls.ids import Wanted
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.desk import Desk


def run(options: Namespace) -> int:
    """Open the app and return its exit code. Raises Trouble."""
    wanted, file = _wanted(options.what) if options.what else (None, None)
    opening = None if file is None else _opening(file)
    _need_a_terminal()
    output.prepare_screen()
    prepare_environment(os.environ)
    # A frame is written by a thread, which would wait 5 ms for its turn while the program goes on.
    sys.setswitchinterval(0.001)
    desk = desk_for(options)
    _check_keys(options, desk)
    _check_theme(options.theme)
    from vinix_tui.ui.app import VinixApp

    named = files.named(file) if file else ""
    animate = desk.settings.animate
    app = VinixApp(desk, wanted=wanted, opening=opening, file=named, animate=animate)
    app.run(mouse=desk.settings.mouse)
    if app.fault:
        output.remark(app.fault)
    output.settle()
    return app.return_code or 0


def prepare_environment(environ: MutableMapping[str, str]) -> None:
    """Set what Textual reads while it is imported, unless somebody has set it already."""
    if environ.get("SSH_CONNECTION"):
        environ.setdefault("TEXTUAL_FPS", "15")  # a burst of 40 keys: 101 kB become 49 kB
        environ.setdefault("ESCDELAY", "250")  # ms; a slow line tears the code of an arrow apart
    if environ.get("STY") and not environ.get("TMUX"):
        environ.setdefault("TEXTUAL_COLOR_SYSTEM", "256")  # screen mangles 24-bit colours
    if environ.get("NO_COLOR") == "":
        del environ["NO_COLOR"]  # empty is unset, says no-color.org; Textual turns all grey
    if environ.get("TERM", "") in _COLOURLESS:  # Rich would send 24-bit colours, or 16
        environ["NO_COLOR"] = "1"


_COLOURLESS = frozenset({"dumb", "unknown", "vt100", "vt102", "vt220", "vt320", "xterm-mono"})


def _wanted(what: str) -> tuple[Wanted | None, Path | None]:
    file = files.named_by(what)
    if file is not None:
        files.check(file, plain=True)
        return None, file
    from vinix_tui.calls.ids import IdRefused, recognise

    try:
        return recognise(what), None
    except IdRefused as refused:
        raise Trouble(str(refused), USAGE) from refused


def _opening(file: Path) -> Callable[[], Lookup]:
    if str(file) == "-":
        lookup = files.read(file, lambda _: None)
        _give_standard_input_to_the_keyboard()
        return lambda: lookup

    def read() -> Lookup:
        from vinix_tui.reports.reading import NotLegs

        try:
            return files.read(file, lambda _: None)
        except Trouble as trouble:
            raise NotLegs(str(trouble)) from trouble

    return read


def _give_standard_input_to_the_keyboard() -> None:
    try:
        keyboard = os.open("/dev/tty", os.O_RDWR)
        os.dup2(keyboard, 0)
        os.close(keyboard)
    except OSError as error:
        raise Trouble(_NO_TERMINAL, USAGE) from error


def _need_a_terminal() -> None:
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise Trouble(_NO_TERMINAL, USAGE)
    if terminal.is_dumb():
        raise Trouble(_DUMB, USAGE)


_NO_TERMINAL = "The app needs a terminal; without one, use: vinix-tui show WHAT"
_DUMB = "A terminal with TERM=dumb cannot draw the app; use: vinix-tui show WHAT"


def _check_keys(options: Namespace, desk: Desk) -> None:
    """Refuse an id in [keys] that names no command, with the line that it stands on."""
    from vinix_tui.ui import commands

    if not commands.NAMES.issuperset(desk.settings.keys):
        settings_for(options, commands.NAMES)


def _check_theme(name: str | None) -> None:
    if name is None:
        return
    from vinix_tui.storage import themes

    try:
        themes.read(name)
    except themes.ThemeError as error:
        raise Trouble(f"--theme: {error}\nSee: vinix-tui themes", USAGE) from error
