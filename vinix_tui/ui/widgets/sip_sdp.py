"""The SIP/SDP tab: addresses and headers, what both sides' media have in common, the raw lines."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from vinix_tui.calls.text import cells, fit, wrap
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets import both_sides
from vinix_tui.ui.widgets.facts import fact, heading, sentence, tree
from vinix_tui.ui.widgets.line import Line

if TYPE_CHECKING:
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.sdp import Sdp

_SIDE_BY_SIDE = 110  # columns from which two SDPs stand beside each other without much wrapping
_STYLES = {"m": "strong", "c": "good", "o": "good"}
_NUMBER = 5  # columns of a line's number and the space behind it

Spans = tuple[tuple[str, str], ...]


def draw(view: View, width: int) -> list[Line]:
    """What was sent to whom, and what each side said about audio."""
    leg = view.leg
    lines = heading("SIP", first=True)
    for label, key, value in (
        ("request", "request", leg.request),
        ("from", "from", leg.from_),
        ("from URI", "from_uri", leg.from_uri),
        ("from tag", "from_tag", leg.from_tag),
        ("to", "to", leg.to),
        ("to URI", "to_uri", leg.to_uri),
        ("to tag", "to_tag", leg.to_tag),
        ("Call-ID", "call_id", leg.call_id),
        ("user agent", "user_agent", leg.user_agent),
        ("hangup code", "hangup_code", leg.hangup_code),
    ):
        lines += fact(label, value, width, key=key)
    if leg.custom_sip_headers:
        headers = tree(leg.custom_sip_headers, width, key="custom_sip_headers")
        lines += [*heading("SIP headers"), *headers]
    if not leg.remote and not leg.local:
        return [*lines, *heading("SDP"), *sentence("This leg's record holds no SDP.", width)]
    return [*lines, *both_sides.draw(leg, width), *_lines(leg, width)]


def _lines(leg: Leg, width: int) -> list[Line]:
    """Both descriptions as they were sent, each warning below its line."""
    remote, local = ("offer", "answer") if leg.inbound else ("answer", "offer")
    titles = (
        f"Remote SDP · probably the {remote}, from {leg.who}",
        f"Local SDP · probably the {local}, from the platform",
    )
    if width >= _SIDE_BY_SIDE and leg.remote and leg.local:
        return _beside(titles, leg.remote, leg.local, width)
    return [
        *_below(titles[0], leg.remote, "remote_sdp", width),
        *_below(titles[1], leg.local, "local_sdp", width),
    ]


def _below(title: str, sdp: Sdp, key: str, width: int) -> list[Line]:
    lines = heading(title)
    if not sdp:
        return lines + sentence("not recorded", width, style="dim")
    shown = _shown(sdp, width)
    for number, parts in enumerate(shown, 1):
        lines += [Line(part, f"{key}:{number}", sdp.line(number)) for part in parts]
    return lines


def _beside(titles: tuple[str, str], remote: Sdp, local: Sdp, width: int) -> list[Line]:
    half = (width - 2) // 2
    lines = [
        Line(()),
        Line(((fit(titles[0], half), "heading"), ("  ", ""), (titles[1], "heading"))),
    ]
    nothing: list[Spans] = []
    pairs = zip_longest(_shown(remote, half), _shown(local, half), fillvalue=nothing)
    for number, (ours, theirs) in enumerate(pairs, 1):
        both = "\n".join(filter(None, (remote.line(number), local.line(number))))
        for left, right in zip_longest(ours, theirs, fillvalue=()):
            room = half - sum(cells(text) for text, _ in left)
            spans = (*left, (" " * max(0, room) + "  ", ""), *right)
            lines.append(Line(spans, f"both_sdp:{number}", both))
    return lines


def _shown(sdp: Sdp, width: int) -> list[list[Spans]]:
    """A description's lines by their numbers, each wrapped and with its warnings below it."""
    warnings: dict[int, list[Spans]] = {}
    for warned in sdp.warnings:
        mark, style = ("▲ ", "warn") if warned.damaged else ("• ", "dim")
        told = wrap(warned.words, width - _NUMBER - 2)
        warnings.setdefault(warned.line, []).extend(
            ((_number(None), "dim"), ((mark if part == 0 else "  ") + text, style))
            for part, text in enumerate(told)
        )
    return [
        [
            *(
                ((_number(number if part == 0 else None), "dim"), *spans)
                for part, spans in enumerate(_coloured(text, width - _NUMBER))
            ),
            *warnings.get(number, ()),
        ]
        for number, text in enumerate(sdp.lines, 1)
    ]


def _number(number: int | None) -> str:
    return fit("" if number is None else str(number), 3, right=True) + "  "


def _coloured(text: str, width: int) -> list[Spans]:
    """An SDP line wrapped, its type and its attribute's name set apart."""
    first, *rest = wrap(text, width)
    kind, equals, value = first.partition("=")
    if not equals or len(kind) != 1:
        return [((part, "bad"),) for part in (first, *rest)]  # no line of SDP looks like this
    style = _STYLES.get(kind, "")
    name, colon, said = value.partition(":")
    if kind == "a":
        spans = ((kind + equals, "dim"), (name, "name"), (colon + said, "code"))
    else:
        spans = ((kind + equals, "dim"), (value, style), ("", ""))
    return [spans, *(((part, style or "code"),) for part in rest)]
