"""Kim asks Jonas first and then hands the caller over to him."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.account import REALM
from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, KIM, NORTHLINE, Caller
from vinix_tui.sandbox.scenarios._sdp import audio
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        NORTHLINE, Caller("Robert Hale", "+12125550133"), At(0, 1.5, 5.27, 214.92)
    )
    kim = _CALL.to_device(
        KIM,
        asks,
        At(0.38, 1.46, 5.2, 81.24),
        cause="ATTENDED_TRANSFER",
        disposition="ATTENDED_TRANSFER",
        # While she talks to Jonas, her phone holds the caller.
        remote_sdp=audio(KIM.ip, ("PCMU",), "kim holds", by="-", changes=2, way="sendonly"),
        local_sdp=audio(_CALL.ip, ("PCMU",), "kim is held", changes=3, way="recvonly"),
    )
    asks_jonas = _CALL.from_device(
        KIM,
        "2003",
        At(62.04, 63.1, 66.81, 81.25),
        cause="ATTENDED_TRANSFER",
        disposition="ATTENDED_TRANSFER",
    )
    by = f"<sip:{KIM.username}@{REALM}>"
    jonas = _CALL.to_device(
        JONAS,
        asks_jonas,
        At(62.3, 63.08, 66.74, 214.86),
        vars={"referred_by": by, "referred_to": f"<sip:2003@{REALM}>"},
    )
    join(asks, kim)
    join(asks_jonas, jonas)
    history = {
        str(_CALL.began // 1_000_000 + 81): {
            "call_id": asks["call_id"],
            "type": "attended",
            "transferee": asks["call_id"],
            "transferer": kim["call_id"],
        }
    }
    kim |= {"transfer_history": history, "replaced_by": jonas["call_id"]}
    asks_jonas["replaced_by"] = asks["call_id"]
    join(asks, jonas)  # from here on the caller and Jonas are together
    asks |= {"transfer_history": history}
    return asks, kim, asks_jonas, jonas


_CALL: Final = Call("2026-11-23 11:26:31.540", "b71d04f9")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Attended transfer",
    "Kim asked Jonas, then handed the caller over",
    _told,
    verdict=Expected(
        "answered",
        "Robert Hale talked to Kim Larsen, then to Jonas Weber, 3:30 in all;"
        " Jonas Weber probably hung up.",
        "callee",
        ("R02", "R09", "R60", "R63"),
    ),
)
