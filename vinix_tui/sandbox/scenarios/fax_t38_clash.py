"""Both sides switch to T.38, but each wants to find the speed in its own way."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._sdp import image
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    theirs = image(NORTHLINE.media, "clash there", by="northline", rate=9_600)
    theirs = theirs.replace("transferredTCF", "localTCF")
    theirs = theirs.replace("a=T38FaxFillBitRemoval\r", "a=T38FaxFillBitRemoval:0\r")
    comes = _CALL.from_carrier(
        NORTHLINE,
        Caller("Summit Legal", "+13035550121"),
        At(0, None, 1.4, 55.18),
        hangup_code=None,  # fax legs have none
        disposition="ANSWER",
        local_sdp=image(_CALL.ip, "clash"),
        remote_sdp=theirs,
        fax_info={
            "fax_bad_rows": "0",
            "fax_ecm_used": False,
            "fax_identity_number": "+1 202 555 0100",
            "fax_local_station_id": "+1 202 555 0100",
            "fax_remote_station_id": "+1 303 555 0121",
            "fax_result_code": "36",
            "fax_result_text": "Unexpected DCN while waiting for image data",
            "fax_success": False,
            "fax_t38_status": "negotiated",
            "fax_t38_used": True,
            "fax_total_pages": "0",
            "fax_transfer_rate": "2400",
            "fax_transferred_pages": "0",
        },
    )
    comes["origination_call_id"] = comes["call_id"]
    return (comes,)


_CALL: Final = Call("2026-11-17 16:55:09.748", "b2f80e5c")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Fax with a T.38 clash",
    "localTCF against transferredTCF: no speed found, code 36",
    _told,
    Expected(
        "fax-failed",
        (
            "The fax failed: the sender hung up instead of sending the page, probably because "
            "both sides do T.38 in ways that do not fit."
        ),
        "unknown",
        (
            "R48",
            "R50",
        ),
    ),
)
