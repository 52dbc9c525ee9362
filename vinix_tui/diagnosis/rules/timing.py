"""What the times of a call give away: R26 to R31b.

Many calls that end in one second on one server (R31) are not here: one interaction cannot show
them, and nothing else is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from vinix_tui.calls.clock import duration
from vinix_tui.calls.networks import public, unreachable
from vinix_tui.diagnosis import audio as sound
from vinix_tui.diagnosis.byes import ENDED_BY_PLATFORM, TRANSFERS, UNANSWERED, first_to_end
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Confidence, Evidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.results import borrowed_from, own_code
from vinix_tui.diagnosis.rule import rule
from vinix_tui.diagnosis.times import quiet_seconds, same_clock

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
LOW, MEDIUM, HIGH = Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH

_UNEXPLAINED: Final = frozenset({"NORMAL_UNSPECIFIED", "RECOVERY_ON_TIMER_EXPIRE"})
"""Causes of an answered leg that ended over signalling without a reply."""
_PLAIN_CAUSES: Final = frozenset({*ENDED_BY_PLATFORM, *TRANSFERS})
"""Causes that explain the end by themselves."""
_Group = tuple[CaseLeg, ...]


# -- before the answer ----------------------------------------------------------------------------

SLOW: Final = 7
"""Seconds without ringing after which callers think that the line is dead."""
NOTABLE: Final = 2
"""Seconds of those that failed attempts took, below which they matter little."""
LONG_WITHOUT_RINGING: Final = 12
"""Seconds until an answer without any ringing reported; phones ring three times in these."""
_HEARD: Final = frozenset({"cancelled", "no answer", "elsewhere"})
"""Kinds of refusal whose legs were called for long enough to ring."""
_SILENT: Final = frozenset({"no progress", "no reply"})
"""Kinds of refusal whose legs never rang, however long they took."""


@rule(
    "R26",
    fires="the caller heard no ringing for 7 s or more",
    source="what callers put up with; FreeSWITCH counts the time to the first ringing",
)
def slow_setup(case: Case) -> Iterator[Sign]:
    for caller in case.callers:
        if not caller.attempts:
            continue
        first = _first_ringing(caller)
        if first is not None and first.seconds >= SLOW:
            yield _slow(first)
        elif first is not None:
            yield from _no_ringing_reported(caller)


class _Ringing(NamedTuple):
    """The first ringing that a caller can have heard."""

    seconds: int
    """At the earliest, after the call began."""
    at: CaseLeg
    lost: tuple[CaseLeg, ...]
    """Attempts before it that never rang."""
    before: int
    """Seconds that went by before it was called."""


def _first_ringing(caller: CaseLeg) -> _Ringing | None:
    """None where it is not known, or where a menu or a queue was to be heard meanwhile."""
    began = caller.leg.start
    rang: list[tuple[int, int, CaseLeg]] = []
    lost: list[CaseLeg] = []
    for at in (*caller.attempts, *_losers(caller)):
        if began is None or at.leg.start is None or not same_clock(caller, at):
            return None
        if caller.leg.answered_at is not None and caller.leg.answered_at < at.leg.start:
            return None
        quiet = quiet_seconds(at)
        kinds = set(at.refusals)
        if kinds and not kinds & _HEARD and (quiet is None or not quiet[0]):
            if not kinds <= _SILENT and at.leg.before_answer >= SLOW:  # it may have rung
                return None
            lost.append(at)
            continue
        if quiet is None:
            return None
        rang.append((int((at.leg.start - began).total_seconds()) + quiet[0], at.index, at))
    if not rang:
        return None
    seconds, index, at = min(rang)
    assert at.leg.start is not None
    before = int((at.leg.start - began).total_seconds()) if began else 0
    return _Ringing(seconds, at, tuple(each for each in lost if each.index < index), before)


def _losers(caller: CaseLeg) -> list[CaseLeg]:
    """The phones that lost the race: they rang, and the caller heard it."""
    if caller.winner is None:
        return []
    case = caller.case
    return [
        case.legs[index]
        for index in case.interaction.under(caller.winner.index)
        if case.legs[index].leg.lost_race
    ]


def _slow(first: _Ringing) -> Sign:
    at, lost = first.at, first.lost
    told = f"Slow call set-up: the caller heard no ringing for at least {first.seconds} s"
    then = (
        "Ask the carrier why its ringing comes so late."
        if at.is_carrier
        else f"Check the network of {at.party}, and what the callflow does before it rings."
    )
    if lost and first.before >= NOTABLE:
        tried = "an attempt" if len(lost) == 1 else f"{len(lost)} attempts"
        told += f"; {first.before} s of it went into {tried} before"
        then = "Put the route that works first, or give up sooner on the one that does not."
    return Sign(
        WARNING,
        MEDIUM,
        f"{told}.",
        then,
        (at.index, *(each.index for each in lost)),
        cited(
            at.cite("ringing_seconds"),
            at.cite("duration_seconds"),
            at.cite("billing_seconds"),
            (each.cite("duration_seconds") for each in lost),
        ),
        why=f"the caller heard no ringing for at least {first.seconds} s",
        settles="A SIP trace shows when ringing (180) or early audio (183) came.",
    )


def _no_ringing_reported(caller: CaseLeg) -> Iterator[Sign]:
    """Only of carriers: a phone of the account rings within its first second, which counts 0."""
    at = caller.winner
    if at is None or not at.is_carrier or at.leg.ringing_seconds != 0:
        return
    if at.leg.before_answer >= LONG_WITHOUT_RINGING:
        yield Sign(
            INFO,
            LOW,
            sentence(
                f"{at.party} reported no ringing in the {at.leg.before_answer} s before the answer:"
                " the caller heard the carrier's early audio, or nothing."
            ),
            "Only if callers complain of silence: see that early audio (183) is passed on.",
            (at.index,),
            cited(at.cite("ringing_seconds"), at.cite("duration_seconds")),
            settles="A SIP trace shows whether early audio (183) came.",
        )


# -- at fixed times after the answer --------------------------------------------------------------

ACK_TIMEOUT: Final = range(31, 34)
"""Seconds of talk after which a call ends whose ACK never came: 64 times half a second, more or
less a rounding (RFC 3261 section 13.3.1.4). The times of non-2xx answers, Timer H, are others."""
ACK_TIMEOUT_LOOSE: Final = range(30, 35)
"""The same where something else speaks for it."""


@rule(
    "R27",
    fires="an answered call ended after some 32 s, the time that a missing ACK is waited for",
    source="RFC 3261 section 13.3.1.4; sofia-sip ends the call with 408 ACK Timeout",
)
def lost_ack(case: Case) -> Iterator[Sign]:
    """An error where the record says that signalling failed, a warning for a called phone behind
    NAT, else hardly worth a word: half a minute is a usual length of a call.
    """
    ending = first_to_end(case)
    for group in _conversations(case):
        near = [at for at in group if at.leg.talk in ACK_TIMEOUT_LOOSE]
        if not near or _explained(group):
            continue
        failed = [at for at in near if _signalling_failed(at)]
        if failed:
            at = next((each for each in failed if _behind_nat(each)), failed[0])
            noted = at.leg.sip_code == 408 or at.leg.cause.name == "RECOVERY_ON_TIMER_EXPIRE"
            yield _dropped(at, ERROR, HIGH if noted else MEDIUM)
            continue
        # Who was called waits for the ACK, and ends the call by an ordinary BYE. Where the platform
        # waits, on the caller's leg, the record says so, and it is told above.
        callee = group[-1] if len(group) > 1 else None
        if callee is None or callee.leg.inbound or callee.leg.talk not in ACK_TIMEOUT:
            continue
        if ending is None or ending.who is not callee:
            continue
        if _behind_nat(callee):
            yield _dropped(callee, WARNING, MEDIUM)
        elif ending.confidence is not HIGH:
            yield _dropped(callee, INFO, LOW)


def _dropped(at: CaseLeg, severity: Severity, confidence: Confidence) -> Sign:
    told = (
        f"The call ended {at.leg.talk} s after the answer; 32 s is how long the confirmation of an"
        " answer (ACK) is waited for"
    )
    after = {
        ERROR: f": between {at.party} and the platform it got lost, and nobody hung up.",
        WARNING: f": on its way to {at.party}, which is behind NAT, it got lost.",
        INFO: "; that can be chance.",
    }
    return Sign(
        severity,
        confidence,
        told + after[severity],
        f"Turn off SIP-ALG in the router of {at.party}; check the platform's external SIP address"
        " and its Record-Route. Capture the 200 OK and the ACK."
        if confidence > LOW
        else "Only if calls are cut at this point again and again: capture the 200 OK and the ACK.",
        (at.index,),
        cited(
            at.cite("billing_seconds"),
            at.cite("hangup_cause"),
            at.cite("hangup_code"),
            _nat_lines(at) if _behind_nat(at) else (),
        ),
        why="" if confidence is LOW else f"the ACK of the answer never reached {_receiver(at)}",
        settles=""
        if confidence is HIGH
        else "A SIP trace shows whether an ACK followed the 200 OK, and who sent the BYE.",
    )


def _receiver(at: CaseLeg) -> str:
    """Who waits for the ACK: whoever answered, on a caller's leg the platform."""
    return "the platform" if at.leg.inbound else at.party


