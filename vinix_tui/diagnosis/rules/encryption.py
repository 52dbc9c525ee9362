"""Rules about encryption: SRTP by keys in the SDP (SDES), and WebRTC with DTLS and ICE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from vinix_tui.calls.networks import public, reach, unreachable
from vinix_tui.calls.sdp import Attribute, Media
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Confidence, Evidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.results import borrowed_from
from vinix_tui.diagnosis.rule import rule

_ROLES: Final = ("actpass", "active", "passive")
"""Of a=setup; two sides that say the same one wait for each other, or both begin."""
_LONGEST: Final = 60  # columns of what a stranger's SDP names: a transport, ciphers, addresses


class _Side(NamedTuple):
    """Whose audio it is, and the field of the record that holds its description."""

    who: str
    field: str
    media: Media

    @property
    def transport(self) -> str:
        return cut(self.media.transport, _LONGEST)

    @property
    def has_key(self) -> bool:
        """Whether it gave anything to encrypt with: SDES, a DTLS certificate, MIKEY."""
        media = self.media
        return bool(media.cryptos or media.fingerprint or media.first("key-mgmt"))


@rule(
    "R43",
    fires="one side's audio is encrypted, the other one's is not",
    source="RFC 4568 section 5; RFC 5763; RFC 3264 section 6",
)
def encryption_on_one_side(case: Case) -> Iterator[Sign]:
    for at, theirs, ours in _both(case):
        if theirs.media.is_secure == ours.media.is_secure or _offered_both_ways(at):
            continue
        secure, plain = (theirs, ours) if theirs.media.is_secure else (ours, theirs)
        if plain.has_key:  # optional encryption, half set up: R43b
            continue
        yield Sign(
            Severity.ERROR,
            Confidence.HIGH,
            sentence(
                f"{secure.who} wants its audio encrypted ({secure.transport}), {plain.who} sends it"
                f" plain ({plain.transport}): neither can understand the other."
            ),
            _set_alike(at),
            (at.index,),
            cited(_line(at, side, side.media.line) for side in (secure, plain)),
            why=f"{secure.who} encrypts the audio and {plain.who} does not",
        )


@rule(
    "R43b",
    fires="a key came with a plain transport, or an encrypted transport without any key",
    source="RFC 4568 section 5.1; RFC 8643 for keys with a plain transport",
)
def half_encryption(case: Case) -> Iterator[Sign]:
    for at in case.shown:
        sides = _sides(at)
        halves = []
        for side in sides:
            if side.media.is_secure and not side.has_key:
                yield _half(at, side, f"its transport is {side.transport}, but it sent no key")
            elif not side.media.is_secure and side.has_key:
                halves.append(side)
        if len(sides) < 2:
            continue
        if len(halves) == 2 and _keys_match(at):
            yield _optional(at, *halves)
            continue
        for side in halves:
            other = sides[1] if side is sides[0] else sides[0]
            yield _half(at, side, f"{_plain(side)}; {other.who} {_instead(other)}")


def _plain(side: _Side) -> str:
    return f"it sent a key, but with the plain transport {side.transport}"


def _instead(other: _Side) -> str:
    if other.media.is_secure:
        return f"asked for {other.transport}"
    return "sent a key of another kind" if other.has_key else "sent none"


def _half(at: CaseLeg, side: _Side, said: str) -> Sign:
    place = side.who if side.field == "remote_sdp" else f"the platform, for {at.party},"
    keys = [crypto.line for crypto in side.media.cryptos[:2]]
    return Sign(
        Severity.WARNING,
        Confidence.HIGH,
        f"Encryption on {side.who} is set up by half: {said}.",
        f"Set encryption on {place} to required (RTP/SAVP) or to off.",
        (at.index,),
        cited(_line(at, side, line) for line in (side.media.line, *keys)),
        why=f"encryption on {side.who} is set up by half",
    )


def _optional(at: CaseLeg, theirs: _Side, ours: _Side) -> Sign:
    """Both sides sent keys with a plain transport: RFC 8643 knows that, older software does not."""
    return Sign(
        Severity.INFO,
        Confidence.HIGH,
        f"Both sides sent keys with the plain transport {theirs.transport}: optional encryption,"
        f" agreed between {at.party} and the platform.",
        "Only if the audio was noise or silence: set encryption to required on both sides.",
        (at.index,),
        cited(_line(at, side, side.media.line) for side in (theirs, ours)),
    )


@rule(
    "R43c",
    fires="both sides sent keys for SRTP, and no cipher is in common",
    source="RFC 4568 section 5.1.2",
)
def no_common_cipher(case: Case) -> Iterator[Sign]:
    for at, theirs, ours in _both(case):
        if not theirs.media.cryptos or not ours.media.cryptos or _keys_match(at):
            continue
        named = [_suites(side) for side in (theirs, ours)]
        yield Sign(
            Severity.ERROR,
            Confidence.HIGH,
            f"No cipher for encrypted audio (SRTP) is in common: {theirs.who} has {named[0]},"
            f" {ours.who} {named[1]}.",
            f"Allow the same SRTP cipher on {theirs.who} and on the platform;"
            " AES_CM_128_HMAC_SHA1_80 is the usual one.",
            (at.index,),
            cited(
                _line(at, side, crypto.line)
                for side in (theirs, ours)
                for crypto in side.media.cryptos[:4]
            ),
            why=f"{theirs.who} and the platform have no SRTP cipher in common",
        )


@rule(
    "R44",
    fires="a leg ended with SRTP_READ_ERROR",
    source="FreeSWITCH switch_rtp.c, where SRTP cannot be unprotected",
)
def undecryptable_audio(case: Case) -> Iterator[Sign]:
    """Both legs of a bridge get the cause, so it is the encrypted one's; of two, nobody knows."""
    named = (at for at in case.shown if at.leg.cause.name == "SRTP_READ_ERROR")
    failed = [at for at in named if borrowed_from(at) is None]
    legs = [at for at in failed if any(side.has_key for side in _sides(at))] or failed
    if not legs:
        return
    parties = " or ".join(dict.fromkeys(at.party for at in legs[:2]))
    sure = len(legs) == 1
    evidence: list[Evidence] = [at.cite("hangup_cause") for at in legs]
    after = ""
    for at in legs:
        origin, changes = at.leg.remote.origin, at.leg.remote.changes
        if sure and origin and changes:
            counted = "1 change" if changes == 1 else f"{changes} changes"
            after = f" Its session description counts {counted}, as after a hold."
            evidence.append(at.cite("remote_sdp", origin.line))
    yield Sign(
        Severity.ERROR,
        Confidence.HIGH if sure else Confidence.MEDIUM,
        f"The platform could not decrypt the audio from {parties} and ended the call: the keys"
        f" were out of step.{after}",
        f"Update the firmware of {parties}; until then, turn encryption off there and see whether"
        " calls last.",
        tuple(at.index for at in legs),
        cited(evidence),
        why=f"the audio from {parties} could not be decrypted",
        settles="" if sure else "The media server's log tells on which leg decryption failed.",
    )


