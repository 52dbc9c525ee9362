"""Labels and values as lines: the layout that the panels share."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from vinix_tui.calls.coerce import as_json, named, words
from vinix_tui.calls.text import cells, fit, printable, wrap
from vinix_tui.ui.widgets.line import READABLE, Line

_MOST_ROWS = 2_000  # of one JSON object; a hundred thousand would hold the screen for seconds
LABEL = 18  # columns; "error correction" and "partner's caller" are the longest of ours
_NAMED = 5  # levels of a JSON object whose lines are keyed by name; below that only counted


def heading(text: str, first: bool = False) -> list[Line]:
    """A heading, with a line of air above it unless it is the first."""
    title = Line(((text, "heading"),))
    return [title] if first else [Line(()), title]


def fact(
    label: str,
    value: object,
    width: int,
    *,
    key: str | None = None,
    style: str = "",
    remark: str = "",
    label_width: int = LABEL,
) -> list[Line]:
    """A label and its value, wrapped below itself; nothing for an absent value.

    The remark stands dimmed behind the value where there is room, else on a line of its own.
    """
    text = words(value)
    if text is None:
        return []
    name, remark = printable(label), printable(remark)
    key = key or name
    width = max(width, label_width + 8)
    lines: list[Line] = []
    if cells(name) >= label_width:  # a long name takes a line of its own rather than a cut
        lines, name = [Line(((part, "label"),), key) for part in wrap(name, width)], ""
    told = beside(fit(name, label_width), text, width, key=key, head_style="label", style=style)
    if remark and len(told) == 1 and cells(told[0].text) + 2 + cells(remark) <= width:
        told[0] = told[0]._replace(spans=(*told[0].spans, ("  " + remark, "dim")))
    elif remark:
        told += beside(" " * label_width, remark, width, key=key, style="dim")
    lines += told
    lines[0] = lines[0]._replace(value=text)
    return lines


def beside(
    head: str, text: str, width: int, *, key: str = "", head_style: str = "", style: str = ""
) -> list[Line]:
    """A head, and beside it a text that is wrapped below itself."""
    taken = cells(head)
    first, *rest = wrap(text, width - taken)
    lines = [Line(((head, head_style), (first, style)), key)]
    return lines + [Line(((" " * taken, ""), (part, style)), key) for part in rest]


def sentence(text: str, width: int, *, key: str = "", style: str = "") -> list[Line]:
    """A sentence over the width, as far as it can be read."""
    return [Line(((part, style),), key) for part in wrap(text, min(width, READABLE))]


def tree(
    things: Mapping[str, Any],
    width: int,
    *,
    key: str,
    remarks: Mapping[str, str] | None = None,
    marked: frozenset[str] = frozenset(),
) -> list[Line]:
    """A JSON object's names and values, nested ones indented; marked names carry `≠`.

    A line's key is its name behind `key`, dotted: `custom_channel_vars.account_billing`.
    """
    lines: list[Line] = []
    # A stack, not recursion: a stranger decides how deep this nests.
    stack: list[tuple[int, str, Any, str]] = []
    beyond = 0  # what no row can be reached for

    def push(depth: int, inner: Iterable[tuple[Any, Any]], size: int, above: str) -> None:
        nonlocal beyond
        first = list(islice(inner, _MOST_ROWS + 1))
        beyond += size - len(first)
        stack.extend(
            (depth, str(n), v, f"{above}.{spelled(named(n))}" if above else "")
            for n, v in reversed(first)
        )

    push(0, ((n, things[n]) for n in sorted(things)), len(things), key)
    count = 0
    while stack:
        if count == _MOST_ROWS:
            rest = f"… {len(stack) + beyond:,} more or nested ones are in the raw record"
            return [*lines, Line(((rest, "dim"),))]
        depth, said, value, path = stack.pop()
        count += 1
        indent = "  " * min(depth, 12)
        label = f"{'≠ ' if depth == 0 and said in marked else '  '}{indent}{named(said)}"
        own = path if depth < _NAMED else f"{key}:{count}"
        if isinstance(value, (dict, list)) and value:
            lines += [Line(((part, "label"),), own, as_json(value)) for part in wrap(label, width)]
            inner = value.items() if isinstance(value, dict) else enumerate(value)
            push(depth + 1, inner, len(value), path if depth + 1 < _NAMED else "")
            continue
        text = words(value) or ("empty" if value is None or value == "" else json.dumps(value))
        remark = (remarks or {}).get(said, "") if depth == 0 else ""
        lines += fact(label, text, width, key=own, remark=remark, label_width=min(28, width // 3))
    return lines


def spelled(name: str) -> str:
    """A field's name as a key: events and headers write `X-Auth-IP`, documents `x_auth_ip`."""
    return name.lower().replace("-", "_")


def flow(pieces: Iterable[tuple[str, str]], width: int) -> list[tuple[tuple[str, str], ...]]:
    """Styled pieces as lines of at most `width` columns, broken between pieces where that helps."""
    lines: list[list[tuple[str, str]]] = [[]]
    taken = 0
    for text, style in pieces:
        if taken and taken + cells(text.rstrip(" ")) > width:
            lines.append([])
            taken = 0
        first, *rest = wrap(text, width) if cells(text.rstrip(" ")) > width else [text]
        lines[-1].append((first, style))
        lines += [[(part, style)] for part in rest]
        taken = cells(rest[-1]) if rest else taken + cells(first)
    return [(*line[:-1], (line[-1][0].rstrip(" "), line[-1][1])) for line in lines if line]
