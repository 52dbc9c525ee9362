"""`doctor`: everything that this program stands on, looked at, in a form for a ticket."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from typing import NamedTuple

from vinix_tui.cli import output
from vinix_tui.cli.doctor import (
    disk,
    network,
    program,
    region,
    report,
    setup,
    sign_in,
    terminal,
    tmux,
)
from vinix_tui.cli.doctor.check import Here, Question, ask
from vinix_tui.cli.outcome import FAILED, FINE, USAGE, Trouble
from vinix_tui.cli.setting import settings_for
from vinix_tui.storage.settings import Settings

PATIENCE = network.PATIENCE + 2
"""Seconds for a question; all but those to the network take milliseconds."""


class Asked(NamedTuple):
    """A part of the report and its questions. `chained`: after a fault the rest would have it,
    too, and is left out.
    """

    title: str
    questions: tuple[Question, ...]
    chained: bool = False


PARTS = (
    Asked("Program", (program.python, program.packages, program.installation)),
    Asked(
        "Terminal",
        (
            terminal.terminal,
            terminal.size,
            terminal.ssh,
            tmux.tmux,
            tmux.screen,
            terminal.colours,
            terminal.clipboard,
        ),
    ),
    Asked("Language and time", (region.letters, region.time_zone)),
    Asked("Disk", (disk.places, disk.history)),
    Asked(
        "Settings",
        (setup.file, setup.theme, setup.keys, setup.profile, setup.server, setup.authorities),
    ),
    Asked("Signing in", (sign_in.secret, sign_in.kept_token)),
    Asked("Network", (network.asked, network.name, network.port, network.api), chained=True),
)
"""What is asked, in this order."""


def doctor(options: Namespace) -> int:
    """Ask everything and print what was found. The exit code is 2 where something on this machine
    does not work, else 5 where the network or the server does not. Raises Trouble.
    """
    here = _here(options)
    found: list[report.Part] = []
    if options.format == "json":
        found = list(_found(here))
        output.write(report.as_json(found))
    else:
        output.write(report.beginning())
        for part in _found(here):  # each as soon as it is there: the network may take a while
            found.append(part)
            output.write(report.as_text(part))
        output.write(report.ending(found))
    return _code(found)


def _here(options: Namespace) -> Here:
    try:
        return Here(options, os.environ, settings_for(options))
    except Trouble as trouble:
        return Here(options, os.environ, Settings(), str(trouble))


def _found(here: Here) -> Iterator[report.Part]:
    for title, questions, chained in PARTS:
        part = report.Part(title, [])
        for question in questions:
            part.checks.extend(ask(question, here, PATIENCE))
            if chained and any(check.state == "fault" for check in part.checks):
                break
        yield part


def _code(found: list[report.Part]) -> int:
    faulty = [part.title for part in found if any(each.state == "fault" for each in part.checks)]
    if not faulty:
        return FINE
    return FAILED if faulty == ["Network"] else USAGE