@rule(
    "R45",
    fires="both sides want DTLS-SRTP, as WebRTC does; an error where they do not fit together",
    source="RFC 8842 section 5.3; RFC 5763 section 5; RFC 5761; RFC 8839",
)
def webrtc(case: Case) -> Iterator[Sign]:
    for at, theirs, ours in _both(case):
        if theirs.media.fingerprint is None or ours.media.fingerprint is None:
            continue
        troubles = [_same_role(at, theirs, ours)]
        if theirs.media.uses_ice or ours.media.uses_ice:
            troubles += [_mux_on_one_side(at, theirs, ours)]
            troubles += [_no_ice_login(at, side) for side in (theirs, ours)]
        found = [trouble for trouble in troubles if trouble is not None]
        yield from found or [_healthy(at, theirs, ours)]


def _healthy(at: CaseLeg, theirs: _Side, ours: _Side) -> Sign:
    said = "encrypts its audio by DTLS-SRTP."
    if theirs.media.uses_ice and ours.media.uses_ice:
        said = "speaks WebRTC: DTLS encrypts its audio, and ICE finds the way for it."
    prints = [(side, side.media.fingerprint) for side in (theirs, ours)]
    return Sign(
        Severity.INFO,
        Confidence.HIGH,
        sentence(f"{at.party} {said}"),
        "",
        (at.index,),
        cited(_line(at, side, attribute.line) for side, attribute in prints if attribute),
    )


