"""Only what changed is sent, and the terminal shows what Textual painted all the same."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from vinix_tui.ui.frame import Frame, Piece

WIDTH, HEIGHT = 40, 4
SIZE = Size(WIDTH, HEIGHT)
STYLES = [Style(), Style(bold=True), Style(color="color(4)"), Style(bgcolor="color(9)")]


def strip(*parts: tuple[str, int]) -> Strip:
    """Texts with the numbers of their styles."""
    return Strip([Segment(text, STYLES[style]) for text, style in parts])


def row(*parts: tuple[str, int]) -> Strip:
    """The same as wide as the screen."""
    return strip(*parts).adjust_cell_length(WIDTH, STYLES[0])


class Screen:
    """A terminal that is sent what a frame lets through."""

    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.stream = pyte.Stream(self.screen)
        self.console = Console(force_terminal=True, color_system="256")

    def take(self, pieces: list[Piece]) -> int:
        """Write the pieces; how many cells that were."""
        for x, y, part in pieces:
            self.stream.feed(f"\x1b[{y + 1};{x + 1}H{part.render(self.console)}")
        return sum(part.cell_length for _, _, part in pieces)

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        """What stands there, with its looks."""
        return [[self.screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]


def sent(frame: Frame, *pieces: Piece) -> list[tuple[int, int, str]]:
    """Where and what the frame lets through."""
    return [(x, y, part.text) for x, y, part in frame.changes(pieces, SIZE)]


def test_a_row_that_nobody_knows_is_sent_whole_and_then_not_again() -> None:
    frame = Frame()
    painted = (0, 1, row(("who", 1), (" 2001", 0)))
    assert sent(frame, painted) == [(0, 1, "who 2001".ljust(WIDTH))]
    assert sent(frame, painted) == []


def test_of_a_row_only_what_changed_is_sent() -> None:
    frame = Frame()
    sent(frame, (0, 0, row(("cause  NORMAL_CLEARING", 0))))
    assert sent(frame, (0, 0, row(("cause  USER_BUSY", 0)))) == [(7, 0, "USER_BUSY".ljust(15))]


def test_a_change_of_looks_alone_is_a_change() -> None:
    frame = Frame()
    sent(frame, (0, 0, row(("cause", 0))))
    assert sent(frame, (0, 0, row(("ca", 0), ("use", 2)))) == [(2, 0, "use")]


def test_changes_far_from_each_other_are_sent_apart() -> None:
    frame = Frame()
    sent(frame, (0, 0, row(("1" + " " * 30 + "1", 0))))
    changed = sent(frame, (0, 0, row(("2" + " " * 30 + "2", 0))))
    assert changed == [(0, 0, "2"), (31, 0, "2")]
    near = sent(frame, (0, 0, row(("3" + " " * 5 + "3" + " " * 24 + "2", 0))))
    assert near == [(0, 0, "3     3")]


def test_a_piece_of_a_row_is_held_against_what_stands_there() -> None:
    frame = Frame()
    sent(frame, (0, 2, row(("account 1f9a  interaction", 0))))
    assert sent(frame, (8, 2, strip(("1f9a", 0)))) == []
    assert sent(frame, (8, 2, strip(("1f0b", 0)))) == [(10, 2, "0b")]
    assert sent(frame, (0, 2, row(("account 1f0b  interaction", 0)))) == []


def test_a_piece_of_a_row_that_nobody_knows_is_sent_as_it_is() -> None:
    frame = Frame()
    assert sent(frame, (8, 2, strip(("1f9a", 0)))) == [(8, 2, "1f9a")]
    assert sent(frame, (8, 2, strip(("1f9a", 0)))) == [(8, 2, "1f9a")]


def test_rows_with_characters_of_other_widths_are_sent_whole() -> None:
    frame = Frame()
    sent(frame, (0, 0, row(("李 2001", 0))))
    assert sent(frame, (0, 0, row(("李 2002", 0)))) == [(0, 0, row(("李 2002", 0)).text)]
    assert sent(frame, (0, 0, row(("李 2002", 0)))) == []


def test_everything_is_sent_anew_after_a_change_of_size_and_where_it_is_asked_for() -> None:
    frame = Frame()
    painted = (0, 0, row(("legs", 0)))
    sent(frame, painted)
    assert list(frame.changes([painted], Size(WIDTH, HEIGHT + 1))) != []
    frame.forget()
    assert list(frame.changes([painted], Size(WIDTH, HEIGHT + 1))) != []


signs = st.sampled_from(["a", "b", " ", "─", "…", "李", "é", "e\u0301"])
texts = st.lists(signs, max_size=12).map("".join)
painting = st.lists(
    st.tuples(
        st.integers(0, WIDTH - 2),
        st.integers(0, HEIGHT - 1),
        st.lists(st.tuples(texts, st.integers(0, 3)), min_size=1, max_size=4),
    ),
    max_size=6,
)


@given(st.lists(painting, max_size=5))
def test_the_terminal_shows_what_it_would_show_were_everything_sent(
    paintings: list[list[tuple[int, int, list[tuple[str, int]]]]],
) -> None:
    frame, frugal, whole = Frame(), Screen(), Screen()
    blank = [(0, y, row(("", 0))) for y in range(HEIGHT)]
    frugal.take(list(frame.changes(blank, SIZE)))
    whole.take(blank)
    for painted in paintings:
        # The last column stays free: there pyte scrolls for an accent, as no terminal does.
        pieces: list[Piece] = [
            (x, y, strip(*parts).crop(0, WIDTH - 1 - x)) for x, y, parts in painted
        ]
        rows: dict[int, Strip] = {}
        for x, y, part in pieces:  # as Textual does: whole rows, or pieces that stand in them
            before = rows.get(y, frame._rows[y])
            rows[y] = Strip.join((before.crop(0, x), part, before.crop(x + part.cell_length)))
        whole.take([(0, y, part) for y, part in rows.items()])
        few = frugal.take(list(frame.changes(pieces, SIZE)))
        assert few <= WIDTH * len(rows)
        assert frugal.cells == whole.cells
