"""The keys that commands have here: those of the list, or the user's own of `[keys]`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vinix_tui.ui.commands import COMMANDS, FORMS, PLACES, Command, binding_id, of
from vinix_tui.ui.key_names import written


class Clash(NamedTuple):
    """A key that two commands of one place share: what `[keys]` calls the one bound there."""

    name: str
    said: str


class Keys:
    """The commands' keys as the user has bound them in `[keys]`: id (with or without its place) ->
    keys. What the keymap, the hints and the help say of a key comes from here."""

    def __init__(self, bound: Mapping[str, Iterable[str]]) -> None:
        self.keymap: dict[str, str] = {}
        self._named: dict[str, str] = {}  # what [keys] calls a command that it binds
        for command in COMMANDS:
            own = binding_id(command)
            name = own if own in bound else command.id
            if spelled := bound.get(name):
                self.keymap[own] = ",".join(spelled)
                self._named[own] = name

        self.clashes = self._clashes()

    def _clashes(self) -> list[Clash]:
        found: dict[Clash, None] = {}
        for place in PLACES:
            others = ("app", "form", "choice") if place in FORMS else ("app", "list")
            beside = [other for other in others if other != place and place != "app"]
            taken: dict[str, Command] = {}
            for command in (part for where in (place, *beside) for part in of(where)):
                bound = self.keymap.get(binding_id(command), command.keys)
                for key in bound.split(","):
                    other = taken.setdefault(key, command)
                    chosen = [binding_id(each) for each in (command, other)]
                    names = [self._named[each] for each in chosen if each in self._named]
                    if other is not command and names:
                        said = f"{other.label} and {command.label} both have {written(key)}"
                        found[Clash(names[0], f"{said}; {other.label} wins.")] = None
        return list(found)

    def of(self, command: Command) -> list[str]:
        """A command's keys, as people write them."""
        bound = self.keymap.get(binding_id(command), command.keys)
        return [written(key) for key in bound.split(",")]

    def key(self, command: Command) -> str:
        """The first of them."""
        return self.of(command)[0]

    def hints(self, place: str, ids: Iterable[str]) -> list[tuple[str, str]]:
        """Key and label of some commands of a place, for the line of key hints."""
        known = {command.id: command for command in (*of("app"), *of(place))}
        return [(self.key(known[name]), known[name].label) for name in ids]