def _same_role(at: CaseLeg, theirs: _Side, ours: _Side) -> Sign | None:
    """Who begins the encryption: one must be active and the other passive.

    An answer of `actpass` beside a decided offer is let pass: records keep the last description of
    each side, and after a change that we asked for, what looks like the answer was the offer.
    """
    said = [(side, side.media.first("setup")) for side in (theirs, ours)]
    one, other = (_role(attribute) for _, attribute in said)
    if one != other or one not in _ROLES:
        return None
    answerer = ours if at.leg.inbound else theirs
    what = {
        "active": "both want to begin",
        "passive": "both wait for the other to begin",
        "actpass": "neither chose who begins",
    }[one]
    return _misfit(
        at,
        f"The encryption with {at.party} cannot start: {what} (a=setup:{one} on both sides).",
        "Have offers say a=setup:actpass and answers a=setup:active."
        f" The answer here is probably {answerer.who}'s.",
        (_line(at, side, attribute.line) for side, attribute in said if attribute),
        f"encryption with {at.party} cannot start, since {what}",
    )


def _mux_on_one_side(at: CaseLeg, theirs: _Side, ours: _Side) -> Sign | None:
    """A browser that does not get it drops the audio; a platform that does not merely lacks the
    reports.
    """
    wanted, granted = theirs.media.first("rtcp-mux"), ours.media.first("rtcp-mux")
    if wanted and not granted:
        return _misfit(
            at,
            f"{sentence(at.party)} wants audio and its reports on one port (rtcp-mux), which the"
            " platform does not grant: a browser then drops the audio.",
            f"Turn rtcp-mux on at {_place(at, ours)}.",
            (_line(at, theirs, wanted.line), _line(at, ours, ours.media.line)),
            "the platform does not grant rtcp-mux, which WebRTC needs",
        )
    if granted and not wanted:
        return _misfit(
            at,
            f"The platform wants audio and its reports on one port (rtcp-mux), and {at.party} does"
            " not: reports on the quality of the audio are lost.",
            f"Turn rtcp-mux on at {_place(at, theirs)}.",
            (_line(at, ours, granted.line), _line(at, theirs, theirs.media.line)),
            "",
            Severity.WARNING,
        )
    return None


def _no_ice_login(at: CaseLeg, side: _Side) -> Sign | None:
    said = [side.media.first(name) for name in ("ice-ufrag", "ice-pwd")]
    if all(attribute and attribute.value.strip() for attribute in said):
        return None
    missing = "user name and password" if not any(said) else "whole user name and password"
    return _misfit(
        at,
        f"{sentence(side.who)} sent no {missing} for ICE, so that no path for the audio can be"
        " tried.",
        f"Check the WebRTC settings of {_place(at, side)}: ICE must be on there.",
        [
            _line(at, side, side.media.line),
            *(_line(at, side, attribute.line) for attribute in said if attribute),
        ],
        f"{side.who} sent no {missing} for ICE",
    )


def _misfit(
    at: CaseLeg,
    what: str,
    then: str,
    lines: Iterable[Evidence],
    why: str,
    severity: Severity = Severity.ERROR,
) -> Sign:
    return Sign(severity, Confidence.HIGH, what, then, (at.index,), cited(lines), why=why)


