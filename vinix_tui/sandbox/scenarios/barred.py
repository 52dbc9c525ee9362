"""The account may not have another call at the moment."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import LENA, NORTHLINE
from vinix_tui.sandbox.scenarios._shape import At, Call, Document

_NUMBER: Final = "+17185550190"
_REFUSED: Final = {
    "account_billing": "hard_limit",
    "account_trunk_usage": "0/0/2/0/1/1",  # two calls allowed, two in use
    "channel_authorized": "false",
}


def _told() -> tuple[Document, ...]:
    lena = _CALL.from_device(
        LENA, _NUMBER, At(0, None, None, 0.61), "OUTGOING_CALL_BARRED", "sip:403", vars=_REFUSED
    )
    line = _CALL.to_carrier(
        NORTHLINE,
        _NUMBER,
        lena,
        At(0.34, None, None, 0.38),
        "OUTGOING_CALL_BARRED",
        local_sdp=None,
        vars=_REFUSED,
    )
    return lena, line


_CALL: Final = Call("2026-11-21 17:09:02.946", "ac4e0d93")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Barred by account limits",
    "both trunks in use, so the platform refused (403)",
    _told,
    verdict=Expected(
        "barred",
        (
            "The platform refused Lena Novak's call to +17185550190: both trunks of the account"
            " were in use."
        ),
        "platform",
        (
            "R17",
            "R60",
        ),
    ),
)
