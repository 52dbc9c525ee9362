"""Who hung up an answered call: which leg ended first, and how far the records bear that out.

A BYE leaves its SIP code on both legs of a bridge, so that the code names no side. What does: the
switch's own note on each leg where there is one, a cause by which the switch ends calls, no code on
either leg, and the order in which the legs ended: on one media server, since clocks differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from vinix_tui.calls.coerce import named, words
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.finding import Confidence, Evidence, Side
from vinix_tui.diagnosis.results import borrowed_from, own_code
from vinix_tui.diagnosis.times import end_us, ended_at, same_clock

TRANSFERS: Final = ("BLIND_TRANSFER", "ATTENDED_TRANSFER")
"""Causes of a leg that ended because its call went on elsewhere."""

ENDED_BY_PLATFORM: Final = {
    "MEDIA_TIMEOUT": "no audio arrived for too long",
    "SRTP_READ_ERROR": "the audio could not be decrypted",
    "ALLOTTED_TIMEOUT": "a time limit was over",
    "MANAGER_REQUEST": "an operator or a program told it to",
    "SYSTEM_SHUTDOWN": "the media server was shut down",
    "CRASH": "the media server crashed",
}
"""Causes by which the switch itself ends a call, and why it does."""

APART: Final = 20_000
"""Microseconds between the ends of two legs of which one followed the other.

The switch passes a BYE on within some tens of milliseconds; what is closer together may have been
written down in either order.
"""

CLOCKS_APART: Final = 10_000_000
"""Microseconds by which the clocks of two media servers may differ, and more: an order of ends is
none below that.
"""

_VALUE: Final = 40  # columns of a note; those that are known have nine


class Ending(NamedTuple):
    """How an answered call came to its end."""

    side: Side
    confidence: Confidence
    basis: str
    """How we know: a whole sentence."""
    evidence: tuple[Evidence, ...]
    milliseconds: int | None = None
    """Between the ends of the two legs, where both are known."""
    legs: tuple[int, ...] = ()
    """Those that were compared, the caller's first."""
    who: CaseLeg | None = None
    """On whose leg the call was hung up, where that is a party's."""


UNANSWERED: Final = frozenset({408, 504})
"""SIP codes by which the platform notes on an answered leg that an ACK or a refresh never came."""


def first_to_end(case: Case) -> Ending | None:
    """Who hung up first, of the two who talked last or of a caller alone with the platform.

    None where nobody answered, and for a conference, which each of many leaves for themselves.
    """
    if any(at.leg.is_conference and at.leg.answered for at in case.shown):
        return None
    pair = _last_to_talk(case)
    if not pair:
        return None
    told = next(_tellings(case, pair), None) or _cannot_tell(pair)
    return told._replace(legs=tuple(at.index for at in pair))


def _last_to_talk(case: Case) -> tuple[CaseLeg, ...]:
    """The two legs whose conversation was the last one, or the only leg that was answered."""
    pair = case.talk
    if pair is None:
        alone = tuple(at for at in case.callers if at.leg.answered)
        return alone if len(alone) == 1 and alone[0].alone else ()
    if not any(at.leg.cause.name in TRANSFERS for at in pair):
        return pair
    stayed = sorted(
        (at for at in case.shown if at.leg.answered and at.leg.cause.name not in TRANSFERS),
        key=lambda at: (ended_at(at) or 0, at.index),
    )
    if len(stayed) < 2:
        return pair  # who went on is not in these records
    last = stayed.pop()
    partner = case.interaction.partner.get(last.index)
    other = next((at for at in stayed if at.index == partner), stayed[-1])
    callers = {at.index for at in case.callers}
    one, two = sorted((last, other), key=lambda at: (at.index not in callers, at.index))
    return one, two


