"""The carrier closes the T.38 image, and cuts out the pauses of the audio that is left."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import SOUTHPORT, hexes, uuid
from vinix_tui.sandbox.scenarios._sdp import audio, image
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    ours = audio(_CALL.ip, ("PCMU",), "refused t38", changes=2)
    theirs = audio(SOUTHPORT.media, ("PCMU",), "refused t38 there", by="southport", changes=2)
    asked = image(_CALL.ip, "refused t38")
    sends = _CALL.to_carrier(
        SOUTHPORT,
        "+17735550164",
        None,
        At(0, 2.4, 6.3, 118.07),
        hangup_code=None,  # fax legs have none
        caller_id_name="Acme Accounts",
        caller_id_number="+12025550110",
        origination_call_id=uuid("fax to 0164"),
        local_sdp=ours + asked[asked.index("m=image") :],
        remote_sdp=theirs + "a=silenceSupp:on - - - -\r\nm=image 0 udptl t38\r\n",
        vars={"authorizing_type": "outbound_fax", "authorizing_id": hexes("fax job 0164")},
        fax_info={
            "fax_bad_rows": "0",
            "fax_ecm_used": False,
            "fax_identity_number": "+1 202 555 0110",
            "fax_local_station_id": "+1 202 555 0110",
            "fax_remote_station_id": "+1 773 555 0164",
            "fax_result_code": "18",
            "fax_result_text": "Invalid response after sending a page",
            "fax_success": False,
            "fax_t38_status": "refused",
            "fax_t38_used": False,
            "fax_total_pages": "3",
            "fax_transfer_rate": "9600",
            "fax_transferred_pages": "1",
        },
    )
    return (sends,)


_CALL: Final = Call("2026-11-20 13:38:51.264", "96d1f07b")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Fax that T.38 was refused",
    "left to audio with silence suppression: failed, code 18",
    _told,
    Expected(
        "fax-failed",
        "The fax failed after 1 of 3 pages: the answer to a page made no sense, probably"
        " because T.38 was refused by the carrier.",
        "unknown",
        ("R48", "R51", "R52"),
    ),
)
