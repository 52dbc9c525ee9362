"""Rules about fax: how it went, and what it ran over. A fax that went through warns of nothing but
pages that are missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from vinix_tui.calls.fax import Fax
from vinix_tui.calls.media import Medium
from vinix_tui.calls.sdp import Media
from vinix_tui.calls.text import cut
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.case_leg import CaseLeg
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Confidence, Evidence, Severity, Sign
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.rule import rule

_SLOW: Final = 9600
"""Bits per second; what most lines reach. Slower pages mean noise, or a cautious machine."""
_TOO_SHORT: Final = 20
"""Seconds. T.30 gives the first message 35 s (T1), so who ends earlier was no fax machine."""
_CARRY_TONES: Final = frozenset({"PCMU", "PCMA", "L16", "CLEARMODE"})
"""Codecs that leave a modem's tones as they are."""
_NEGOTIATION_ERROR: Final = "T.38 NEGOTIATION ERROR"
_RESULT: Final = ("success", "result_code", "result_text", "transferred_pages", "total_pages")
_WHY: Final = 90  # columns of a reason


@rule(
    "R47",
    fires="a fax went through; a warning where pages are missing",
    source="FreeSWITCH mod_spandsp_fax.c",
)
def fax_went_through(case: Case) -> Iterator[Sign]:
    for at, fax in _faxes(case):
        if not fax.went_through:
            continue
        done, total = fax.transferred_pages, fax.total_pages
        slow = fax.transfer_rate is not None and 0 < fax.transfer_rate < _SLOW
        damaged = bool(fax.bad_rows) and not fax.ecm_used
        severity, then, why = Severity.NORMAL, "", ""
        if slow or damaged:
            severity = Severity.INFO
            then = "Nothing for one fax. If many are slow or damaged, use T.38, or look for jitter."
        if fax.result is not None and fax.result.name not in ("OK", ""):
            severity, why = Severity.WARNING, _reason(fax)
        if done == 0 or (done is not None and total is not None and done < total):
            severity, why = Severity.WARNING, "not all pages of the fax went through"
        if severity is Severity.WARNING:
            then = "Compare the pages that went through with the document, and send the rest again."
        notes = _how(at, fax)
        notes += " No page is counted." if done == 0 and not total else ""
        notes += f" Damaged lines: {fax.bad_rows}." if damaged else ""
        notes += f" Less than {_SLOW} bit/s is slow." if slow else ""
        yield Sign(
            severity,
            Confidence.HIGH,
            _told(at, fax) + notes,
            then,
            (at.index,),
            _facts(at, *_RESULT, "transfer_rate", "ecm_used", "bad_rows"),
            why=why,
        )


@rule(
    "R48",
    fires="a fax failed: by its own flag, or by a result other than 0",
    source="SpanDSP t30.h and t30_logging.c",
)
def fax_failed(case: Case) -> Iterator[Sign]:
    for at, fax in _faxes(case):
        sure = fax.went_through is False
        if not sure and (fax.went_through or not fax.result_code):
            continue
        said = _told(at, fax)
        code = f" (code {fax.result_code})" if fax.result_code else ""
        code = "" if code[1:-1] in said else code  # where it is all that is known, it was told
        yield Sign(
            Severity.ERROR if sure else Severity.WARNING,
            Confidence.HIGH if sure else Confidence.MEDIUM,
            said.removesuffix(".") + code + "." if code and said.endswith(".") else said,
            (fax.result.next_step if fax.result else "") or "See how the call itself ended.",
            (at.index,),
            _facts(at, *_RESULT),
            why=_reason(fax),
            settles="" if sure else "Ask whether the pages arrived; the record does not say it.",
        )


@rule(
    "R49",
    fires="a fax ran over audio with a codec that is neither PCMU nor PCMA",
    source="FreeSWITCH mod_spandsp; ITU-T T.30 needs tones that speech codecs do not keep",
)
def fax_over_a_speech_codec(case: Case) -> Iterator[Sign]:
    for at, fax in _attempts(case):
        audio = at.leg.media.audio
        if audio is None or _over_t38(at) or (fax and fax.went_through):
            continue
        sides = _sides(audio)
        used = audio.used if audio.both_active else None
        if len(sides) == 1:  # the answer is not known: what there was to choose from
            spoken = [codec for codec in sides[0][1].codecs if codec.carries_audio]
            fit = any(codec.key in _CARRY_TONES for codec in spoken)
            used = spoken[0] if spoken and not fit else None
        if used is None or used.key in _CARRY_TONES:
            continue
        yield Sign(
            Severity.ERROR,
            Confidence.HIGH,
            f"The fax ran over {used.words}, a codec for voices that spoils the tones of a fax:"
            " faxes need G.711 (PCMU, PCMA) or T.38.",
            f"Allow nothing but PCMU and PCMA for faxes with {at.party}, or turn T.38 on.",
            (at.index,),
            cited(
                at.cite(field, codec.line)
                for field, media in sides
                for codec in media.codecs
                if codec.is_like(used)
            ),
            why=f"a fax cannot pass through {used.words}",
        )


