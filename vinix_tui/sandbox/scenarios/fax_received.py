"""Two pages come in over T.38: what a good fax looks like."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.account import ACCOUNT_ID
from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, Caller, hexes
from vinix_tui.sandbox.scenarios._sdp import image
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    comes = _CALL.from_carrier(
        NORTHLINE,
        Caller("Harbor Clinic", "+16175550129"),
        At(0, None, 1.35, 72.81),
        hangup_code=None,  # fax legs have none
        disposition="ANSWER",
        local_sdp=image(_CALL.ip, "fax in"),
        remote_sdp=image(NORTHLINE.media, "fax in there", by="northline"),
        fax_info={
            "fax_bad_rows": "0",
            "fax_doc_db": f"account/{ACCOUNT_ID[:2]}/{ACCOUNT_ID[2:4]}/{ACCOUNT_ID[4:]}-202611",
            "fax_doc_id": f"202611-{hexes('fax document 0129')}",
            "fax_ecm_used": True,
            "fax_encoding": "4",
            "fax_encoding_name": "T.4 2-D",
            "fax_file_image_pixel_size": "1728x2232",
            "fax_file_image_resolution": "7874x7874",
            "fax_identity_name": "Acme Fax",
            "fax_identity_number": "+1 202 555 0100",
            "fax_image_pixel_size": "1728x2232",
            "fax_image_resolution": "7874x7874",
            "fax_image_size": "31932",
            "fax_local_station_id": "+1 202 555 0100",
            "fax_longest_bad_row_run": "0",
            "fax_remote_station_id": "+1 617 555 0129",
            "fax_result_code": "0",
            "fax_result_text": "OK",
            "fax_success": True,
            "fax_t38_status": "negotiated",
            "fax_t38_used": True,
            "fax_timezone": "America/New_York",
            "fax_total_pages": "2",
            "fax_transfer_rate": "14400",
            "fax_transferred_pages": "2",
        },
    )
    comes["origination_call_id"] = comes["call_id"]
    return (comes,)


_CALL: Final = Call("2026-11-22 15:31:58.407", "6fd9382b")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Fax received over T.38",
    "2 pages at 14,400 bit/s with error correction",
    _told,
    Expected(
        "fax-ok",
        "The fax went through: 2 of 2 pages at 14400 bit/s.",
        "unknown",
        ("R50", "R47", "R63"),
    ),
)
