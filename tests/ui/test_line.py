"""The lines of a panel, and the items that they make."""

from __future__ import annotations

from vinix_tui.ui.widgets.line import Line, value_of


def test_where_no_item_is_left_the_headings_are_no_value_to_copy() -> None:
    heading, item = Line((("Media", "strong"),)), Line((("ptime  20", ""),), "ptime", value="20")
    assert value_of([heading], "") is None
    assert value_of([heading, item], "ptime") == "20"
