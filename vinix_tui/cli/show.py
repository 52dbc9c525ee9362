"""`show WHAT`: a call and its verdict, from the API, the demo, a file or standard input."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from vinix_tui.cli import files, output
from vinix_tui.cli.outcome import FINE, NOTHING, REACHED
from vinix_tui.cli.setting import desk_for

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.desk import Desk


def show(options: Namespace) -> int:
    """Print the call and return the exit code. Raises Trouble."""
    desk = desk_for(options)
    try:
        file = files.named_by(options.what)
        if file is not None:
            lookup = files.read(file, output.remark)
        else:
            from vinix_tui.cli.fetch import fetch

            lookup = fetch(desk, options.what, options.account)
            if lookup.documents:
                _store(desk, lookup)
        output.write(_report(desk, options, lookup, file))
    finally:
        desk.close()
    if lookup.documents:
        return _judged(lookup, options.fail_on)
    named = f" for {lookup.interaction_id}" if lookup.interaction_id else ""
    output.remark(f"vinix-tui: nothing found{named}.")
    return NOTHING


def _judged(lookup: Lookup, fail_on: str | None) -> int:
    """The exit code for a call: whether the worst finding is as bad as somebody asks."""
    if fail_on is None:
        return FINE
    from vinix_tui.diagnosis.diagnose import diagnose
    from vinix_tui.diagnosis.finding import Severity

    worst = diagnose(lookup.interaction).severity
    if worst < Severity[fail_on.upper()]:
        return FINE
    told = "an error" if worst is Severity.ERROR else "a warning"
    output.remark(f"vinix-tui: --fail-on {fail_on} was reached: the worst finding is {told}.")
    return REACHED


def _report(desk: Desk, options: Namespace, lookup: Lookup, file: Path | None) -> str:
    from vinix_tui.reports.redaction import Redaction, redacted_lookup

    wanted = desk.settings.redact if options.redact is None else options.redact
    redaction = Redaction.by_setting(wanted)
    if options.format == "json":
        from vinix_tui.reports import bundle

        return bundle.dumps(bundle.bundle(lookup, redaction=redaction))
    lookup = redacted_lookup(lookup, redaction)
    if options.format == "csv":
        from vinix_tui.reports.csv import table

        return table(lookup)
    source = files.shown(file) if file else ""
    if options.format == "markdown":
        from vinix_tui.reports.markdown import markdown

        return markdown(lookup, zone=desk.zone(), ascii_only=output.ascii_only(), source=source)
    from vinix_tui.reports.text import text

    return text(
        lookup,
        zone=desk.zone(),
        width=output.width(),
        wrapped=output.is_terminal(),
        colour=output.colour(),
        ascii_only=output.ascii_only(),
        source=source,
    )


def _store(desk: Desk, lookup: Lookup) -> None:
    from vinix_tui.storage.private import StorageError

    if desk.settings.history.keep == "off":
        return
    from vinix_tui.desk.earlier import since
    from vinix_tui.diagnosis.diagnose import diagnose
    from vinix_tui.diagnosis.wording import in_a_line
    from vinix_tui.storage.history import HistoryTrouble

    try:
        verdict = diagnose(lookup.interaction)
        replaced = desk.history.save(lookup, in_a_line(verdict))
    except (HistoryTrouble, StorageError) as trouble:
        said = str(trouble)
        output.remark(said if said.startswith("not saved") else f"not saved: {said}")
    else:
        if desk.history.remark:
            output.remark(desk.history.remark)
        if replaced and (changed := since(replaced, lookup, verdict)):
            output.remark(changed.words)
