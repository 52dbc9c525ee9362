"""A browser talks Opus, but gets only keypad events with the clock of G.711."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._browser import answer, offer
from vinix_tui.sandbox.scenarios._cast import JONAS, TOMAS
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    tomas = _CALL.from_device(
        TOMAS,
        "2003",
        At(0, 1.4, 6.18, 84.03),
        remote_sdp=offer(),
        local_sdp=answer(_CALL.ip)
        .replace("SAVPF 111 110", "SAVPF 111 126")
        .replace("a=rtpmap:110 telephone-event/48000", "a=rtpmap:126 telephone-event/8000"),
    )
    jonas = _CALL.to_device(JONAS, tomas, At(0.32, 1.37, 6.1, 84.09))
    join(tomas, jonas)
    return tomas, jonas


_CALL: Final = Call("2026-11-19 11:14:58.093", "cd7150b6")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Keys on another clock",
    "Opus at 48 kHz, keypad events at 8 kHz only",
    _told,
    verdict=Expected(
        "answered",
        "Tomás Rivera talked to Jonas Weber for 1:18; Tomás Rivera probably hung up.",
        "caller",
        (
            "R45",
            "R33b",
            "R02",
            "R35b",
            "R60",
        ),
    ),
)
