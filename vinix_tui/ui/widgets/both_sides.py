"""A leg's media as its two sides have them: beside each other where there is room, else below."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from vinix_tui.calls import sides
from vinix_tui.calls.text import cells, fit
from vinix_tui.ui.widgets.facts import flow, heading, sentence
from vinix_tui.ui.widgets.line import Line

if TYPE_CHECKING:
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.media import Medium
    from vinix_tui.calls.sides import Part, Row

_BESIDE = 98  # columns from which both sides stand beside each other: a screen of 100
_SIGN, _NAME, _SIDE = 2, 12, 8  # columns of `≠ `, `encryption  ` and `remote  `
_COMMON, _DIFFERS = "✓", "≠ "
_MOST = 50  # media that are drawn; a video conference has some twenty, a stranger's SDP thousands


def draw(leg: Leg, width: int) -> list[Line]:
    """Medium by medium what each side says, with what they share and what does not fit marked."""
    lines: list[Line] = []
    for number, medium in enumerate(leg.media.media[:_MOST]):
        rows = sides.rows(medium)
        lines += heading(_title(leg, medium))
        if width >= _BESIDE:
            lines += _heads(leg, width)
        for row in rows:
            lines += _row(row, f"medium:{number}:{row.name}", width)
        if medium.fax:
            told = medium.fax.clash or f"together they can do {medium.fax.words}"
            lines += sentence(f"  {told}", width, style="warn" if medium.fax.clash else "dim")
    rest = len(leg.media.media) - _MOST
    if rest > 0:
        lines += sentence(f"… {rest:,} more media are in the lines below", width, style="dim")
    drawn = "".join(line.text for line in lines)
    for sign, meaning in (
        (_COMMON, "a codec that both sides have"),
        (_DIFFERS, "the two sides do not fit together in this"),
    ):
        if sign in drawn:
            lines += sentence(f"{sign.strip()} {meaning}", width, style="dim")
    return lines


def _title(leg: Leg, medium: Medium) -> str:
    kind = medium.kind.capitalize() or "Medium"
    if medium.local is None or medium.remote is None:
        return kind
    who = leg.who if medium.offerer == "remote" else "the platform"
    used = f" · probably {medium.used.words}" if medium.used and medium.both_active else ""
    return f"{kind}{used} · {who} probably made the offer"


def _heads(leg: Leg, width: int) -> list[Line]:
    half = _half(width)
    names = fit(f"remote: {leg.who}", half) + "  " + fit("local: the platform", half)
    return [Line(((" " * (_SIGN + _NAME) + names, "label"),))]


def _half(width: int) -> int:
    return (width - _SIGN - _NAME - 2) // 2


def _row(row: Row, key: str, width: int) -> list[Line]:
    sign = (_DIFFERS if row.differs else "  ", "warn")
    name, blank = (fit(row.name, _NAME), "label"), " " * (_SIGN + _NAME)
    value = _value(row)
    lines: list[Line] = []
    if width >= _BESIDE:
        half = _half(width)
        both = zip_longest(_said(row.remote, half), _said(row.local, half), fillvalue=())
        for remote, local in both:
            room = half - sum(cells(text) for text, _ in remote)
            head = ((blank, ""),) if lines else (sign, name)
            lines.append(Line((*head, *remote, (" " * (room + 2), ""), *local), key, value))
        return lines
    told = [("remote", row.remote), ("local", row.local)]
    if row.remote == row.local:
        told = [("both", row.remote)]
    for side, parts in told:
        for count, spans in enumerate(_said(parts, width - _SIGN - _NAME - _SIDE)):
            head = ((blank, ""),) if lines else (sign, name)
            whose = (fit("" if count else side, _SIDE), "dim")
            lines.append(Line((*head, whose, *spans), key, value))
    return lines


def _value(row: Row) -> str:
    """What is copied of a row: both sides, or what they share."""
    remote, local = (", ".join(part.text for part in parts) for parts in (row.remote, row.local))
    return remote if remote == local else f"remote: {remote or '–'}\nlocal: {local or '–'}"


def _said(parts: tuple[Part, ...], width: int) -> list[tuple[tuple[str, str], ...]]:
    if not parts:
        return [(("–", "dim"),)]
    pieces = [
        (
            part.text + (_COMMON if part.common else "") + (", " if number < len(parts) else ""),
            "good" if part.common else "",
        )
        for number, part in enumerate(parts, 1)
    ]
    return flow(pieces, width)
