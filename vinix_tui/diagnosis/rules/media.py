"""Rules about the way of the audio: addresses behind NAT, hold, directions, packets counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from vinix_tui.calls import sip
from vinix_tui.calls.media import Medium
from vinix_tui.calls.networks import Reach, public, reach, same_network, unreachable
from vinix_tui.calls.sdp import Media
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis import audio as sound
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Confidence, Evidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.rule import rule
from vinix_tui.diagnosis.times import endured

_CAPTURE: Final = (
    "A capture of the audio packets at the media server shows where they went and came from."
)
_KINDS: Final[Mapping[Reach, str]] = {
    "private": "a private address",
    "shared": "an address inside a provider's NAT",
    "link-local": "an address of its own cable only",
    "loopback": "its own loopback address",
    "mdns": "a name that only its own network knows",
}
SOON_GIVEN_UP: Final = 30
"""Seconds in which who hears nothing has said hello a few times and hung up."""
_LONGEST: Final = 60  # columns of an address
_SHORTEST: Final = 3
"""Seconds of talk below which a count of packets proves nothing: audio may only have begun."""


def _talked(case: Case) -> Iterator[CaseLeg]:
    """The answered legs: on one that only rang, no audio is missed."""
    return (at for at in case.shown if at.leg.answered)


# -- addresses ------------------------------------------------------------------------------------


@rule(
    "R30",
    fires="a party wants its audio at an address that only its own network knows",
    source="RFC 3264 section 5; RFC 7362 (latching); RFC 1918; RFC 6598",
)
def private_media_address(case: Case) -> Iterator[Sign]:
    """Silent in a LAN, where the platform is inside as well, and where ICE finds the way."""
    for at in _talked(case):
        medium = sound.in_use(at)
        theirs = medium.remote if medium else None
        if medium is None or theirs is None or not unreachable(theirs.address):
            continue
        if at.leg.media.is_webrtc or sound.both_use_ice(medium):
            continue
        # A party whose signalling comes from the same network has a way there, such as a VPN.
        if same_network(at.signalling_ip, theirs.address):
            continue
        outside = _outside(at, medium)
        if outside is None:
            continue
        what = "audio" if medium.kind == "audio" else "fax"
        severity, consequence = _without_latching(at, theirs)
        then = (
            f"set the public address (or STUN) on {at.party}, and switch SIP-ALG off in its router."
            " Keep the media server's automatic address adjustment on."
        )
        if at.is_carrier:
            then = f"ask {at.party} to name its public address."
        yield Sign(
            severity,
            Confidence.MEDIUM,
            sentence(
                f"{at.party} wants its {what} at {_named(theirs)}, {_kind(theirs)}{consequence}."
            ),
            sentence(then)
            if severity > Severity.INFO
            else f"Only if somebody heard nothing: {then}",
            (at.index,),
            cited(
                sound.place(at, "remote", theirs),
                at.signalled,
                outside,
                [at.cite("hangup_cause")] if severity is Severity.ERROR else [],
                at.cite("user_agent"),
            ),
            why=""
            if severity is Severity.INFO
            else f"{at.party} gave {_named(theirs)} for {what}, {_kind(theirs)}",
            settles=_CAPTURE,
        )


def _without_latching(at: CaseLeg, theirs: Media) -> tuple[Severity, str]:
    """How bad an unreachable address is, and why. Latching: the platform answers to wherever the
    first packets came from, whatever the description says (the media server's default).
    """
    came = sound.packets(at, "inbound")
    if came is not None and not sound.is_hardly_any(at, came):
        return Severity.INFO, (
            f"; {sound.count(came):,} packets came from it all the same, so the platform could"
            " answer to where they came from"
        )
    if at.leg.cause.name == "MEDIA_TIMEOUT":
        return Severity.ERROR, (
            "; since no audio came that showed the way back, nothing could reach it"
        )
    if any(public(each.address) for each in theirs.candidates):
        return Severity.INFO, "; it names a public one as well (ICE), which the platform left aside"
    # Most phones behind a router do so, and most platforms find the way back: it is the shortness
    # of a call that speaks of somebody who heard nothing.
    suspicious = came is not None or at.leg.talk <= SOON_GIVEN_UP
    return (Severity.WARNING if suspicious else Severity.INFO), (
        ": nothing reaches it unless the platform answers to where packets come from (latching)"
    )


def _outside(at: CaseLeg, medium: Medium) -> Evidence | None:
    """What shows that a leg was on the internet and not inside a LAN."""
    if medium.local and public(medium.local.address):
        return sound.place(at, "local", medium.local)
    if public(at.signalling_ip):
        return at.signalled
    return at.cite("switch_uri") if public(sip.address(at.leg.switch_uri).host) else None


def _named(media: Media) -> str:
    """Its address for a sentence: host names and zones of IPv6 may be of any length."""
    return cut(media.address or "", _LONGEST)


def _kind(media: Media) -> str:
    return _KINDS[reach(media.address)]


@rule(
    "R32",
    fires="a device's signalling and its audio come from two different public networks",
    source="RFC 7362",
)
def signalling_and_audio_apart(case: Case) -> Iterator[Sign]:
    for at in _talked(case):
        audio = at.leg.media.audio
        theirs = audio.remote if audio and at.is_device else None
        if theirs is None or not theirs.active or theirs.uses_ice or not public(theirs.address):
            continue
        signalled = at.signalling_ip or ""
        same_family = (":" in signalled) == (":" in (theirs.address or ""))
        if not public(signalled) or not same_family or same_network(signalled, theirs.address):
            continue
        yield Sign(
            Severity.INFO,
            Confidence.LOW,
            f"The signalling of {at.party} comes from {cut(signalled, _LONGEST)}, its audio is"
            f" wanted at {_named(theirs)}: two ways out, a VPN, or a router that rewrites SIP"
            " (SIP-ALG).",
            f"See that the firewall lets audio from {_named(theirs)} through, and switch SIP-ALG"
            " off.",
            (at.index,),
            cited(at.signalled, sound.place(at, "remote", theirs), at.cite("user_agent")),
            settles=_CAPTURE,
        )


@rule(
    "R30c",
    fires="the platform named a private address of its own to a party with a public one",
    source="RFC 3264 section 5",
)
def own_private_address(case: Case) -> Iterator[Sign]:
    """Something between may rewrite the address: where people talked on, it probably did."""
    for at, audio in case.described:
        if audio.local is None or audio.remote is None:
            continue
        if not unreachable(audio.local.address) or not public(audio.remote.address):
            continue
        if sound.both_use_ice(audio) or unreachable(at.signalling_ip) or at.index in case.bypassed:
            continue
        came = sound.packets(at, "inbound")
        if came is not None and not sound.is_hardly_any(at, came):
            continue
        yield Sign(
            Severity.WARNING if endured(at) else Severity.ERROR,
            Confidence.MEDIUM if endured(at) else Confidence.HIGH,
            f"The platform told {at.party} to send audio to {_named(audio.local)},"
            f" {_kind(audio.local)}, which cannot be reached from {_named(audio.remote)}.",
            "Set the media server's external address (ext-rtp-ip) to its public one.",
            (at.index,),
            cited(
                sound.place(at, "local", audio.local),
                sound.place(at, "remote", audio.remote),
                at.signalled,
            ),
            why=f"the platform gave {at.party} {_named(audio.local)} for audio,"
            f" {_kind(audio.local)}",
            settles=_CAPTURE if endured(at) else "",
        )


# -- whether audio is wanted at all ----------------------------------------------------------------


@rule(
    "R37",
    fires="a side's last description has audio on port 0 or at no address, and no fax instead",
    source="RFC 3264 sections 6 and 8.4",
)
def audio_removed(case: Case) -> Iterator[Sign]:
    for at in _talked(case):
        audio = at.leg.media.audio
        if audio is None:
            continue
        gone = [side for side in sound.SIDES if _is_off(audio.of(side))]
        lost = [side for side in sound.SIDES if _is_nowhere(audio.of(side))]
        if not (gone or lost) or sound.is_fax(at) or sound.in_a_muddle(audio):
            continue
        if len(gone) == 2:
            said = why = f"audio was taken out of the call with {at.party}"
        elif gone:
            said = f"{sound.who(at, gone[0])} refused audio or took it out of the call"
            why = f"{sound.who(at, gone[0])} did not want audio any more"
        else:
            said = why = f"{sound.who(at, lost[0])} named no address for its audio"
        yield Sign(
            Severity.WARNING,
            Confidence.HIGH,
            sentence(f"{said}{' (port 0)' if gone else ''}, and nobody switched to fax."),
            "Take a SIP trace of such a call: its last re-INVITE shows who changed the audio.",
            (at.index,),
            cited(
                at.cite(f"{side}_sdp", media.line)
                for side in gone or lost
                if (media := audio.of(side)) is not None
            ),
            why=why,
        )


def _is_off(media: Media | None) -> bool:
    """Whether it is off; port 0 is normal for one that shares another one's port (RFC 9143)."""
    return media is not None and not media.active and media.first("bundle-only") is None


def _is_nowhere(media: Media | None) -> bool:
    return media is not None and media.active and not media.address and not media.uses_ice


@rule(
    "R38",
    fires="the call ended while one side had the other one on hold",
    source="RFC 3264 section 8.4; RFC 2543 for the address 0.0.0.0",
)
def ended_on_hold(case: Case) -> Iterator[Sign]:
    """Silent on a leg that ended by a transfer, of which a hold is a part."""
    held = {
        at.index: holder
        for at, _ in case.described
        if at.leg.cause.kind != "transfer" and (holder := sound.holder(at))
    }
    for index, holder in held.items():
        at = case.legs[index]
        partner = held.get(case.interaction.partner.get(index, -1))
        if holder == "local" and partner == "remote":
            continue  # the hold of the party at the other end, passed on
        said, why = (text.format(party=at.party) for text in _HELD[holder])
        timed_out = at.leg.cause.name == "MEDIA_TIMEOUT"
        if timed_out:
            said += "; without audio for too long, the platform ended it (hold time-out)"
        yield Sign(
            Severity.INFO,
            Confidence.HIGH,
            f"The call ended while {said}.",
            "Let the phone send audio while it holds, or allow a longer hold in the media server."
            if timed_out
            else "If the one on hold heard silence, check the music on hold.",
            (index,),
            cited(sound.hold_lines(at), [at.cite("hangup_cause")] if timed_out else []),
            why=why,
        )


_HELD: Final[Mapping[sound.Holder, tuple[str, str]]] = {
    "remote": ("{party} had it on hold", "{party} had the call on hold"),
    "local": ("the platform had {party} on hold", "the platform had {party} on hold"),
    "both": (
        "it was on hold: neither {party} nor the platform sent audio",
        "the call with {party} was on hold",
    ),
}
"""Who held -> how that is told, as a clause of the sentence and as the reason."""


@rule(
    "R39",
    fires="both sides only send, or both only listen",
    source="RFC 3264 section 6.1",
)
def contradicting_directions(case: Case) -> Iterator[Sign]:
    """The two pairs in which nothing flows and that no side's hold explains.

    To sendonly belongs recvonly or inactive, and to inactive inactive: those are a hold (R38).
    """
    for at, audio in case.described:
        if audio.local is None or not sound.in_a_muddle(audio):
            continue
        way = audio.local.direction
        does = "only send audio" if way == "sendonly" else "only listen"
        yield Sign(
            Severity.ERROR,
            Confidence.HIGH,
            f"In the end nobody could hear: both {at.party} and the platform {does} ({way}).",
            f"Look for a hold that was not taken back properly, and update {at.party}. A SIP trace"
            " shows the re-INVITE that went wrong.",
            (at.index,),
            cited(sound.hold_lines(at)),
            why=f"{at.party} and the platform both {does}",
        )


@rule(
    "R40",
    fires="one side wants audio by IPv4 and the other one by IPv6, without ICE",
    source="RFC 6157",
)
def address_family_mismatch(case: Case) -> Iterator[Sign]:
    for at, audio in case.described:
        if audio.local is None or audio.remote is None:
            continue
        ours, theirs = _family(audio.local), _family(audio.remote)
        if not ours or not theirs or ours == theirs or sound.both_use_ice(audio):
            continue
        yield Sign(
            Severity.ERROR,
            Confidence.MEDIUM if endured(at) else Confidence.HIGH,
            sentence(
                f"{at.party} wants audio by {theirs} at {_named(audio.remote)}, the platform by"
                f" {ours} at {_named(audio.local)}: neither can send to the other."
            ),
            "Let both sides use one family of addresses, or put a media relay that speaks both"
            " between them.",
            (at.index,),
            cited(
                sound.place(at, "remote", audio.remote),
                sound.place(at, "local", audio.local),
            ),
            why=f"{at.party} wants audio by {theirs}, the platform by {ours}",
            settles=_CAPTURE if endured(at) else "",
        )


def _family(media: Media) -> str:
    """`IPv4` or `IPv6`; "" where its side gives no place of its own."""
    if media.connection is None or reach(media.address) in ("", "unspecified"):
        return ""
    six = ":" in media.connection.address or media.connection.family == "IP6"
    return "IPv6" if six else "IPv4"


# -- where it went, and how much came --------------------------------------------------------------


@rule(
    "R41",
    fires="what the platform told each of two partners as its address is the other one's",
    source="what both descriptions of both legs have in common",
)
def bypass_media(case: Case) -> Iterator[Sign]:
    for one, other in case.pairs:
        if one.index not in case.bypassed:
            continue
        yield Sign(
            Severity.INFO,
            Confidence.MEDIUM,
            f"Audio went straight between {one.party} and {other.party} (bypass media): the"
            " platform could neither mend NAT trouble nor count packets.",
            "If they could not hear each other, switch bypass media off for this route.",
            (one.index, other.index),
            cited(
                sound.place(at, side, media)
                for at in (one, other)
                for side in sound.SIDES
                if at.leg.media.audio and (media := at.leg.media.audio.of(side))
            ),
            settles="The route's setting of bypass media shows it for sure.",
        )


@rule(
    "R42",
    fires="the platform counted no audio from a party, or next to none, and sent it some",
    source="FreeSWITCH, the call statistics that KZ_CDR events carry",
)
def proven_one_way_audio(case: Case) -> Iterator[Sign]:
    for at in case.shown:
        talk = at.leg.talk
        came = sound.packets(at, "inbound") if talk >= _SHORTEST else None
        if came is None or not sound.is_hardly_any(at, came) or at.index in case.bypassed:
            continue
        if sound.is_fax(at) or not sound.flows_both_ways(at):
            continue
        went, how = sound.packets(at, "outbound"), "went to it"
        partner = case.interaction.partner.get(at.index)
        if not sound.count(went) and partner is not None:
            other = case.legs[partner]
            went, how = sound.packets(other, "inbound"), f"came from {other.party}"
        if went is None or not sound.count(went):
            continue
        some = sound.count(came)
        counted = f"only {some:,} audio packets" if some else "no audio packet"
        yield Sign(
            Severity.ERROR,
            Confidence.HIGH,
            f"Proven one-way audio: {counted} came from {at.party} in {talk} s, while"
            f" {sound.count(went):,} {how}.",
            f"Check the way from {at.party} to the media server: firewall, router, SIP-ALG. Then"
            " its microphone and its mute key.",
            (at.index,),
            cited(came, went, at.cite("billing_seconds"), sound.quality(at) if some else []),
            why=f"{'hardly any' if some else 'no'} audio arrived from {at.party}",
        )