INTERVALS: Final = (300, 600, 900, 1200, 1800, 3600, 7200)
"""Seconds of session timers in use."""


class _Window(NamedTuple):
    """A time after the answer at which a session timer ends a call, in seconds."""

    interval: int
    when: str
    first: int
    last: int


_MIDDLE: Final = "half a minute after its middle"
_WINDOWS: Final = tuple(
    window
    for interval in INTERVALS
    for window in (
        # Who does not refresh gives up min(32 s, a third) before the end (RFC 4028 section 10).
        _Window(interval, "just before its end", interval - 35, interval - 28),
        _Window(interval, "at its end", interval - 2, interval + 5),
        # The refresh at half time, and then 32 s in vain for its ACK.
        _Window(interval, _MIDDLE, interval // 2 + 30, interval // 2 + 48),
    )
)


@rule(
    "R28",
    fires="an answered call ended where a session timer ends calls, or after a SIP time-out in it",
    source="RFC 4028 sections 9 and 10; sofia-sip nua_session.c; FreeSWITCH issue 1994",
)
def session_timer(case: Case) -> Iterator[Sign]:
    """A warning where signalling failed, or where two conversations share it; else it may be
    chance, which is worth a word at the end of an interval only: with the times after its middle
    every fifth call of some minutes would be told.
    """
    found: list[tuple[_Group, CaseLeg, _Window]] = []
    for group in _conversations(case):
        if _explained(group):
            continue
        if any(at.leg.is_conference for at in group):  # each leaves for themselves
            continue
        for at in sorted(group, key=lambda at: not _signalling_failed(at)):
            window = _window(at.leg.talk)
            if window:
                found.append((group, at, window))
                break
        else:
            yield from _unanswered(group)
    windows = Counter(window for _, _, window in found)
    for group, at, window in found:
        failed = _signalling_failed(at)
        if len(group) == 1 and not failed:
            continue
        backed = failed or windows[window] > 1
        if not backed and window.when == _MIDDLE:
            continue
        yield Sign(
            WARNING if backed else INFO,
            MEDIUM if backed else LOW,
            f"The call ended after {duration(at.leg.talk)} ({at.leg.talk} s), where a session timer"
            f" of {window.interval} s ends calls, {window.when}: "
            + (
                "its refresh (re-INVITE or UPDATE) failed."
                if backed
                else "its refresh may have failed, or it is chance."
            ),
            f"Check whether {at.party} supports session timers (timer), and that its router keeps"
            " the connection open; compare other long calls."
            if backed
            else "Only if long calls end at the same length again: check session timers.",
            tuple(each.index for each in group),
            cited(
                at.cite("billing_seconds"),
                at.cite("hangup_cause"),
                at.cite("hangup_code"),
                at.cite("user_agent"),
            ),
            why=f"it ended where a {window.interval} s session timer ends calls" if backed else "",
            settles="A SIP trace of a long call shows the refresh and its answer.",
        )


def _unanswered(group: _Group) -> Iterator[Sign]:
    """A request within a call, such as a refresh, to which nobody replied, at any other time."""
    for at in group:
        named = at.leg.cause.name == "RECOVERY_ON_TIMER_EXPIRE" and borrowed_from(at) is None
        timed_out = named and at.leg.sip_code != 200  # a BYE brought the far side's own reason
        if at.leg.talk in ACK_TIMEOUT_LOOSE or not (timed_out or own_code(at) in UNANSWERED):
            continue
        yield Sign(
            WARNING,
            MEDIUM,
            f"The call ended after {duration(at.leg.talk)}, when a SIP message in it, such as a"
            f" re-INVITE, got no reply on the leg of {at.party}.",
            f"Check the network of {at.party}: its router, SIP-ALG, a firewall that forgets the"
            " connection.",
            (at.index,),
            cited(at.cite(name) for name in ("hangup_code", "hangup_cause", "billing_seconds")),
            why=f"a SIP message to {at.party} got no reply",
            settles="A SIP trace shows which message it was, and whose reply was missing.",
        )
        return


def _window(seconds: int) -> _Window | None:
    return next((each for each in _WINDOWS if each.first <= seconds <= each.last), None)


# -- without audio --------------------------------------------------------------------------------

TIMEOUTS: Final = (30, 60, 120, 300, 1800)
"""Seconds of media time-outs in use: 300 is the media server's default, 1800 that on hold."""
SLACK: Final = 5
"""Seconds from an answer to the first packets, and of rounding."""


@rule(
    "R29",
    fires="a leg ended with MEDIA_TIMEOUT",
    source="FreeSWITCH switch_rtp.c, check_timeout; its default is 300 s",
)
def media_timeout(case: Case) -> Iterator[Sign]:
    cut_off = {
        at.index: at
        for at in case.shown
        if at.leg.cause.name == "MEDIA_TIMEOUT" and borrowed_from(at) is None
    }
    told_of: set[int] = set()
    for at in cut_off.values():
        if at.index in told_of:
            continue
        # Both legs of a bridge get the cause; one of them was silent.
        partner = cut_off.get(case.interaction.partner.get(at.index, -1))
        legs = [at] if partner is None else [at, partner]
        told_of |= {each.index for each in legs}
        yield _cut_off(_silent_ones(legs))


def _silent_ones(legs: list[CaseLeg]) -> list[CaseLeg]:
    """Of two legs with the cause the one from which no packet came, or which gives a reason."""
    counts = [(sound.packets(at, "inbound"), at) for at in legs]
    uncounted = [at for came, at in counts if came and sound.is_hardly_any(at, came)]
    hinted = [at for at in legs if _behind_nat(at) or sound.holder(at)]
    return next((found for found in (uncounted, hinted) if len(found) == 1), legs)


def _cut_off(legs: list[CaseLeg]) -> Sign:
    parties = " or ".join(dict.fromkeys(at.party for at in legs))
    first, sure = legs[0], len(legs) == 1
    seconds = first.leg.talk
    when = f"{seconds} s after the answer" if seconds else "before the answer"
    told = f"No audio packets arrived from {parties}, so the platform ended the call {when}."
    held = next((at for at in legs if sound.holder(at)), None)
    then = (
        f"Check that the firewall at {parties} lets audio (RTP, UDP) out, and for NAT; compare the"
        " addresses in both SDPs."
    )
    if held is not None:
        told += " It was on hold: a time-out for held calls does that."
        then = "Raise the time-out for held calls, or let music on hold keep the audio going."
    else:
        fits = [limit for limit in TIMEOUTS if limit - 2 <= seconds <= limit + SLACK]
        if fits:
            told += f" If its time-out is {fits[0]} s, as this suggests, none ever arrived."
    return Sign(
        ERROR,
        HIGH if sure else MEDIUM,
        told,
        then,
        tuple(at.index for at in legs),
        cited(
            (at.cite(field) for at in legs for field in ("hangup_cause", "billing_seconds")),
            _media_lines(legs),
            sound.hold_lines(held) if held else (),
        ),
        why=f"no audio arrived from {parties}",
        settles="" if sure else "The media server's log tells on which leg audio was missing.",
    )


def _media_lines(legs: list[CaseLeg]) -> list[Evidence]:
    lines = []
    for at in legs:
        audio = at.leg.media.audio
        if audio and audio.remote:
            lines.append(sound.place(at, "remote", audio.remote))
    return lines


# -- hardly answered ------------------------------------------------------------------------------

HARDLY: Final = 3
"""Seconds of talk in which nobody says more than a name."""


@rule(
    "R31b",
    fires="a call was answered, and the callee ended it within 3 s",
    source="how long a greeting takes",
)
def answered_and_dropped(case: Case) -> Iterator[Sign]:
    ending = first_to_end(case)
    for caller, callee in case.pairs:
        if ending is None or ending.who is not callee:
            continue
        if callee.leg.talk > HARDLY or callee.leg.is_conference:
            continue
        if any(at.leg.fax or at.leg.role == "voicemail" for at in (caller, callee)):
            continue
        if _explained((caller, callee)):
            continue
        yield Sign(
            WARNING,
            LOW,
            sentence(
                f"{callee.person} ended the call within {callee.leg.talk} s of the answer: call"
                " screening, a wrong number, or one side heard nothing."
            ),
            "Look at what is told of the media first; then ask the called party.",
            (callee.index,),
            cited(callee.cite("billing_seconds"), ending.evidence),
            why=f"it was dropped within {callee.leg.talk} s of the answer",
            settles="The called party knows why; a capture shows whether audio flowed.",
        )


# -- what the rules share -------------------------------------------------------------------------


def _conversations(case: Case) -> Iterator[_Group]:
    """The pairs that talked, and the callers who talked to the platform alone."""
    yield from case.pairs
    for at in case.callers:
        if at.alone:
            yield (at,)


def _explained(group: _Group) -> bool:
    """Whether a cause tells why it ended."""
    return any(at.leg.cause.name in _PLAIN_CAUSES and borrowed_from(at) is None for at in group)


def _signalling_failed(at: CaseLeg) -> bool:
    """Whether the record says that a request went without a reply, or that nobody hung up."""
    if own_code(at) == 408:
        return True
    # With 200 a BYE came, and the cause is a reason that the far side gave in it.
    named = at.leg.cause.name in _UNEXPLAINED and at.leg.sip_code != 200
    return named and borrowed_from(at) is None


def _behind_nat(at: CaseLeg) -> bool:
    """Whether a party names an address of its own network while its signalling is public."""
    audio = at.leg.media.audio if public(at.signalling_ip) else None
    return audio is not None and audio.remote is not None and unreachable(audio.remote.address)


def _nat_lines(at: CaseLeg) -> list[Evidence]:
    audio = at.leg.media.audio
    theirs = audio.remote if audio else None
    return [at.signalled, *([sound.place(at, "remote", theirs)] if theirs else [])]
