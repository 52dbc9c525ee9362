"""The SIP/SDP tab: addresses and headers, and both SDPs line by line."""

from __future__ import annotations

from itertools import zip_longest

from vinix_tui.calls.text import cells, fit, wrap
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import fact, heading, sentence, tree
from vinix_tui.ui.widgets.line import Line

_SIDE_BY_SIDE = 110  # columns from which two SDPs stand beside each other without much wrapping
_STYLES = {"m": "strong", "c": "good", "o": "good"}


def draw(view: View, width: int) -> list[Line]:
    """What was sent to whom, and what each side said about audio."""
    leg = view.leg
    lines = heading("SIP", first=True)
    for label, value in (
        ("request", leg.request), ("from", leg.from_), ("from URI", leg.from_uri),
        ("from tag", leg.from_tag), ("to", leg.to), ("to URI", leg.to_uri), ("to tag", leg.to_tag),
        ("Call-ID", leg.call_id), ("user agent", leg.user_agent),
        ("hangup code", leg.hangup_code),
    ):  # fmt: skip
        lines += fact(label, value, width)
    if leg.custom_sip_headers:
        lines += [*heading("SIP headers"), *tree(leg.custom_sip_headers, width, key="header")]
    remote, local = ("offer", "answer") if leg.inbound else ("answer", "offer")
    titles = (f"Remote SDP · {remote}, from {leg.who}", f"Local SDP · {local}, from the platform")
    if not leg.remote.lines and not leg.local.lines:
        return [*lines, *heading("SDP"), *sentence("This leg's record holds no SDP.", width)]
    if width >= _SIDE_BY_SIDE and leg.remote.lines and leg.local.lines:
        return lines + _beside(titles, leg.remote.lines, leg.local.lines, width)
    return (
        lines
        + _below(titles[0], leg.remote.lines, "remote", width)
        + _below(titles[1], leg.local.lines, "local", width)
    )


def _below(title: str, sdp: tuple[str, ...], key: str, width: int) -> list[Line]:
    lines = heading(title)
    if not sdp:
        return lines + sentence("not recorded", width, style="dim")
    for number, text in enumerate(sdp, 1):
        lines += [
            Line((*_number(number if part == 0 else None), *spans), f"{key}:{number}")
            for part, spans in enumerate(_coloured(text, width - 5))
        ]
    return lines


def _beside(
    titles: tuple[str, str], remote: tuple[str, ...], local: tuple[str, ...], width: int
) -> list[Line]:
    half = (width - 2) // 2
    lines = [
        Line(()),
        Line(((fit(titles[0], half), "heading"), ("  ", ""), (titles[1], "heading"))),
    ]
    for number, texts in enumerate(zip_longest(remote, local), 1):
        sides = [_coloured(text, half - 5) if text is not None else [] for text in texts]
        for part in range(max(map(len, sides))):
            spans: list[tuple[str, str]] = []
            for side, gap in zip(sides, ("  ", ""), strict=True):
                own = list(side[part]) if part < len(side) else []
                shown = [*_number(number if part == 0 and side else None), *own]
                room = half - sum(cells(text) for text, _ in shown)
                spans += [*shown, (" " * max(0, room) + gap, "")]
            lines.append(Line(tuple(spans), f"both:{number}"))
    return lines


def _number(number: int | None) -> tuple[tuple[str, str], ...]:
    return ((fit("" if number is None else str(number), 3, right=True) + "  ", "dim"),)


def _coloured(text: str, width: int) -> list[tuple[tuple[str, str], ...]]:
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
