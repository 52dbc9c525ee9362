"""`completion`: what a shell reads to complete our command line when Tab is pressed."""

from __future__ import annotations

import argparse
from argparse import Namespace

from vinix_tui.cli import options, output
from vinix_tui.cli.outcome import FINE


def completion(chosen: Namespace) -> int:
    """Print the completions for one shell, made from the parser."""
    import shtab

    parser = options.parser()
    for action in _actions(parser):
        _suggest(action)
    output.write(shtab.complete(parser, chosen.shell))
    return FINE


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """The actions of a parser and of all its commands."""
    found = list(parser._actions)
    for commands in (a for a in found if isinstance(a, argparse._SubParsersAction)):
        for command in commands.choices.values():
            found += _actions(command)
    return found


def _suggest(action: argparse.Action) -> None:
    """Files and names for what the parser itself takes as any word; told apart by its metavar."""
    import shtab

    if action.metavar in ("WHAT", "FILE"):
        action.complete = shtab.FILE  # type: ignore[attr-defined]
    elif action.metavar == "DIR":
        action.complete = shtab.DIRECTORY  # type: ignore[attr-defined]
    elif action.metavar == "TOPIC":
        from vinix_tui.help import topics

        action.choices = sorted({*topics(), *options.COMMANDS})
    elif "--theme" in action.option_strings:
        from vinix_tui.storage.themes import shipped_dir

        action.choices = sorted(path.stem for path in shipped_dir().glob("*.toml"))
    elif "--fault" in action.option_strings:
        from vinix_tui.sandbox.faults import FAULTS

        action.choices = list(FAULTS)