@rule(
    "R50",
    fires="both sides have a T.38 image in use; a warning where their ways of it do not fit",
    source="ITU-T T.38 Annex D; RFC 3362",
)
def t38_agreed(case: Case) -> Iterator[Sign]:
    for at in case.shown:
        image = at.leg.media.image
        if image is None or not image.both_active or image.fax is None:
            continue
        fax, clash = at.leg.fax, _clash(image)
        harmless = not clash or (fax is not None and fax.went_through)
        said = f"switched to T.38 fax, but {cut(clash, 120)}"
        names = ["t38faxratemanagement"]
        if not clash:
            said = f"agreed on T.38 fax: {cut(image.fax.words, 120)}"
            names = ["t38faxversion", "t38maxbitrate", "t38faxudpec"]
        yield Sign(
            Severity.INFO if harmless else Severity.WARNING,
            Confidence.HIGH,
            sentence(f"{at.party} and the platform {said}."),
            "Set transferredTCF as the way of T.38 rate management on both sides." if clash else "",
            (at.index,),
            cited(
                (at.cite(field, media.line) for field, media in _sides(image)),
                _lines(at, image, *names),
            ),
            why="" if harmless else "both sides do T.38 in ways that do not fit",
        )


def _clash(image: Medium) -> str:
    """What does not fit between two sides that both have T.38 in use."""
    if image.fax is None or image.fax.clash:
        return image.fax.clash if image.fax else ""
    transports = [media.transport.lower() for _, media in _sides(image)]
    if (image.fax.rate_management or "").lower() == "localtcf" and "udptl" in transports:
        return "both manage the rate by localTCF, which is made for TCP and not for UDP"
    return ""


@rule(
    "R51",
    fires="T.38 was asked for and refused, by port 0, by 488 or by the record's own word",
    source="RFC 6913; FreeSWITCH mod_spandsp_fax.c, get_t38_status",
)
def t38_refused(case: Case) -> Iterator[Sign]:
    for at in case.shown:
        evidence = [*_by_port(at), *_by_word(at)]
        if not evidence or _over_t38(at):
            continue
        fax = at.leg.fax
        went = fax is not None and fax.went_through
        audio = at.leg.media.audio
        codec = audio.used if audio and audio.both_active else None
        over = f"audio ({codec.words})" if codec else "audio"
        left = f"the fax went through over {over} all the same" if went else f"that left it {over}"
        then = (
            f"Have T.38 turned on at {_refuser(at) or at.party}. Else use G.711 with silence"
            " suppression off and a fixed jitter buffer."
        )
        yield Sign(
            Severity.INFO if went else Severity.WARNING,
            Confidence.HIGH,
            f"For the fax T.38 was asked for and {_by_whom(at)}; {left}.",
            "" if went else then,
            (at.index,),
            cited(evidence),
            why="" if went else f"T.38 was {_by_whom(at)}",
        )


@rule(
    "R52",
    fires="a fax ran over audio with silence suppression on, or with comfort noise on both sides",
    source="ITU-T V.152; RFC 3108 section 5.6.2.9 for silenceSupp; RFC 3389 for comfort noise",
)
def silence_suppression_on_fax(case: Case) -> Iterator[Sign]:
    for at, fax in _attempts(case):
        audio = at.leg.media.audio
        if audio is None or not audio.both_active or _over_t38(at):
            continue
        sides = _sides(audio)
        said = [(field, media.first("silencesupp")) for field, media in sides]
        words = {(field, a.line): a.value.lower().split()[:1] for field, a in said if a}
        on = [place for place, word in words.items() if word == ["on"]]
        noise = [
            (f, codec.line) for f, media in sides for codec in media.codecs if codec.key == "CN"
        ]
        if not on and not words and len({field for field, _ in noise}) == len(sides):
            on = noise  # both sides have comfort noise for the pauses, and neither forbids them
        if not on:
            continue
        went = fax is not None and fax.went_through
        yield Sign(
            Severity.INFO if went else Severity.WARNING,
            Confidence.MEDIUM,
            f"Silence suppression is allowed on the fax with {at.party}: the pauses between its"
            " tones may be cut out.",
            "Turn silence suppression (VAD, comfort noise) off for faxes, at best on both sides.",
            (at.index,),
            cited(at.cite(field, line) for field, line in on),
            why="" if went else "silence suppression may have cut the tones of the fax",
            settles="A packet capture shows whether audio packets are missing in the pauses.",
        )


@rule(
    "R53",
    fires="a fax leg was answered, ended within 20 s, and no result of a fax is recorded",
    source="ITU-T T.30, timer T1 of 35 s",
)
def no_fax_at_the_other_end(case: Case) -> Iterator[Sign]:
    for at, fax in _attempts(case):
        known = fax is not None and (fax.result is not None or fax.went_through is not None)
        if known or at.leg.talk >= _TOO_SHORT:
            continue
        yield Sign(
            Severity.WARNING,
            Confidence.MEDIUM,
            f"The call with {cut(at.person, 40)} ended after {at.leg.talk} s, before two fax"
            " machines could agree: a person may have answered, or the number is wrong.",
            "Call the number and listen for the tone of a fax machine.",
            (at.index,),
            (at.cite("billing_seconds"), at.cite("fax_result_code")),
            why=f"the fax call ended after {at.leg.talk} s, as if a person had answered",
            settles="Whether a fax machine is on that number shows by calling it.",
        )