def _tellings(case: Case, pair: tuple[CaseLeg, ...]) -> Iterator[Ending]:
    """What there is to tell it by, the surest first."""
    noted = _noted(case, pair)
    if noted:
        yield noted
    for at in pair:
        why = ENDED_BY_PLATFORM.get(at.leg.cause.name)
        if why and borrowed_from(at) is None:
            basis = f"The recorded cause is the platform's own: {why}."
            yield Ending("platform", Confidence.HIGH, basis, (at.cite("hangup_cause"),))
    if any(at.leg.cause.name in TRANSFERS for at in pair):
        return
    unanswered = next((at for at in pair if own_code(at) in UNANSWERED), None)
    if unanswered is not None:
        basis = f"A SIP message of the platform to {unanswered.party} was never answered."
        yield Ending("platform", Confidence.MEDIUM, basis, (unanswered.cite("hangup_code"),))
    if len(pair) == 1:
        if pair[0].leg.sip_code == 200:
            yield _ended_by(
                case, pair, pair[0],
                f"A BYE is recorded on the leg of {pair[0].party}, alone with the platform.",
                (pair[0].cite("hangup_code"),),
            )  # fmt: skip
        return
    if all(_speaks_sip(at) and not at.leg.hangup_code and end_us(at) for at in pair):
        basis = "Neither leg has the SIP code that a BYE leaves behind."
        evidence = tuple(at.cite("hangup_code") for at in pair)
        yield Ending("platform", Confidence.MEDIUM, basis, evidence)
    ends = [end_us(at) for at in pair]
    least = APART if same_clock(pair[0], pair[1]) else CLOCKS_APART
    if ends[0] is not None and ends[1] is not None and abs(ends[0] - ends[1]) >= least:
        who = pair[0] if ends[0] < ends[1] else pair[1]
        apart = abs(ends[0] - ends[1]) // 1000
        basis = f"The leg of {who.party} ended {spoken(apart)} before the other one."
        evidence = tuple(at.cite("msg_id") for at in pair)
        yield _ended_by(case, pair, who, basis, evidence)._replace(milliseconds=apart)


def _noted(case: Case, pair: tuple[CaseLeg, ...]) -> Ending | None:
    """By the switch's own note, relative to itself: it received the BYE, or sent it."""
    notes = [_note(at) for at in pair]
    said = [note.value.lower() if note else "" for note in notes]
    evidence = tuple(note for note in notes if note)
    if said.count("recv_bye") == 1:
        who = pair[said.index("recv_bye")]
        basis = f"The platform notes that it received the BYE from {who.party}."
        return _ended_by(case, pair, who, basis, evidence)._replace(confidence=Confidence.HIGH)
    if said == ["send_bye"] * len(pair):
        basis = "The platform notes that it sent the BYE itself."
        return Ending("platform", Confidence.HIGH, basis, evidence)
    return None  # absent, or two that crossed


def _note(at: CaseLeg) -> Evidence | None:
    """The note on a leg, as newer records have it or as an installation may export it."""
    if at.leg.sip_disposition:
        return at.cite("sip_disposition")
    for room, said in (
        ("custom_channel_vars.", at.leg.custom_channel_vars),
        ("custom_application_vars.", at.leg.custom_application_vars),
        ("", at.leg.extra),
    ):
        for key, value in said.items():
            if str(key).lower().replace("-", "_").endswith("sip_hangup_disposition"):
                return Evidence(at.index, room + named(key), cut(words(value) or "", _VALUE))
    return None


def _speaks_sip(at: CaseLeg) -> bool:
    """Whether a BYE would have left a code there; other ways of calling, as by verto, have none."""
    return not (at.leg.channel_name or "").startswith(("verto", "loopback/"))


def _ended_by(
    case: Case,
    pair: tuple[CaseLeg, ...],
    who: CaseLeg,
    basis: str,
    evidence: tuple[Evidence, ...],
) -> Ending:
    called = len(pair) == 1 and not who.leg.inbound  # by the platform itself, as for a fax
    calls = who is pair[0] and who in case.callers and not called
    side: Side = "caller" if calls else "callee"
    return Ending(side, Confidence.MEDIUM, basis, evidence, who=who)


def _cannot_tell(pair: tuple[CaseLeg, ...]) -> Ending:
    ends = [end_us(at) for at in pair]
    evidence = tuple(at.cite("hangup_cause") for at in pair)
    if any(at.leg.cause.name in TRANSFERS for at in pair):
        basis = "After the transfer the records show nobody whose end could be compared."
    elif len(pair) == 1:
        basis = "The only answered leg has no SIP code that would tell of a BYE."
    elif ends[0] is None or ends[1] is None:
        basis = "The exact end of both legs is not recorded."
    elif not same_clock(pair[0], pair[1]):
        basis = "The legs ended on two media servers, whose clocks need not agree."
        evidence = tuple(at.cite("media_server") for at in pair)
    else:
        apart = abs(ends[0] - ends[1]) // 1000
        basis = f"Both legs ended within {spoken(apart + 1)} of each other."
        evidence = tuple(at.cite("msg_id") for at in pair)
        return Ending("unknown", Confidence.LOW, basis, evidence, apart)
    return Ending("unknown", Confidence.LOW, basis, evidence)


def spoken(milliseconds: int) -> str:
    """A short time: `60 ms`, `1.3 s`, `48 s`."""
    if milliseconds < 1_000:
        return f"{milliseconds} ms"
    return f"{milliseconds / 1000:.1f} s" if milliseconds < 10_000 else f"{milliseconds // 1000} s"
