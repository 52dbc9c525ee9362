"""What the palette offers on a screen, and what of it some words find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from vinix_tui.ui.commands import Command, binding_id, of
from vinix_tui.ui.keys import Keys


@dataclass(frozen=True)
class Offer:
    """A command that the palette lists."""

    command: Command
    keys: tuple[str, ...]
    """As they are bound, and as people write them."""
    lacking: str
    """What has to be there before it can be done; "" where nothing is missing."""

    @property
    def id(self) -> str:
        """What `[keys]` calls it."""
        return binding_id(self.command)


@dataclass(frozen=True)
class Match:
    """An offer that words were found in, and where: places of letters in its label and its help."""

    offer: Offer
    rank: int = 0
    """How far from what was meant, by a guess; 0 is next."""
    in_label: frozenset[int] = frozenset()
    in_help: frozenset[int] = frozenset()


def offers(
    places: Iterable[str], keys: Keys, lacking: Callable[[str], str], used: Sequence[str]
) -> list[Offer]:
    """The commands of some places, those used last first. Of two that share a key, which happens
    where a list's Enter is a screen's own, the first one gets it, so the other is left out.
    """
    found: dict[str, Offer] = {}
    for command in (each for place in places for each in of(place)):
        offer = Offer(command, tuple(keys.of(command)), lacking(command.id))
        if command.id != "command_palette":
            found.setdefault(offer.keys[0], offer)
    late = {name: place for place, name in enumerate(used)}
    return sorted(found.values(), key=lambda offer: -late.get(offer.id, -1))


def matching(listed: Iterable[Offer], needle: str) -> list[Match]:
    """The offers that have every word, in any order and case; what was probably meant first."""
    words = needle.split()
    met = [match for offer in listed if (match := _match(offer, words))]
    return sorted(met, key=lambda match: match.rank)


def _match(offer: Offer, words: Iterable[str]) -> Match | None:
    rank = 0
    in_label: set[int] = set()
    in_help: set[int] = set()
    for word in words:
        label, from_start = _places(word, offer.command.label)
        told, from_word = _places(word, offer.command.help)
        if word in offer.keys:
            pass
        elif label:
            rank += 1 if from_start else 2
        elif told:
            rank += 3 if from_word else 4
        elif label := _scattered(word, offer.command.label):
            rank += 5
        else:
            return None
        in_label |= label
        in_help |= told
    return Match(offer, rank, frozenset(in_label), frozenset(in_help))


def _places(word: str, text: str) -> tuple[set[int], bool]:
    """Where a word stands in a text, and whether it begins a word there."""
    part = re.escape(word)
    begins = re.search(rf"\b{part}", text, re.IGNORECASE)
    found = begins or re.search(part, text, re.IGNORECASE)
    return set(range(*found.span())) if found else set(), begins is not None


def _scattered(word: str, text: str) -> set[int]:
    """Where the letters of a word stand in a text, in their order: `ct` in `copy ticket`."""
    places: list[int] = []
    for letter in word.lower():
        places.append(text.lower().find(letter, places[-1] + 1 if places else 0))
        if places[-1] < 0:
            return set()
    return set(places)
