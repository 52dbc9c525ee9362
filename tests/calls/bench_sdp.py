"""CPU that a description costs, beside sdp-transform: `python -m tests.calls.bench_sdp [FOLDER]`.

By default the descriptions of the sandbox's scenarios are read, else every file of a folder. Both
parsers read the same ones by turns, several times, and the least of the times counts. Ours splits a
description first and works out its values when somebody asks, so it is measured in three steps.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from vinix_tui.calls.sdp import Sdp, parse
from vinix_tui.sandbox.scenarios import ALL

_REPEATS = 9


def of_the_sandbox() -> list[str]:
    """Every description of the scenarios, once."""
    said = (leg.get(key) for told in ALL for leg in told.documents for key in _FIELDS)
    return sorted({text for text in said if isinstance(text, str) and text})


_FIELDS = ("local_sdp", "remote_sdp")


def of_a_folder(folder: Path) -> list[str]:
    """Every file of a folder, as text."""
    return [
        path.read_bytes().decode("utf-8", "surrogatepass")
        for path in sorted(folder.iterdir())
        if path.is_file()
    ]


def values(text: str) -> Sdp:
    """Everything that ours can say of the media of a description."""
    made = parse(text)
    for media in made.media:
        _ = (media.kind, media.port, media.ports, media.transport, media.formats)
        _ = (media.connection, media.address, media.active, media.flow, media.direction)
        _ = (media.codecs, media.ptime, media.maxptime, media.t38, media.is_rtp)
        _ = (media.is_secure, media.cryptos, media.fingerprint, media.candidates, media.uses_ice)
    _ = made.changes
    return made


def values_and_warnings(text: str) -> Sdp:
    """The same, and what is odd about each line."""
    made = values(text)
    _ = made.warnings
    return made


def least(work: Sequence[Callable[[str], object]], texts: Sequence[str]) -> list[float]:
    """Microseconds of CPU a text, for each kind of work."""
    best = [float("inf")] * len(work)
    for _ in range(_REPEATS):
        for which, do in enumerate(work):
            begun = time.process_time()
            for text in texts:
                do(text)
            best[which] = min(best[which], time.process_time() - begun)
    return [seconds / len(texts) * 1e6 for seconds in best]


def _theirs() -> Callable[[str], object] | None:
    try:
        read: Callable[[str], object] = import_module("sdp_transform").parse
    except ImportError:
        return None
    return read


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except Exception:  # noqa: BLE001 - whatever it raises on a text, that text is left out
        return False
    return True


def main() -> None:
    """Print the figures."""
    say = sys.stdout.write
    texts = of_a_folder(Path(sys.argv[1])) if len(sys.argv) > 1 else of_the_sandbox()
    theirs = _theirs()
    if theirs:
        texts = [text for text in texts if _reads(theirs, text)]
    say(f"{len(texts)} descriptions of {sum(map(len, texts)) // len(texts)} characters\n")
    work = {"lines and media": parse, "every value": values, "and warnings": values_and_warnings}
    if theirs:
        *ours, other = least([*work.values(), theirs], texts)
        for name, each in zip(work, ours, strict=True):
            say(f"  ours, {name:15} {each:6.1f} us  {other / each:4.1f} times as fast\n")
        say(f"  sdp-transform         {other:6.1f} us\n")
    else:
        for name, each in zip(work, least([*work.values()], texts), strict=True):
            say(f"  ours, {name:15} {each:6.1f} us\n")
        say("sdp-transform is not installed: pip install -e '.[dev]' brings it.\n")


if __name__ == "__main__":
    main()
