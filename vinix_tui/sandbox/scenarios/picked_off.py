"""Jonas's phone rings, and Lena takes the call from her own."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import JONAS, LENA, SOUTHPORT, Caller
from vinix_tui.sandbox.scenarios._shape import At, Call, Document, join


def _told() -> tuple[Document, ...]:
    asks = _CALL.from_carrier(
        SOUTHPORT, Caller("Hilltop Vets", "+13035550128"), At(0, 1.5, 9.42, 187.36)
    )
    jonas = _CALL.to_device(JONAS, asks, At(0.41, 1.47, None, 9.4), cause="PICKED_OFF")
    # Her leg came in, like the caller's: she dialled the code that takes the call of 2003.
    lena = _CALL.from_device(LENA, f"*8{JONAS.ext}", At(8.87, None, 9.31, 187.29))
    lena |= {
        "callee_id_name": asks["caller_id_name"],
        "callee_id_number": asks["caller_id_number"],
        "other_leg_caller_id_name": asks["caller_id_name"],
        "other_leg_caller_id_number": asks["caller_id_number"],
        "other_leg_destination_number": asks["request"].split("@")[0],
        "other_leg_direction": "inbound",
    }
    join(asks, lena)
    asks |= {"callee_id_name": LENA.name, "callee_id_number": LENA.ext}
    return asks, jonas, lena


_CALL: Final = Call("2026-11-20 10:26:13.615", "6c81f09d")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Picked up by a colleague",
    "Jonas's phone rang, Lena took the call with *82003",
    _told,
    verdict=Expected(
        "answered",
        "Hilltop Vets talked to Lena Novak for 2:58; Lena Novak probably hung up.",
        "callee",
        ("R02", "R01", "R05", "R60", "R63"),
    ),
)
