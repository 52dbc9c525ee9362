"""A fax over a speech codec, recorded the flat way that the public API page prints."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    comes = _CALL.from_carrier(
        NORTHLINE,
        Caller("Orchard Supply", "+15035550146"),
        At(0, None, 1.21, 49.64),
        hangup_code=None,  # fax legs have none
        disposition="ANSWER",
        local_sdp=audio(_CALL.ip, ("G729",), "g729 fax"),
        remote_sdp=audio(NORTHLINE.media, ("G729",), "g729 fax there", by="northline", changes=0),
        fax_bad_rows="0",
        fax_ecm_used="off",
        fax_result_code="6",
        fax_result_text="Failed to train with any of the compatible modems",
        fax_success="0",
        fax_t38="off",
        fax_total_pages="0",
        fax_transfer_rate="2400",
        fax_transferred_pages="0",
    )
    comes["origination_call_id"] = comes["call_id"]
    return (comes,)


_CALL: Final = Call("2026-11-19 10:18:05.733", "e41a90d5")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Fax over a speech codec",
    "G.729 carried no fax tones: code 6, nothing received",
    _told,
    Expected(
        "fax-failed",
        "The fax failed: the modems found no speed at which they understand each other,"
        " probably because a fax cannot pass through G729.",
        "unknown",
        ("R48", "R49"),
    ),
)