# -- what the rules share ------------------------------------------------------------------------


def _faxes(case: Case) -> Iterator[tuple[CaseLeg, Fax]]:
    """The legs with facts of a fax."""
    for at in case.shown:
        if at.leg.fax is not None:
            yield at, at.leg.fax


def _attempts(case: Case) -> Iterator[tuple[CaseLeg, Fax | None]]:
    """The answered legs that were to carry a fax, with its facts where there are any."""
    for at in case.shown:
        if at.leg.role == "fax" and at.leg.answered:
            yield at, at.leg.fax


def _over_t38(at: CaseLeg) -> bool:
    """Whether the fax left the audio, even if the last descriptions are back to it."""
    image, fax = at.leg.media.image, at.leg.fax
    return (image is not None and image.both_active) or (fax is not None and bool(fax.t38_used))


def _sides(medium: Medium | None) -> list[tuple[str, Media]]:
    """What both sides say of a medium, each with its field of the record; theirs first."""
    if medium is None:
        return []
    said = (("remote_sdp", medium.remote), ("local_sdp", medium.local))
    return [(field, media) for field, media in said if media is not None]


def _lines(at: CaseLeg, medium: Medium, *names: str) -> list[Evidence]:
    """The lines of those attributes, on either side."""
    said = [(field, media.first(name)) for name in names for field, media in _sides(medium)]
    return [at.cite(field, attribute.line) for field, attribute in said if attribute]


def _facts(at: CaseLeg, *names: str) -> tuple[Evidence, ...]:
    return cited(at.cite(f"fax_{name}") for name in names)


def _told(at: CaseLeg, fax: Fax) -> str:
    """The outcome in one sentence, with the other party named."""
    way = "from" if at.leg.inbound else "to"
    told = fax.words
    if not told.startswith("The fax "):
        return told
    return f"The fax {way} {cut(at.person, 40)} {told.removeprefix('The fax ')}"


def _how(at: CaseLeg, fax: Fax) -> str:
    """A second sentence on what it ran over, as far as that is known."""
    audio = at.leg.media.audio
    over = ""
    if _over_t38(at):
        over = "T.38"
    elif audio and audio.used:
        over = f"audio ({audio.used.words})"
    elif fax.t38_used is False:
        over = "audio"
    correction = {True: "with error correction", False: "without error correction", None: ""}
    said = " ".join(filter(None, (f"over {over}" if over else "", correction[fax.ecm_used])))
    return f" It ran {said}." if said else ""


def _reason(fax: Fax) -> str:
    """What the result means, as a clause."""
    result = fax.result
    if result is None:
        return ""
    if not result.name:
        return cut(f"the fax result is not known: {fax.result_text or fax.result_code}", _WHY)
    if result.name == "OK":
        return cut(f'the platform gives "{fax.result_text or "OK"}" as the result', _WHY)
    return result.meaning[:1].lower() + result.meaning[1:].removesuffix(".")


def _by_port(at: CaseLeg) -> list[Evidence]:
    """The m= lines, where one side has the image in use and the other one has closed it."""
    said = _sides(at.leg.media.image)
    if len(said) < 2 or said[0][1].active == said[1][1].active:
        return []
    return [at.cite(field, media.line) for field, media in said]


def _by_word(at: CaseLeg) -> list[Evidence]:
    """What else of the record says that T.38 was refused."""
    leg, fax = at.leg, at.leg.fax
    found = [
        at.cite(name)
        for name, said in (
            ("disposition", leg.disposition),
            ("endpoint_disposition", leg.endpoint_disposition),
        )
        if (said or "").upper() == _NEGOTIATION_ERROR
    ]
    status = (fax.t38_status or "").lower() if fax else ""
    if status in ("refused", "requested"):
        found += [at.cite("fax_t38_status"), at.cite("fax_t38")]
    # A leg that was never answered was asked for audio: its 488 is about codecs.
    if leg.role == "fax" and leg.answered:
        found += [at.cite("hangup_code")] if leg.sip_code == 488 else []
        found += [at.cite("fax_hangup_code")] if fax and fax.hangup_code == 488 else []
    return found


def _refuser(at: CaseLeg) -> str:
    """Who closed the image, where it was closed by a port of 0; else ""."""
    closed = [field for field, media in _sides(at.leg.media.image) if not media.active]
    if len(closed) != 1:
        return ""
    return at.party if closed[0] == "remote_sdp" else "the platform"


def _by_whom(at: CaseLeg) -> str:
    if _by_port(at):
        return f"refused by {_refuser(at)}"
    status = (at.leg.fax.t38_status or "").lower() if at.leg.fax else ""
    return "never agreed" if status == "requested" else "refused"
