"""A topic's Markdown as lines for a terminal, or for a pipe. Takes 80 ms to import, with Rich's."""

from __future__ import annotations

import re
from io import StringIO

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import CodeBlock, Heading, Markdown, TableElement
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from vinix_tui.help import topics

_STYLES = Theme(
    {
        "markdown.h1": "bold",
        "markdown.h2": "bold",
        "markdown.h3": "bold",
        "markdown.code": "cyan",
        "markdown.item.bullet": "none",
        "markdown.table.header": "bold",
        "markdown.table.border": "dim",
    }
)


def rendered(markdown: str, width: int, *, colour: bool = False) -> str:
    """The text in lines of at most `width` columns; only blocks of code keep theirs."""
    written = StringIO()
    console = Console(
        file=written,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        highlight=False,
        theme=_STYLES,
    )
    console.print(_Page(_for_terminals(markdown), hyperlinks=False), crop=False)
    lines = (line.rstrip() for line in written.getvalue().splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


class _Heading(Heading):
    """At the left: in the middle of a wide line nobody looks for it."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        self.text.justify = "left"
        yield self.text


class _Code(CodeBlock):
    """As it is, to be copied: neither wrapped nor padded."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in str(self.text).rstrip().splitlines():
            yield Text(f"  {line}", no_wrap=True, overflow="ignore")


class _Table(TableElement):
    """From the left edge on, with no lines of air of its own."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for made in super().__rich_console__(console, options):
            if isinstance(made, Table):
                made.show_edge = False
            yield made


class _Page(Markdown):
    elements = {
        **Markdown.elements,
        "heading_open": _Heading,
        "fence": _Code,
        "table_open": _Table,
    }


def _for_terminals(markdown: str) -> str:
    """Without what only GitHub can use: comments, and links to files."""
    markdown = re.sub(r"^<!--.*-->\n", "", markdown, flags=re.M)
    return re.sub(r"\[([^\]]+)\]\((?!https?:)([^)]+)\)", _spelled, markdown)


def _spelled(link: re.Match[str]) -> str:
    topic = link[2].removesuffix(".md")
    return f"{link[1]} (`vinix-tui help {topic}`)" if topic in topics() else link[1]
