"""A leg's flags: what its media were, in a word each."""

from __future__ import annotations

from typing import Any

import pytest

from vinix_tui.calls.flags import MEANINGS, flags
from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.leg import Leg
from vinix_tui.sandbox.scenarios import (
    ALL,
    fax_received,
    internal,
    one_way_audio,
    srtp,
    webrtc,
)


def leg(remote: str = "", local: str = "") -> Leg:
    return Leg.of({"remote_sdp": remote, "local_sdp": local})


def audio(address: str, *attributes: str, proto: str = "RTP/AVP") -> str:
    lines = ("v=0", f"c=IN IP4 {address}", f"m=audio 4000 {proto} 0", *attributes)
    return "\r\n".join(lines)


PUBLIC, PRIVATE, OURS = "203.0.113.7", "192.168.1.50", "198.51.100.20"
FAX = audio(PUBLIC).replace("m=audio 4000 RTP/AVP 0", "m=image 4000 udptl t38")


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (leg(), ()),
        (leg(audio(PUBLIC)), ("SDP",)),
        (leg(audio(PRIVATE), audio(OURS)), ("NAT", "SDP")),
        (leg(audio(PRIVATE), audio("10.0.0.5")), ("SDP",)),  # a network of their own
        (leg(audio(PRIVATE)), ("SDP",)),  # nobody knows where we stand
        (leg(audio(PUBLIC, "a=sendonly"), audio(OURS, "a=recvonly")), ("HOLD", "SDP")),
        (leg(audio("0.0.0.0"), audio(OURS)), ("HOLD", "SDP")),
        (leg(audio(PUBLIC, proto="RTP/SAVP"), audio(OURS, proto="RTP/SAVP")), ("SRTP", "SDP")),
        (leg(audio(PUBLIC, proto="RTP/SAVP"), audio(OURS)), ("SDP",)),
        (leg(FAX, FAX), ("T38", "SDP")),
        (leg(FAX.replace("4000", "0"), FAX), ("SDP",)),  # refused
    ],
)
def test_each_flag_is_set_by_what_both_sides_said(made: Leg, told: tuple[str, ...]) -> None:
    assert flags(made) == told


@pytest.mark.parametrize(
    ("told", "index", "expected"),
    [
        (one_way_audio, 1, {"NAT", "SDP"}),
        (internal, 0, {"SDP"}),
        (srtp, 0, {"SRTP", "SDP"}),
        (webrtc, 0, {"WEBRTC", "SDP"}),
        (fax_received, 0, {"T38", "SDP"}),
    ],
)
def test_the_demos_calls_carry_their_flags(told: Any, index: int, expected: set[str]) -> None:
    legs = Interaction.of(told.SCENARIO.documents).legs
    assert set(flags(legs[index])) == expected


def test_every_flag_has_a_meaning_and_none_is_made_up() -> None:
    for scenario in ALL:
        for each in Interaction.of(scenario.documents).legs[:5]:
            assert set(flags(each)) <= set(MEANINGS)
