"""Export: in which form, where to and without what a lookup leaves, with all of it in sight."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import work
from textual.app import ComposeResult
from textual.worker import Worker

from vinix_tui.calls.text import printable_lines, wrap
from vinix_tui.reports.forms import Form, written
from vinix_tui.reports.redaction import Redaction
from vinix_tui.ui import clipboard, commands
from vinix_tui.ui.aside import aside
from vinix_tui.ui.screens.form import FormScreen
from vinix_tui.ui.screens.giving import with_path
from vinix_tui.ui.widgets.bars import KeyHints, Rule
from vinix_tui.ui.widgets.choice import Choice
from vinix_tui.ui.widgets.field import Field
from vinix_tui.ui.widgets.form import FormRow
from vinix_tui.ui.widgets.line import Line
from vinix_tui.ui.widgets.lines import Lines
from vinix_tui.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from vinix_tui.calls.lookup import Lookup
    from vinix_tui.ui.app import VinixApp

FORMS = (("TEXT", "text"), ("MARKDOWN", "Markdown"), ("JSON", "JSON bundle"), ("CSV", "CSV"))
WAYS = (("file", "a file"), ("clipboard", "the terminal's clipboard"))
REDACTIONS = (
    ("OFF", "off"),
    ("SECRETS", "secrets"),
    ("PEOPLE", "also numbers, names, addresses"),
)
_PLAIN_ID = re.compile(r"[\w-]{1,80}", re.ASCII)


class ExportScreen(FormScreen[str]):
    """Ends with what to say of the export, or "" where there was none."""

    BINDINGS = [*commands.bindings("export"), *commands.bindings("form")]
    place = "export"

    app: VinixApp

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self._lookup = lookup
        self._text = ""
        self._preparing: Worker[None] | None = None
        self._offered = ""  # the path as it was filled in

    def compose(self) -> ComposeResult:
        yield Rule(id="title")
        yield FormRow("Form", Choice(FORMS, "TEXT", id="kind", then=self._other_form))
        yield FormRow("To", Choice(WAYS, "file", id="way", then=self._other_way))
        yield FormRow("File", Field(id="path", select_on_focus=False))
        chosen = self.app.session.redaction.name
        yield FormRow("Redact", Choice(REDACTIONS, chosen, id="redaction", then=self._other_form))
        yield Rule(id="size")
        yield Lines(id="leaving")
        yield Notice()
        yield KeyHints()

    def on_mount(self) -> None:
        self.query_one("#title", Rule).say(f"Export {self._lookup.interaction_id}".strip())
        give, back = self.app.keys.hints("export", ["give", "back"])
        self.query_one(KeyHints).show([give, ("Tab", "next"), ("← →", "choose"), back])
        self._offer()
        self._prepare_anew()
        self.set_focus(self.query_one("#kind"))

    def _chosen(self, id_: str) -> str:
        return self.query_one(f"#{id_}", Choice).chosen

    @property
    def _form(self) -> Form:
        return Form[self._chosen("kind")]

    @property
    def _path(self) -> Field:
        return self.query_one("#path", Field)

    # -- what leaves --------------------------------------------------------------------------

    def _other_form(self) -> None:
        self._offer()
        self._prepare_anew()

    def _other_way(self) -> None:
        self.query_one("#row-path").display = self._chosen("way") == "file"
        self.query_one(Notice).clear()

    def _offer(self) -> None:
        """Fill in a path that nothing stands at; one that was typed keeps all but its ending."""
        typed = self._path.value
        if typed == self._offered:
            redaction = Redaction[self._chosen("redaction")]
            self._offered = str(_default(self._lookup, self._form, redaction))
            self._path.value = self._offered
        elif Path(typed).suffix in {f".{form.value}" for form in Form}:
            self._path.value = str(Path(typed).with_suffix(f".{self._form.value}"))
        self._path.cursor_position = len(self._path.value)

    def _prepare_anew(self) -> None:
        self._preparing = self._prepare(self._form, Redaction[self._chosen("redaction")])

    @work(exclusive=True, group="prepare", description="prepare an export")
    async def _prepare(self, form: Form, redaction: Redaction) -> None:
        """Write it, and show all of it. 500 legs take a second, which no key waits for."""
        self.query_one("#size", Rule).say("What leaves · being written …")
        zone = self.app.session.zone
        made = await aside(written, self._lookup, form, redaction, zone=zone)
        lines = await aside(printable_lines, made)
        preview = self.query_one("#leaving", Lines)
        now = preview.scrollable_content_region.width - 1
        ready = await aside(_wrapped, lines, now)  # 65,000 lines of JSON take 0.4 s
        self._text = made
        preview.show(lambda width: ready if width == now else _wrapped(lines, width))
        counted = f"{len(made):,} characters in {len(lines):,} lines"
        self.query_one("#size", Rule).say(f"What leaves · {counted}")

    # -- leaving ------------------------------------------------------------------------------

    @work(exclusive=True, group="give", description="export")
    async def action_give(self) -> None:
        """Write the file or send the text; where that fails, say so and stay."""
        await self._path.settled()
        if self._preparing is not None:
            await self.workers.wait_for_complete([self._preparing])
        try:
            if self._chosen("way") == "file":
                said, path = "Written to", str(await aside(self._write, self._path.value))
            else:
                said, path = await clipboard.send(self.app, self._text)
        except self.app.desk.troubles as trouble:
            self.query_one(Notice).say(str(trouble))
        else:
            self.dismiss(with_path(said, path, self.size.width) if path else said)

    def action_back(self) -> None:
        """Leave without an export."""
        self.dismiss("")

    def _write(self, typed: str) -> Path:
        from vinix_tui.storage.private import StorageError, write_new

        if not typed.strip():
            raise StorageError("Give the file a name.")
        try:
            path = Path(typed.strip()).expanduser().absolute()
        except (RuntimeError, OSError) as error:
            why = str(error).rstrip(".")
            raise StorageError(f"{typed.strip()} is no path: {why}.") from error
        data = self._text.encode()
        try:
            write_new(path, data)
        except ValueError as error:  # NUL; or what the locale has no letter for, as � in Latin-1
            raise StorageError(f"{path} has a sign that no file's name can have here.") from error
        return path


_SAID: Final = {
    Redaction.OFF: "UNREDACTED",
    Redaction.SECRETS: "redacted",
    Redaction.PEOPLE: "anonymous",
}
"""What a file's name tells of what it holds; whoever attaches the wrong one sees it at a glance."""


def _default(lookup: Lookup, form: Form, redaction: Redaction) -> Path:
    """A file beside where the program was started, which nothing stands at yet."""
    from vinix_tui.storage.private import unused

    named = lookup.interaction_id if _PLAIN_ID.fullmatch(lookup.interaction_id) else "call"
    try:
        here = Path.cwd()
    except OSError:  # somebody has removed it
        here = Path("~")
    return unused(here / f"vinix-{named}-{_SAID[redaction]}.{form.value}")


def _wrapped(lines: tuple[str, ...], width: int) -> list[Line]:
    return [Line(((part, ""),)) for line in lines for part in wrap(line, width)]
