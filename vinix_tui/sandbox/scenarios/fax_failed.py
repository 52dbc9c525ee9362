"""A fax of five pages; the far side is gone after the second."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.account import ACCOUNT_ID
from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import SOUTHPORT, hexes, uuid
from vinix_tui.sandbox.scenarios._sdp import image
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    sends = _CALL.to_carrier(
        SOUTHPORT,
        "+17735550187",
        None,
        At(0, 2.2, 5.9, 97.36),
        hangup_code=None,  # fax legs have none
        caller_id_name="Acme Accounts",
        caller_id_number="+12025550110",
        origination_call_id=uuid("fax to 0187"),
        local_sdp=image(_CALL.ip, "fax out"),
        remote_sdp=image(SOUTHPORT.media, "fax out there", by="southport"),
        vars={"authorizing_type": "outbound_fax", "authorizing_id": hexes("fax job 0187")},
        fax_info={
            "fax_bad_rows": "0",
            "fax_doc_db": f"account/{ACCOUNT_ID[:2]}/{ACCOUNT_ID[2:4]}/{ACCOUNT_ID[4:]}-202611",
            "fax_doc_id": f"202611-{hexes('fax document 0187')}",
            "fax_ecm_used": True,
            "fax_encoding": "2",
            "fax_encoding_name": "T.4 2-D",
            "fax_identity_name": "Acme Accounts",
            "fax_identity_number": "+1 202 555 0110",
            "fax_image_pixel_size": "1728x2200",
            "fax_image_resolution": "7874x7874",
            "fax_image_size": "48172",
            "fax_local_station_id": "+1 202 555 0110",
            "fax_longest_bad_row_run": "0",
            "fax_remote_station_id": "+1 773 555 0187",
            "fax_result_code": "49",
            "fax_result_text": "The call dropped prematurely",
            "fax_success": False,
            "fax_t38_status": "negotiated",
            "fax_t38_used": True,
            "fax_timezone": "America/New_York",
            "fax_total_pages": "5",
            "fax_transfer_rate": "14400",
            "fax_transferred_pages": "2",
        },
    )
    return (sends,)


_CALL: Final = Call("2026-11-23 08:47:19.266", "c05b7d12")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Fax that failed",
    "2 of 5 pages sent, then the call dropped (code 49)",
    _told,
    Expected(
        "fax-failed",
        "The fax failed after 2 of 5 pages: the phone call ended before the fax was finished.",
        "unknown",
        ("R48", "R50"),
    ),
)
