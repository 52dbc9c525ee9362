"""A fax to a number where a person answers, listens to the tones and hangs up."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import NORTHLINE, hexes, uuid
from vinix_tui.sandbox.scenarios._shape import At, Call, Document


def _told() -> tuple[Document, ...]:
    sends = _CALL.to_carrier(
        NORTHLINE,
        "+13125550118",
        None,
        At(0, 1.9, 9.2, 20.84),
        caller_id_name="Acme Accounts",
        caller_id_number="+12025550110",
        origination_call_id=uuid("fax to 0118"),
        vars={"authorizing_type": "outbound_fax", "authorizing_id": hexes("fax job 0118")},
    )
    return (sends,)


_CALL: Final = Call("2026-11-18 10:15:40.093", "e05c7ba9")
SCENARIO: Final = Scenario(
    _CALL.id,
    "Fax to a person",
    "answered, hung up after 12 s; no result of a fax recorded",
    _told,
    Expected(
        "answered",
        (
            "The fax call to +13125550118 was answered and lasted 0:12. Worth a look: the fax "
            "call ended after 12 s, as if a person had answered."
        ),
        "callee",
        ("R53",),
    ),
)
