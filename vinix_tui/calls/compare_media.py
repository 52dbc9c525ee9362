"""Two session descriptions compared by what they mean: the media with their codecs and ways.

Whoever wrote them: two phones, or the platform twice. Numbers that every description draws anew
(ports, keys) are no difference; a codec is the same one whatever its payload type or spelling.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import zip_longest
from typing import Final, NamedTuple

from vinix_tui.calls import medium_words as words
from vinix_tui.calls.codecs import Codec
from vinix_tui.calls.compared import Compared, said
from vinix_tui.calls.sdp import Media, Sdp
from vinix_tui.calls.t38 import T38

MOST_MEDIA: Final = 50
"""Media of a description that are compared by meaning; conferences have some twenty."""


class CodecChange(NamedTuple):
    """What a list of codecs is against another one."""

    adds: tuple[str, ...]
    lacks: tuple[str, ...]
    reordered: bool
    """Whether those that both have come in another order of preference."""

    @property
    def words(self) -> str:
        """`adds PCMA; lacks G729; another order`; "" where nothing differs."""
        parts = [f"adds {', '.join(self.adds)}"] if self.adds else []
        parts += [f"lacks {', '.join(self.lacks)}"] if self.lacks else []
        parts += ["another order"] if self.reordered else []
        return "; ".join(parts)


def by_meaning(one: Sdp, other: Sdp) -> tuple[Compared, ...]:
    """Everything that both descriptions, neither of them empty, say of their media."""
    made = [
        Compared("origin", _origin(one), _origin(other)),
        Compared("changed", _changes(one), _changes(other)),
    ]
    for name, ours, theirs in _pairs(one.media[:MOST_MEDIA], other.media[:MOST_MEDIA]):
        if ours is None or theirs is None:
            made.append(Compared(name, _medium(ours, name), _medium(theirs, name)))
        else:
            made += [thing._replace(name=f"{name} {thing.name}") for thing in _media(ours, theirs)]
    return said(made)


def codec_change(one: Iterable[Codec], other: Iterable[Codec]) -> CodecChange:
    """What changed from one list of codecs to the other."""
    ours, theirs = _known(one), _known(other)
    return CodecChange(
        tuple(codec.words for key, codec in theirs.items() if key not in ours),
        tuple(codec.words for key, codec in ours.items() if key not in theirs),
        [key for key in ours if key in theirs] != [key for key in theirs if key in ours],
    )


_Known = dict[tuple[str, int], Codec]


def _known(codecs: Iterable[Codec]) -> _Known:
    """Codecs by what makes them one: name and clock, whatever payload type and spelling."""
    known: _Known = {}
    for codec in codecs:
        known.setdefault((codec.key or codec.payload, codec.clock or 8_000), codec)
    return known


def _pairs(
    one: Iterable[Media], other: Iterable[Media]
) -> Iterator[tuple[str, Media | None, Media | None]]:
    """Media paired by kind and order, each with its name: `audio`, `audio 2`."""
    kinds: dict[str, tuple[list[Media], list[Media]]] = defaultdict(lambda: ([], []))
    for side, media in enumerate((one, other)):
        for medium in media:
            kinds[medium.kind or "medium"][side].append(medium)
    for kind, sides in kinds.items():
        for count, pair in enumerate(zip_longest(*sides), 1):
            yield (kind if count == 1 else f"{kind} {count}", *pair)


def _media(one: Media, other: Media) -> Iterator[Compared]:
    ours = _known(codec for codec in one.codecs if not codec.is_keypad)
    theirs = _known(codec for codec in other.codecs if not codec.is_keypad)
    common = [(codec, theirs[key]) for key, codec in ours.items() if key in theirs]
    yield Compared("address", _address(one), _address(other))
    drawn = bool(one.port) and bool(other.port)
    yield Compared("port", _port(one), _port(other), always=drawn)
    yield Compared("transport", one.transport or None, other.transport or None)
    if one.is_rtp or other.is_rtp:
        spelled = [ours.get(key, codec) for key, codec in theirs.items()]  # as the one spells them
        change = codec_change(ours.values(), theirs.values()).words
        yield Compared("codecs", _list(ours.values()), _list(spelled), change)
        yield Compared("settings", *_settings(common))
        yield Compared("payloads", *_renumbered(common))
    yield Compared("direction", _way(one), _way(other))
    yield Compared("packet", _ms(one.ptime), _ms(other.ptime))
    yield Compared("longest packet", _ms(one.maxptime), _ms(other.maxptime))
    if one.kind == "audio":
        yield Compared("keypad", words.keypad(one), words.keypad(other))
    yield Compared("encryption", words.encryption(one), words.encryption(other))
    yield Compared("ICE", words.ice(one) or "no", words.ice(other) or "no")
    if one.t38 or other.t38:
        yield from _t38(one.t38 or T38(), other.t38 or T38())


# -- in words -----------------------------------------------------------------------------------


def _origin(sdp: Sdp) -> str | None:
    parts = sdp.origin.value.split() if sdp.origin else []
    if len(parts) < 2:
        return None
    return parts[-1] if parts[0] == "-" else f"{parts[0]} at {parts[-1]}"


def _changes(sdp: Sdp) -> str | None:
    count = sdp.changes
    if count is None:
        return None
    return ("never", "once")[count] if count < 2 else f"{count} times"


def _medium(medium: Media | None, name: str) -> str:
    if medium is None:
        return f"no {name}"
    parts = (_address(medium), f"port {_port(medium)}", medium.transport, _list(medium.codecs))
    return ", ".join(filter(None, parts))


def _address(medium: Media) -> str | None:
    note = words.reached(medium)
    return f"{medium.address} ({note})" if note else medium.address


def _port(medium: Media) -> str | None:
    return "0, not in use" if medium.port == 0 else str(medium.port) if medium.port else None


def _list(codecs: Iterable[Codec]) -> str:
    return ", ".join(codec.words for codec in codecs) or "none"


def _settings(common: Iterable[tuple[Codec, Codec]]) -> tuple[str | None, str | None]:
    """The parameters of those codecs that both have, where they are not the same."""
    differing = [pair for pair in common if _parameters(pair[0]) != _parameters(pair[1])]
    if not differing:
        return None, None
    one = ", ".join(f"{ours.words} {_parameters(ours)}" for ours, _ in differing)
    other = ", ".join(f"{ours.words} {_parameters(theirs)}" for ours, theirs in differing)
    return one, other


def _parameters(codec: Codec) -> str:
    parts = sorted(filter(None, (part.strip() for part in codec.parameters.lower().split(";"))))
    return "; ".join(parts) or "without any"


def _renumbered(common: Iterable[tuple[Codec, Codec]]) -> tuple[str | None, str | None]:
    """The payload types of those codecs that both have under different numbers."""
    differing = [pair for pair in common if pair[0].payload != pair[1].payload]
    if not differing:
        return None, None
    one = ", ".join(f"{ours.words} is {ours.payload}" for ours, _ in differing)
    return one, ", ".join(f"{ours.words} is {theirs.payload}" for ours, theirs in differing)


def _way(medium: Media) -> str:
    return f"{medium.direction}, {words.WAYS[medium.direction]}"


def _ms(length: float | None) -> str | None:
    return words.milliseconds(length) or None


def _t38(one: T38, other: T38) -> Iterator[Compared]:
    for field in fields(T38):
        ours, theirs = getattr(one, field.name), getattr(other, field.name)
        yield Compared(field.name.replace("_", " "), _fact(ours), _fact(theirs))


def _fact(value: object) -> str | None:
    if value is None or value == ():
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) else str(value)
