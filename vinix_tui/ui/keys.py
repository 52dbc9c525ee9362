"""The keys that commands have here: those of the list, or the user's own of `[keys]`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vinix_tui.ui.commands import COMMANDS, FORMS, PLACES, Command, binding_id, of
from vinix_tui.ui.key_names import written


class Keys:
    """The commands' keys as the user has bound them in `[keys]`: id (with or without its place) ->
    keys. What the keymap, the hints and the help say of a key comes from here."""

    def __init__(self, bound: Mapping[str, Iterable[str]]) -> None:
        self.keymap: dict[str, str] = {}
        for command in COMMANDS:
            spelled = bound.get(binding_id(command), bound.get(command.id))
            if spelled:
                self.keymap[binding_id(command)] = ",".join(spelled)

        self.clashes = self._clashes()
        """A sentence for each key that two commands of one place share."""

    def _clashes(self) -> list[str]:
        found: dict[str, None] = {}
        for place in PLACES:
            others = ("app", "form", "choice") if place in FORMS else ("app", "list")
            beside = [other for other in others if other != place and place != "app"]
            taken: dict[str, Command] = {}
            for command in (part for where in (place, *beside) for part in of(where)):
                bound = self.keymap.get(binding_id(command), command.keys)
                for key in bound.split(","):
                    other = taken.setdefault(key, command)
                    chosen = {binding_id(other), binding_id(command)} & set(self.keymap)
                    if other is not command and chosen:
                        said = f"[keys]: {other.label} and {command.label} both have {key}"
                        found[f"{said}; {other.label} wins."] = None
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
