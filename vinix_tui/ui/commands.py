"""Every user command once: its id, keys, label and help line.

Bindings, the palette, the help screen and the key hints are all made from this list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True)
class Command:
    """Something that a user can do. Its id names the method `action_<id>` that does it."""

    id: str
    keys: str
    label: str
    help: str
    place: str
    show: str = ""
    """How the keys are written, where their names are not what stands on the keyboard."""

    @property
    def moves_focus(self) -> bool:
        """Whether keys typed behind it are meant for another pane."""
        return self.id in ("search", "filter") or self.id.startswith("tab(")

    @property
    def key(self) -> str:
        """The first key as people write it."""
        return self.show or self.keys.split(",")[0]


PLACES = {
    "app": "Everywhere",
    "inspector": "Inspector",
    "history": "History",
    "calls": "Calls of the demo",
    "list": "In a list or a panel",
}

COMMANDS = (
    Command("help", "question_mark", "help", "Keys and marks of where you are", "app", "?"),
    Command("command_palette", "colon,ctrl+p", "palette", "Find a command by name", "app", ":"),
    Command("leave", "q,ctrl+q", "quit", "Leave the program", "app"),
    Command("search", "s", "search", "Go to the search pane", "inspector"),
    Command(
        "previous_leg",
        "left_square_bracket",
        "previous leg",
        "Previous leg, from anywhere",
        "inspector",
        "[",
    ),
    Command(
        "next_leg", "right_square_bracket", "next leg", "Next leg, from anywhere", "inspector", "]"
    ),
    Command("tab(1)", "1", "Summary", "The interaction in words, with its time line", "inspector"),
    Command("tab(2)", "2", "Call info", "Who, when, how long, the cause, all ids", "inspector"),
    Command("tab(3)", "3", "SIP/SDP", "Addresses, headers, both SDPs", "inspector"),
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
        "filter",
        "slash",
        "filter",
        "Show only lines with some words in this pane",
        "inspector",
        "/",
    ),
    Command(
        "history",
        "h,ctrl+r",
        "history",
        "Calls looked up before, also without network",
        "inspector",
    ),
    Command("calls", "b", "calls", "The demo's calls", "inspector"),
    Command("refresh", "r", "refresh", "Fetch this interaction anew", "inspector"),
    Command("pin", "p", "pin", "Keep this lookup for good, or no longer", "inspector"),
    Command("note", "n", "note", "Write a note on this lookup", "inspector"),
    Command("zone", "t", "local/UTC", "Show times in the local zone or in UTC", "inspector"),
    Command("sign_out", "L", "sign out", "Forget the token and sign in anew", "inspector"),
    Command("back", "escape", "back", "Cancel, close, or go one step back", "inspector", "Esc"),
    Command(
        "open", "enter", "open", "Open the stored copy, without the network", "history", "Enter"
    ),
    Command("pin", "p", "pin", "Keep it for good, or no longer", "history"),
    Command("note", "n", "note", "Write a note on it", "history"),
    Command("delete", "d", "delete", "Delete it (press twice)", "history"),
    Command("filter", "slash", "filter", "Back to the filter", "history", "/"),
    Command("back", "escape", "back", "Back to where you came from", "history", "Esc"),
    Command("open", "enter", "open", "Look the call up", "calls", "Enter"),
    Command("filter", "slash", "filter", "Back to the filter", "calls", "/"),
    Command("back", "escape", "back", "Back to where you came from", "calls", "Esc"),
    Command("up", "up,k", "up", "One line up", "list", "↑ k"),
    Command("down", "down,j", "down", "One line down", "list", "↓ j"),
    Command("page_up", "pageup", "page up", "One page up", "list", "PgUp"),
    Command("page_down", "pagedown", "page down", "One page down", "list", "PgDn"),
    Command("first", "home,g", "first", "To the first line", "list", "g"),
    Command("last", "end,G", "last", "To the last line", "list", "G"),
    Command("follow", "enter", "follow", "Go where the line points", "list", "Enter"),
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
            id=_binding_id(command),
            # Keys arrive in bursts over a slow line: those behind this one must find the new focus.
            priority=command.moves_focus,
        )
        for command in of(place)
    ]


def hints(place: str, ids: Iterable[str]) -> list[tuple[str, str]]:
    """Key and label of some commands, for the line of key hints."""
    known = {command.id: command for command in COMMANDS if command.place == place}
    known |= {command.id: command for command in COMMANDS if command.place == "app"}
    return [(known[name].key, known[name].label) for name in ids]


def keymap(keys: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The user's `[keys]` as a Textual keymap: an id without its place is meant everywhere."""
    made = {}
    for name, spelled in keys.items():
        for command in COMMANDS:
            if name in (_binding_id(command), command.id):
                made[_binding_id(command)] = ",".join(spelled)
    return made


def unknown(keys: Iterable[str]) -> list[str]:
    """The ids in `[keys]` that name no command."""
    known = {command.id for command in COMMANDS} | {_binding_id(command) for command in COMMANDS}
    return [name for name in keys if name not in known]


def _binding_id(command: Command) -> str:
    name = command.id.replace("(", "_").rstrip(")")
    return f"{command.place}.{name}"
