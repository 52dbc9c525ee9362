"""Three of four pages come in, slowly and with damaged lines, and count as a success."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import SOUTHPORT, Caller
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    comes = _CALL.from_carrier(
        SOUTHPORT,
        Caller("Maple Dental", "+16125550155"),
        At(0, None, 1.28, 263.52),
        hangup_code=None,  # fax legs have none
        disposition="ANSWER",
        local_sdp=audio(_CALL.ip, ("PCMU",), "slow fax"),
        remote_sdp=audio(SOUTHPORT.media, ("PCMU",), "slow fax there", by="southport", changes=0),
        fax_info={
            "fax_bad_rows": "31",
            "fax_ecm_used": False,
            "fax_identity_number": "+1 202 555 0100",
            "fax_local_station_id": "+1 202 555 0100",
            "fax_longest_bad_row_run": "6",
            "fax_remote_station_id": "+1 612 555 0155",
            "fax_result_code": "0",
            "fax_result_text": "OK",
            "fax_success": True,
            "fax_t38_status": "off",
            "fax_t38_used": False,
            "fax_total_pages": "4",
            "fax_transfer_rate": "4800",
            "fax_transferred_pages": "3",
        },
    )
    comes["origination_call_id"] = comes["call_id"]
    return (comes,)


_CALL: Final = Call("2026-11-17 12:40:22.619", "4a17c2de")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Fax received in part",
    "3 of 4 pages at 4800 bit/s, 31 damaged lines",
    _told,
    Expected(
        "fax-ok",
        "The fax counts as a success, but only 3 of 4 pages went through at 4800 bit/s.",
        "unknown",
        ("R47",),
    ),
)
