"""Every user command once: its id, keys, label and help line.

Bindings, the palette, the help screen and the key hints are all made from this list.
"""

from __future__ import annotations

from typing import NamedTuple

from textual.binding import Binding, BindingType

from vinix_tui.ui.key_names import PRINTED

_SCREENS = (
    *("inspector", "history", "recent", "calls", "compare", "help", "themes", "palette"),
    "profiles",
)


class Command(NamedTuple):
    """Something that a user can do. Its id names the method `action_<id>` that does it."""

    id: str
    keys: str
    label: str
    help: str
    place: str

    @property
    def typed(self) -> bool:
        """Whether an input would take all of its keys as text."""
        return all(len(key) == 1 or key in PRINTED for key in self.keys.split(","))

    @property
    def at_once(self) -> bool:
        """Whether it acts before the next key of the same packet is looked at.

        Textual hands a key to the widget that had the focus when the key arrived, and acts on
        bindings later; only priority ones act at once. So everything that moves cursor or focus
        has priority, or `↓ 2` typed over a slow line would open the tab of the wrong leg. So has
        what must get through while a dialog is open, which shuts out the keys of the app.
        """
        return (
            self.place in ("list", "form", "choice")
            or self.id in ("redraw", "next_pane", "previous_pane", "give")
            or (self.place in _SCREENS and (self.typed or self.keys == "escape"))
        )


PLACES = {
    "app": "Everywhere",
    "inspector": "Inspector",
    "history": "History",
    "recent": "List of calls",
    "calls": "List of the demo's calls",
    "compare": "Two legs compared",
    "help": "In this help",
    "themes": "List of themes",
    "palette": "List of commands",
    "login": "Signing in",
    "export": "Export",
    "note": "Note",
    "period": "A time for the list of calls",
    "form": "In a form",
    "choice": "In a form, on a choice",
    "profiles": "List of profiles",
    "list": "In a list or a panel",
}

FORMS = ("login", "export", "period")
"""Places that are a form: in them `form` and `choice` are in reach as well."""

