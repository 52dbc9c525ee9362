"""Thousands of legs, or of anything else in one leg: a verdict takes time linear in their number.

Whoever places a call decides how many legs it has, and what all of them name and hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest

from tests.conftest import Steps
from tests.diagnosis.conftest import Document, called, caller, carrier, sdp
from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis.diagnose import diagnose

Crowd = Callable[[int], Iterator[Document]]


def _attempts(make: Callable[..., Document], **fields: Any) -> Crowd:
    """One caller, and so many attempts for them; the last of them is answered."""

    def crowd(count: int) -> Iterator[Document]:
        yield caller(length=3_000, talk=100)
        for number in range(count):
            told = {name: say(number) if callable(say) else say for name, say in fields.items()}
            yield make(call_id=f"b{number}", id=f"b{number}", start=number, talk=0, **told)
        yield called(call_id="w", id="w", start=count, length=100, talk=98)

    return crowd


def _pairs(**fields: Any) -> Crowd:
    """So many conversations side by side."""

    def crowd(count: int) -> Iterator[Document]:
        for number in range(count):
            one, other = f"a{number}", f"b{number}"
            told = {name: say(number) if callable(say) else say for name, say in fields.items()}
            variables = told.pop("vars", {}) | {"bridge_id": one}
            ids: dict[str, Any] = {"call_id": one, "id": one, "other_leg_call_id": other}
            yield caller(**ids, caller_id_name=f"Kim {number}", vars=variables, **told)
            ids = {"call_id": other, "id": other, "other_leg_call_id": one}
            yield called(**ids, callee_id_name=f"Priya {number}", vars=variables, **told)

    return crowd


def _around(count: int) -> Iterator[Document]:
    """Legs that name each other in a circle."""
    for number in range(count):
        ids: dict[str, Any] = {"call_id": f"c{number}", "id": f"c{number}", "start": number}
        other, bridge = f"c{(number + 1) % count}", f"c{(number * 7 + 1) % count}"
        make = called if number % 2 else caller
        yield make(**ids, talk=32, other_leg_call_id=other, vars={"bridge_id": bridge})


def _of_one_name(count: int) -> Iterator[Document]:
    """Legs that all have one Call-ID and name it."""
    for number in range(count):
        make = caller if number % 3 == 0 else called
        ids: dict[str, Any] = {"call_id": "x", "id": f"x{number}", "other_leg_call_id": "x"}
        yield make(**ids, talk=number % 5 * 10, vars={"bridge_id": "x"})


def _handed_on(number: int) -> dict[str, str]:
    return {"referred_by": f"<sip:{number}@a.example.com>", "referred_to": f"x{number}@example.com"}


def _in_one_leg(**fields: Callable[[int], object]) -> Crowd:
    def crowd(count: int) -> Iterator[Document]:
        told: dict[str, Any] = {name: make(count) for name, make in fields.items()}
        yield caller(**told)
        yield called()

    return crowd


CROWDS: Final[dict[str, Crowd]] = {
    "failed in the network": _attempts(carrier, hangup_code="sip:503"),
    "media timed out, one by one": _attempts(carrier, hangup_cause="MEDIA_TIMEOUT"),
    "nobody answered": _attempts(called, hangup_cause="NO_ANSWER", length=lambda at: 1 + 2 * at),
    "lost the race": _attempts(called, hangup_cause="LOSE_RACE"),
    "redirected": _attempts(called, hangup_code="sip:302"),
    "contradicting": _attempts(called, hangup_code="sip:404", hangup_cause="NO_USER_RESPONSE"),
    "other caller numbers": _attempts(carrier, caller_id_number=str, hangup_code="sip:403"),
    "time limit": _attempts(called, hangup_cause="ALLOTTED_TIMEOUT"),
    "ACKs lost": _pairs(talk=32, length=36),
    "dropped at once": _pairs(talk=2),
    "session timers": _pairs(talk=1_800, length=1_805, hangup_cause="NORMAL_UNSPECIFIED"),
    "media timed out": _pairs(hangup_cause="MEDIA_TIMEOUT"),
    "on hold": _pairs(remote_sdp=sdp("a=sendonly"), local_sdp=sdp("a=recvonly")),
    "transferred": _pairs(hangup_cause="BLIND_TRANSFER", vars=_handed_on),
    "redirected by": _pairs(talk=0, vars=lambda at: {"redirected_by": f"{at}@example.com"}),
    "conference": _pairs(is_conference=True),
    "around": _around,
    "of one name": _of_one_name,
    "history": _in_one_leg(
        transfer_history=lambda count: {
            str(at): {"type": "blind", "transferer": f"c{at}", "extension": f"3{at}"}
            for at in range(count)
        }
    ),
    "history in lines": _in_one_leg(
        transfer_history=lambda count: [f"1:{at}:bl_xfer:{at}/x/XML" for at in range(count)]
    ),
    "originated": _in_one_leg(
        originated_legs=lambda count: [{"call_id": f"z{at}"} for at in range(count)]
    ),
    "variables": _in_one_leg(
        custom_channel_vars=lambda count: {f"v{at}": at for at in range(count)}
    ),
}


@pytest.mark.parametrize("crowd", CROWDS.values(), ids=CROWDS)
def test_four_times_as_much_is_four_times_the_work(crowd: Crowd, steps: Steps) -> None:
    def work(count: int) -> int:
        interaction = Interaction.of(crowd(count))
        diagnose(interaction)  # what is worked out once and kept is not what this is about
        return steps(lambda: diagnose(interaction))

    assert work(400) < 4.2 * work(100)