@rule(
    "R46",
    fires="an answered party gave ICE candidates of its own network only, and we are outside of it",
    source="RFC 8445 section 5.1.1",
)
def local_candidates_only(case: Case) -> Iterator[Sign]:
    for at, theirs, ours in _both(case):
        candidates = theirs.media.candidates
        if not candidates or not at.leg.answered:
            continue
        if not all(unreachable(candidate.address) for candidate in candidates):
            continue
        if not public(at.signalling_ip) and not public(ours.media.address):
            continue  # all of them are in one network
        known = [each.address for each in candidates if reach(each.address) != "mdns"]
        addresses = ", ".join(dict.fromkeys(known)) or "hidden behind names in .local"
        yield Sign(
            Severity.WARNING,
            Confidence.MEDIUM,
            sentence(
                f"{at.party} gave only addresses of its own network for audio"
                f" ({cut(addresses, _LONGEST)}): from outside, audio reaches it only if its own"
                " packets open the way."
            ),
            f"Give {at.party} a STUN and a TURN server, and let its network send UDP to them.",
            (at.index,),
            cited(
                [_line(at, theirs, candidate.line) for candidate in candidates[:4]],
                at.signalled,
                [_line(at, ours, ours.media.connection.line)] if ours.media.connection else [],
            ),
            why=f"{at.party} gave only addresses of its own network for audio",
            settles="The packet counts of this leg tell whether its audio arrived.",
        )


# -- what the rules share ------------------------------------------------------------------------


def _sides(at: CaseLeg) -> list[_Side]:
    """The sides of a leg that have audio in use, the party's before ours."""
    audio = at.leg.media.audio
    if audio is None:
        return []
    sides = []
    if audio.remote and audio.remote.active:
        sides.append(_Side(at.party, "remote_sdp", audio.remote))
    if audio.local and audio.local.active:
        sides.append(_Side("the platform", "local_sdp", audio.local))
    return sides


def _both(case: Case) -> Iterator[tuple[CaseLeg, _Side, _Side]]:
    """Legs on which both sides have audio in use: the party's side, and ours."""
    for at in case.shown:
        sides = _sides(at)
        if len(sides) == 2:
            yield at, sides[0], sides[1]


def _suites(side: _Side) -> str:
    names = dict.fromkeys(crypto.suite for crypto in side.media.cryptos if crypto.suite)
    return cut(" or ".join(names), _LONGEST) or "none that can be read"


def _keys_match(at: CaseLeg) -> bool:
    """Whether both sides have an SDES cipher in common, or DTLS."""
    audio = at.leg.media.audio
    if audio is None or audio.local is None or audio.remote is None:
        return False
    dtls = audio.local.fingerprint is not None and audio.remote.fingerprint is not None
    return dtls or bool(audio.common_suites)


def _offered_both_ways(at: CaseLeg) -> bool:
    """Whether a side has encrypted and plain audio beside each other, to be chosen from."""
    return any(
        len({media.is_secure for media in sdp.media if media.kind == "audio" and media.active}) > 1
        for sdp in (at.leg.remote, at.leg.local)
    )


def _set_alike(at: CaseLeg) -> str:
    if at.is_carrier:
        return f"Ask {at.party} whether it takes encrypted audio (SRTP), and set the trunk alike."
    return f"Set encryption (SRTP) alike for {at.party} on the phone and on the platform."


def _place(at: CaseLeg, side: _Side) -> str:
    """Where a side's settings are found."""
    return side.who if side.field == "remote_sdp" else f"the platform, for {at.party}"


def _role(setup: Attribute | None) -> str:
    return setup.value.strip().lower() if setup else ""


def _line(at: CaseLeg, side: _Side, number: int) -> Evidence:
    return at.cite(side.field, number)
