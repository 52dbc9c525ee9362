"""`rules`: the catalogue of the diagnosis, as it is implemented."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from vinix_tui.cli import output
from vinix_tui.cli.outcome import FINE

if TYPE_CHECKING:
    from vinix_tui.diagnosis.rule import Rule

_FACTS = ("id", "name", "chapter", "fires", "source")


def rules(options: Namespace) -> int:
    """List the rules by number, in chapters."""
    from vinix_tui.diagnosis.rule import CATALOGUE
    from vinix_tui.diagnosis.rules import __all__ as chapters  # importing them fills the catalogue

    assert chapters
    listed = sorted(CATALOGUE.values(), key=lambda rule: rule.order)
    if options.format == "json":
        facts = [{fact: getattr(rule, fact) for fact in _FACTS} for rule in listed]
        output.write(json.dumps(facts, indent=2) + "\n")
    else:
        output.write(_text(listed))
    return FINE


def _text(listed: list[Rule]) -> str:
    from vinix_tui.reports.layout import Page

    page = Page(output.width(), colour=output.colour(), ascii_only=output.ascii_only())
    wide = max((len(rule.id) for rule in listed), default=0)
    for chapter in dict.fromkeys(rule.chapter for rule in listed):  # by their first number
        page.heading(chapter.capitalize())
        for rule in listed:
            if rule.chapter == chapter:
                page.item(f"{rule.id:<{wide}}  ", rule.name)
                page.item(" " * (wide + 2), rule.fires, most=9)
                page.item(" " * (wide + 2), rule.source, most=9, dim=True)
    return str(page)
