"""The Raw tab: the leg's own document as JSON, coloured and foldable."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from vinix_tui.calls.coerce import as_json
from vinix_tui.calls.text import printable, wrap
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import spelled
from vinix_tui.ui.widgets.line import Line
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.panel import Panel

_MOST_LINES = 20_000
_LONGEST_LINE = 20_000  # characters
_INDENT = "  "
_WHOLE = "vinix-tui show ID --format json"
_PIECES = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)|([^"\d\w-]+|.)')


class Raw(Panel):
    """JSON by lines. Enter on a line that opens an object or a list folds it."""

    def __init__(self) -> None:
        super().__init__(self._json, id="raw")
        self._folds: set[tuple[str, int, str]] = set()  # of one interaction at a time

    def on_lines_followed(self, event: Lines.Followed) -> None:
        """Fold or unfold what the line opens."""
        event.stop()
        view = self.view
        if view is not None:
            shown = view.lookup.interaction_id
            self._folds = {fold for fold in self._folds if fold[0] == shown}
            self._folds ^= {(shown, view.leg_index, event.key)}
            self._rebuild(event.key)

    def find(self, field: str) -> bool:
        """Put the cursor on a field's line, unfolded; for a nested one that is not there, on the
        nearest one around it. False where the leg has nothing of it.
        """
        key = line_of(self.view.leg.raw, field) if self.view is not None else None
        if key is None:
            return False
        if not self.go_to(key) and self._folds:
            self._folds.clear()
            self._rebuild(key)
        return self.go_to(key)

    def value_in(self, view: View) -> str | None:
        """The JSON value of the line under the cursor; None where a view has nothing there."""
        if self.view is None or not self.cursor_key:
            return None
        value: Any = view.leg.raw
        for step in _way_to(self.view.leg.raw, int(self.cursor_key)):
            if not isinstance(value, (dict, list)):
                break  # what holds it is taken out whole
            inner: Any = value
            value = inner[step]
        return value if isinstance(value, str) else as_json(value)

    def _json(self, view: View, width: int) -> list[Line]:
        lines: list[Line] = []
        shown = view.lookup.interaction_id
        hidden = -1  # the indent of the fold that we are in
        for number, text in enumerate(_pretty(view.leg.raw)):
            indent = len(text) - len(text.lstrip(" "))
            if hidden >= 0:
                if indent > hidden:
                    continue
                hidden = -1
                lines[-1] = Line((*lines[-1].spans, (" … " + text.strip(), "dim")), lines[-1].key)
                continue
            key = f"{number}"
            if text.endswith(("{", "[")) and (shown, view.leg_index, key) in self._folds:
                hidden = indent
            margin = min(indent, width // 2)  # a stranger decides how deep it nests
            for part, piece in enumerate(wrap(text.lstrip(" "), width - margin)):
                spans = _coloured(piece) if part == 0 else ((piece, "code"),)
                lines.append(Line(((" " * margin, ""), *spans), key))
        return lines


def line_of(document: Mapping[str, Any], field: str) -> str | None:
    """The key of the line that a field stands on, `custom_channel_vars.account_billing`.

    Names are found in the spelling of events as well, and fax facts also inside of `fax_info`.
    """
    path = _path(document, field)
    if not path and field.startswith("fax_"):
        fax = f"fax_info.{field}"
        path = max(_path(document, fax), _path(document, fax.replace(".fax_", ".")), key=len)
    sought = iter(path)
    name = next(sought, None)
    depth, found = 1, None
    for number, text in enumerate(_pretty(document)):
        if name is None:
            break
        if text.startswith(f"{_INDENT * depth}{name}: "):
            found, name = f"{number}", next(sought, None)
            depth += 1
        elif found is not None and not text.startswith(_INDENT * depth):
            break
    return found


def _way_to(document: object, number: int) -> tuple[str | int, ...]:
    """The names and places on the way to what a line of the document shows."""
    try:
        return next(islice(_ways(document, ()), number, None), ())
    except RecursionError:
        return ()


def _ways(value: object, way: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    """The same of all lines, as `json.dumps` indents them."""
    inner: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list):
        inner = enumerate(value)
    yield way
    for step, item in inner:
        yield from _ways(item, (*way, step))
    if inner and value:
        yield way


def _path(document: object, field: str) -> list[str]:
    """The names on the way to a field as the document's lines have them, as far as they go."""
    path: list[str] = []
    for part in field.split("."):
        if not isinstance(document, dict):
            break
        alike = (name for name in document if spelled(str(name)) == spelled(part))
        name = part if part in document else next(alike, None)
        if name is None:
            break
        path.append(printable(json.dumps(name, ensure_ascii=False)))
        document = document[name]
    return path


def _pretty(document: object) -> list[str]:
    try:
        text = json.dumps(document, indent=len(_INDENT), ensure_ascii=False, default=str)
    except (RecursionError, ValueError):
        return ["(this document nests too deeply to show)"]
    lines = text.split("\n")
    shown = [_bounded(line) for line in lines[:_MOST_LINES]]
    if len(lines) > _MOST_LINES:
        shown.append(f"… {len(lines) - _MOST_LINES:,} more lines: {_WHOLE}")
    return shown


def _bounded(line: str) -> str:
    """A line without what nobody reads on a screen, such as 5 MB in one string."""
    if len(line) <= _LONGEST_LINE:
        return printable(line)
    rest = len(line) - _LONGEST_LINE
    return f"{printable(line[:_LONGEST_LINE])}… ({rest:,} more characters: {_WHOLE})"


def _coloured(text: str) -> tuple[tuple[str, str], ...]:
    spans: list[tuple[str, str]] = []
    for string, colon, literal, other in _PIECES.findall(text):
        if string:
            spans += [(string, "name" if colon else "code"), (colon, "dim")]
        else:
            spans.append((literal or other, "number" if literal else "dim"))
    return tuple(spans)