COMMANDS = (
    Command("help", "question_mark", "help", "Keys and marks of where you are", "app"),
    Command("command_palette", "colon,ctrl+p", "palette", "Find a command by name", "app"),
    Command("redraw", "ctrl+l", "redraw", "Paint the screen anew, if it is garbled", "app"),
    Command("themes", "T", "themes", "Choose a theme; its colours are shown at once", "app"),
    Command("next_pane", "tab", "next pane", "To the next pane or field", "app"),
    Command("previous_pane", "shift+tab", "pane before", "To the pane or field before", "app"),
    Command("profiles", "P", "profiles", "Go on as another profile of the settings", "app"),
    Command("leave", "q,ctrl+q", "quit", "Leave the program", "app"),
    Command("search", "s", "search", "Go to the search pane", "inspector"),
    Command(
        "previous_leg",
        "left_square_bracket",
        "previous leg",
        "Previous leg, from anywhere",
        "inspector",
    ),
    Command("next_leg", "right_square_bracket", "next leg", "Next leg, from anywhere", "inspector"),
    Command("legs", "0", "legs", "Go to the leg table", "inspector"),
    Command("tab(1)", "1", "Summary", "What happened, why, and what to do", "inspector"),
    Command("tab(2)", "2", "Call info", "Who, when, how long, the cause, all ids", "inspector"),
    Command(
        "tab(3)",
        "3",
        "SIP/SDP",
        "Addresses, headers, both SDPs by meaning and by line",
        "inspector",
    ),
    Command("tab(4)", "4", "Custom vars", "Channel and application variables", "inspector"),
    Command("tab(5)", "5", "Fax", "How the fax went", "inspector"),
    Command("tab(6)", "6", "Raw", "The leg's JSON", "inspector"),
    Command(
        "fold",
        "f",
        "fold",
        "Fold and unfold helper legs and phones that lost the race",
        "inspector",
    ),
    Command(
        "compare",
        "c",
        "compare",
        "Mark a leg; on another one, of this call or any other, compare the two",
        "inspector",
    ),
    Command(
        "filter",
        "slash",
        "filter",
        "Show only lines with some words in this pane",
        "inspector",
    ),
    Command(
        "history",
        "h,ctrl+r",
        "history",
        "Calls looked up before, also without network",
        "inspector",
    ),
    Command(
        "calls", "b", "calls", "The account's calls, by time; in the demo its own", "inspector"
    ),
    Command("maximise", "m", "maximise", "Give this pane all the room, or share it", "inspector"),
    Command("refresh", "r", "refresh", "Fetch this interaction anew", "inspector"),
    Command("pin", "p", "pin", "Keep this lookup for good, or no longer", "inspector"),
    Command("note", "n", "note", "Write a note on this lookup", "inspector"),
    Command(
        "copy_field",
        "y",
        "copy",
        "Copy the field under the cursor; of a leg its Call-ID",
        "inspector",
    ),
    Command("copy_ticket", "Y", "copy ticket", "Copy the report for a ticket", "inspector"),
    Command(
        "export",
        "e",
        "export",
        "Text, Markdown, JSON or CSV, to a file or the clipboard",
        "inspector",
    ),
    Command("pager", "o", "pager", "Open this tab in your pager ($PAGER)", "inspector"),
    Command(
        "redaction",
        "x",
        "redaction",
        "Take secrets out of what leaves, or leave them in",
        "inspector",
    ),
    Command("zone", "t", "local/UTC", "Show times in the local zone or in UTC", "inspector"),
    Command("sign_out", "L", "sign out", "Forget the token and sign in anew", "inspector"),
    Command("back", "escape", "back", "Cancel, close, or go one step back", "inspector"),
    Command("open", "enter", "open", "Open the stored copy, without the network", "history"),
    Command("pin", "p", "pin", "Keep it for good, or no longer", "history"),
    Command("note", "n", "note", "Write a note on it", "history"),
    Command("copy_field", "y", "copy", "Copy the interaction id", "history"),
    Command("delete", "d", "delete", "Delete it (press twice)", "history"),
    Command("filter", "slash", "filter", "Back to the filter", "history"),
    Command("back", "escape", "back", "Back to where you came from", "history"),
    Command("open", "enter", "look up", "Look the call up", "recent"),
    Command("today", "1", "today", "Today's calls", "recent"),
    Command("yesterday", "2", "yesterday", "Yesterday's calls", "recent"),
    Command("last_7_days", "3", "7 days", "The calls of the last 7 days", "recent"),
    Command("last_31_days", "4", "31 days", "The calls of the last 31 days", "recent"),
    Command("from_to", "5", "other time", "The calls of any other time", "recent"),
    Command(
        "refresh", "r", "refresh", "Fetch anew; where it was stopped or failed, go on", "recent"
    ),
    Command("copy_field", "y", "copy", "Copy the interaction id", "recent"),
    Command("export", "e", "export", "Say how these calls are written as CSV or JSON", "recent"),
    Command("zone", "t", "local/UTC", "Show times in the local zone or in UTC", "recent"),
    Command("filter", "slash", "filter", "Back to the filter", "recent"),
    Command("back", "escape", "back", "Stop fetching, empty the filter, go back", "recent"),
    Command("open", "enter", "open", "Look the call up", "calls"),
    Command("recent", "b", "a month", "A month of calls, listed as an account's are", "calls"),
    Command("filter", "slash", "filter", "Back to the filter", "calls"),
    Command("back", "escape", "back", "Back to where you came from", "calls"),
    Command(
        "previous_leg",
        "left_square_bracket",
        "previous leg",
        "Compare with the leg before",
        "compare",
    ),
    Command(
        "next_leg", "right_square_bracket", "next leg", "Compare with the leg after", "compare"
    ),
    Command("everything", "a", "all", "Also what is the same, or what differs only", "compare"),
    Command("copy_field", "y", "copy", "Copy both values of the line", "compare"),
    Command("filter", "slash", "filter", "Show only lines with some words", "compare"),
    Command("back", "escape", "back", "Back to where you came from", "compare"),
    Command("filter", "slash", "filter", "Show only keys and marks with some words", "help"),
    Command("back", "escape", "back", "Back to where you came from", "help"),
    Command("open", "enter", "keep", "Keep this theme, and begin with it next time", "themes"),
    Command("filter", "slash", "filter", "Back to the filter", "themes"),
    Command("back", "escape", "back", "Put the old theme back", "themes"),
    Command("open", "enter", "do it", "Do what the line says, on the screen below", "palette"),
    Command("filter", "slash", "filter", "Back to the words", "palette"),
    Command("back", "escape", "back", "Back to where you came from", "palette"),
    Command("submit", "enter", "sign in", "Sign in with what is filled in", "login"),
    Command("stored", "ctrl+r", "history", "Calls looked up before, without signing in", "login"),
    Command("cancel", "escape", "cancel", "Stop waiting, or go back to the call", "login"),
    Command("give", "enter", "export", "Write the file, or send the text", "export"),
    Command("back", "escape", "back", "Back to the call; nothing leaves", "export"),
    Command("keep", "enter", "keep", "Keep the note; an empty one is removed", "note"),
    Command("back", "escape", "back", "Leave the note as it was", "note"),
    Command("list", "enter", "list", "List the calls of that time", "period"),
    Command("back", "escape", "back", "Back to the calls that are listed", "period"),
    Command("next_field", "down", "next field", "To the next field", "form"),
    Command("previous_field", "up", "field before", "To the field before", "form"),
    Command("next_option", "right,space", "next", "Choose the next one", "choice"),
    Command("previous_option", "left", "before", "Choose the one before", "choice"),
    Command("open", "enter", "switch", "Go on as this profile", "profiles"),
    Command("filter", "slash", "filter", "Back to the filter", "profiles"),
    Command("back", "escape", "back", "Back, and nothing changes", "profiles"),
    Command("up", "up,k", "up", "One line up", "list"),
    Command("down", "down,j", "down", "One line down", "list"),
    Command("page_up", "pageup", "page up", "One page up", "list"),
    Command("page_down", "pagedown", "page down", "One page down", "list"),
    Command("first", "home,g", "first", "To the first line", "list"),
    Command("last", "end,G", "last", "To the last line", "list"),
    Command("follow", "enter", "follow", "Go where the line points", "list"),
)


def of(place: str) -> list[Command]:
    """The commands of one place, in the order of the list."""
    return [command for command in COMMANDS if command.place == place]


def bindings(place: str) -> list[BindingType]:
    """A place's commands as Textual wants them; the ids are what `[keys]` names."""
    return [
        Binding(
            command.keys,
            command.id,
            command.label,
            show=False,
            id=binding_id(command),
            priority=command.at_once,
        )
        for command in of(place)
    ]


def typed_actions() -> frozenset[str]:
    """The actions of commands whose keys are text to an input."""
    return frozenset(command.id.partition("(")[0] for command in COMMANDS if command.typed)


def binding_id(command: Command) -> str:
    """What `[keys]` calls a command: `inspector.copy_field`."""
    name = command.id.replace("(", "_").rstrip(")")
    return f"{command.place}.{name}"


NAMES = frozenset(name for command in COMMANDS for name in (command.id, binding_id(command)))
"""What `[keys]` may name: ids, with or without their place."""
