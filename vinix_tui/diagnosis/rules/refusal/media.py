"""The media did not fit: R21 and R22."""

from __future__ import annotations

from collections.abc import Iterator

from vinix_tui.diagnosis.answers import (
    answer,
    is_emergency,
    said_of,
)
from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign
from vinix_tui.diagnosis.misfit import codecs_of, misfit_of
from vinix_tui.diagnosis.names import sentence
from vinix_tui.diagnosis.rule import rule

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH


@rule(
    "R21",
    fires="a leg was answered 415, 488 or 606, or no codec could be agreed on",
    source="RFC 3261 section 21.4.26; RFC 3264 section 6",
)
def media_refused(case: Case) -> Iterator[Sign]:
    refused = [(at, misfit_of(at)) for at in case.refused("media")]
    any_reason = any(misfit for _, misfit in refused)
    for at, misfit in refused:
        who, whose = at.party, "the platform's"
        if at.leg.inbound:
            who, whose = "the platform", f"{at.party}'s"
        said = said_of(at, "media")
        evidence = answer(at, "disposition")
        if misfit:
            told, why = f"{who} refused {whose} media ({said}): {misfit.told}", misfit.why
            then, evidence = misfit.then, (*evidence, *misfit.evidence)
        else:
            told = f"{who} refused {whose} media ({said}); what {who} can do is not recorded"
            # Where another leg tells what did not fit, that is the better reason.
            why = "" if any_reason else f"{who} accepted nothing of what was offered"
            then = "Compare the codecs, the encryption and T.38 of both sides."
            offer = at.leg.media.audio.offer if at.leg.media.audio else None
            if offer is not None:
                listed = codecs_of(offer)
                told += f", the offer was {listed}" if listed else ""
                field = "remote_sdp" if at.leg.inbound else "local_sdp"
                evidence = (*evidence, at.cite(field, offer.line))
        yield Sign(ERROR, HIGH, sentence(f"{told}."), then, (at.index,), cited(evidence), why=why)


@rule(
    "R22",
    fires="a leg ended with MANDATORY_IE_MISSING",
    source="Kazoo hangups; FreeSWITCH sofia.c; Kazoo stepswitch, where it denies emergency calls",
)
def setup_incomplete(case: Case) -> Iterator[Sign]:
    for at in case.refused("credentials or media"):
        settles = "A SIP trace shows whether 401 or 407 (a login) came, or 488 (codecs)."
        if at.leg.sip_code == 403 and is_emergency(at):
            settles = "The platform's log tells why it denied the emergency call."
            told = "the emergency call was refused (403): no emergency address is set for it"
            why = "no emergency address (E911) is set for the number"
            then = "Set an emergency address and number for the caller, and test with 933."
        else:
            told = (
                f"either a login that {at.party} asked for was not given or not accepted, or no"
                " codec fits both sides: the switch reports both alike"
            )
            why = "a login was not accepted or no codec fits both sides"
            then = "Check the trunk's credentials first, then the codecs of both sides."
            misfit = misfit_of(at)
            if misfit:
                told = f"the call could not be set up: {misfit.told}"
                why, then = misfit.why, misfit.then
        yield Sign(
            ERROR,
            MEDIUM,
            sentence(f"{told}."),
            then,
            (at.index,),
            answer(at, "custom_channel_vars.resource_id"),
            why=why,
            settles=settles,
        )
