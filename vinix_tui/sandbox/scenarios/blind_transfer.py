"""Kim sends the caller on to Jonas without asking him."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.account import REALM
from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, KIM, SOUTHPORT, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        SOUTHPORT, Caller("Mara Lindqvist", "+14155550171"), At(0, 1.3, 6.08, 131.47)
    )
    kim = _CALL.to_device(
        KIM,
        asks,
        At(0.35, 1.29, 6.01, 48.33),
        cause="BLIND_TRANSFER",
        disposition="BLIND_TRANSFER",
    )
    join(asks, kim)
    by, to = f"<sip:{KIM.username}@{REALM}>", f"<sip:2003@{REALM}>"
    jonas = _CALL.to_device(
        JONAS, asks, At(48.61, 49.5, 53.16, 131.42), vars={"referred_by": by, "referred_to": to}
    )
    kim["custom_channel_vars"] |= {"referred_to": to}
    join(asks, jonas)
    asks["transfer_history"] = {
        str(_CALL.began // 1_000_000 + 48): {
            "call_id": asks["call_id"],
            "type": "blind",
            "extension": "2003",
        }
    }
    return asks, kim, jonas


_CALL: Final = Call("2026-11-23 13:05:11.902", "47c2e6a0")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Blind transfer",
    "Kim sent the caller on to Jonas after 42 s",
    _told,
    verdict=Expected(
        "answered",
        "Mara Lindqvist talked to Kim Larsen, then to Jonas Weber, 2:06 in all;"
        " Jonas Weber probably hung up.",
        "callee",
        ("R02", "R09", "R01", "R60", "R63"),
    ),
)
