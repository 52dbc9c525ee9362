"""Two pages go out over plain G.711, without T.38: a good fax too."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, hexes, uuid
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    sends = _CALL.to_carrier(
        NORTHLINE,
        "+14155550190",
        None,
        At(0, 2.1, 5.4, 79.63),
        hangup_code=None,  # fax legs have none
        caller_id_name="Acme Accounts",
        caller_id_number="+12025550110",
        origination_call_id=uuid("fax to 0190"),
        vars={"authorizing_type": "outbound_fax", "authorizing_id": hexes("fax job 0190")},
        fax_info={
            "fax_bad_rows": "0",
            "fax_ecm_used": True,
            "fax_identity_number": "+1 202 555 0110",
            "fax_local_station_id": "+1 202 555 0110",
            "fax_remote_station_id": "+1 415 555 0190",
            "fax_result_code": "0",
            "fax_result_text": "OK",
            "fax_success": True,
            "fax_t38_status": "off",
            "fax_t38_used": False,
            "fax_total_pages": "2",
            "fax_transfer_rate": "14400",
            "fax_transferred_pages": "2",
        },
    )
    return (sends,)


_CALL: Final = Call("2026-11-16 15:20:55.381", "7c39a6b4")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Fax sent over G.711",
    "2 pages at 14,400 bit/s without T.38",
    _told,
    Expected(
        "fax-ok",
        "The fax went through: 2 of 2 pages at 14400 bit/s.",
        "unknown",
        ("R47", "R63"),
    ),
)
