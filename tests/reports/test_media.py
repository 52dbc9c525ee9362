"""Media for a script: what both sides said, in words and numbers, and no key."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinix_tui.calls.leg import Leg
from vinix_tui.reports.media import media
from vinix_tui.sandbox.scenarios import ALL

# The first text ever drawn makes a table of all letters, which takes seconds in a fresh checkout.
SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)

KEY = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"


def sdp(*lines: str) -> str:
    return "\r\n".join(["v=0", "o=- 1 1 IN IP4 192.0.2.7", "s=-", "t=0 0", *lines]) + "\r\n"


def said(remote: str | None = None, local: str | None = None) -> dict[str, Any]:
    return media(Leg.of({"remote_sdp": remote, "local_sdp": local, "call_direction": "inbound"}))


def test_a_leg_without_sdp_says_so_with_null() -> None:
    assert said() == {"local": None, "remote": None, "common_codecs": []}


def test_an_sdp_without_media_is_empty() -> None:
    assert said("v=0\r\n")["remote"] == {}


def test_audio_is_told_in_words_and_numbers() -> None:
    offer = sdp(
        "c=IN IP4 192.168.1.50", "m=audio 4000 RTP/AVP 9 0 97 111 101", "a=ptime:20",
        "a=rtpmap:111 opus/48000/2", "a=rtpmap:101 telephone-event/8000", "a=sendonly",
    )  # fmt: skip
    answer = sdp("c=IN IP6 2001:db8::1", "m=audio 30000 RTP/AVP 111 0", "a=rtpmap:111 OPUS/48000/2",
                 "a=ptime:2.5")  # fmt: skip
    made = said(offer, answer)
    assert made["remote"] == {
        "kind": "audio",
        "address": "192.168.1.50",
        "port": 4000,
        "transport": "RTP/AVP",
        "direction": "sendonly",
        "codecs": ["G722/8000", "PCMU/8000", "97", "opus/48000/2", "telephone-event/8000"],
        "ptime": 20,
        "encryption": "none",
        "suites": [],
        "ice": None,
        "t38": None,
        "others": [],
    }
    assert made["local"]["address"] == "2001:db8::1" and made["local"]["ptime"] == 2.5
    assert made["common_codecs"] == ["OPUS/48000/2", "PCMU/8000"]


@pytest.mark.parametrize(
    ("lines", "encryption", "suites"),
    [
        (("m=audio 4000 RTP/AVP 0",), "none", []),
        (
            ("m=audio 4000 RTP/SAVP 0", f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}"),
            "sdes-srtp",
            ["AES_CM_128_HMAC_SHA1_80"],
        ),
        (
            ("m=audio 4000 RTP/AVP 0", f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}"),
            "none",
            ["AES_CM_128_HMAC_SHA1_80"],
        ),
        (
            ("m=audio 4000 UDP/TLS/RTP/SAVPF 0", "a=fingerprint:sha-256 AB:CD"),
            "dtls-srtp",
            [],
        ),
        (("m=audio 4000 RTP/SAVP 0",), "srtp", []),
    ],
)
def test_encryption_is_named_without_its_keys(
    lines: tuple[str, ...], encryption: str, suites: list[str]
) -> None:
    made = said(sdp(*lines))
    assert (made["remote"]["encryption"], made["remote"]["suites"]) == (encryption, suites)
    assert KEY not in json.dumps(made)


def test_ice_lists_its_candidates_without_the_password() -> None:
    made = said(
        sdp(
            "m=audio 4000 UDP/TLS/RTP/SAVPF 0",
            "a=ice-ufrag:F7gI",
            f"a=ice-pwd:{KEY}",
            "a=candidate:1 1 udp 2130706431 192.168.1.5 50000 typ host",
            "a=candidate:2 1 udp 1694498815 203.0.113.9 50001 typ srflx raddr 0.0.0.0 rport 0",
        )
    )
    assert made["remote"]["ice"] == [
        {"kind": "host", "transport": "udp", "address": "192.168.1.5", "port": 50000},
        {"kind": "srflx", "transport": "udp", "address": "203.0.113.9", "port": 50001},
    ]
    assert KEY not in json.dumps(made)


def test_a_fax_over_t38_comes_before_audio_that_was_removed() -> None:
    made = said(
        sdp(
            "c=IN IP4 192.0.2.7",
            "m=audio 0 RTP/AVP 0",
            "m=image 4002 udptl t38",
            "a=T38FaxVersion:0",
            "a=T38MaxBitRate:14400",
            "a=T38FaxUdpEC:t38UDPRedundancy",
            "a=T38FaxRateManagement:transferredTCF",
            "a=T38FaxMaxDatagram:400",
        )
    )["remote"]
    assert (made["kind"], made["port"], made["codecs"]) == ("image", 4002, [])
    assert made["t38"] == {
        "version": 0,
        "max_bit_rate": 14400,
        "rate_management": "transferredTCF",
        "error_correction": "t38UDPRedundancy",
        "max_datagram": 400,
    }
    assert [(each["kind"], each["port"]) for each in made["others"]] == [("audio", 0)]


def test_thousands_of_media_are_not_all_repeated() -> None:
    made = said(sdp(*["m=video 0 RTP/AVP 31"] * 3_000))["remote"]
    assert made["kind"] == "video" and len(made["others"]) == 20


@pytest.mark.parametrize("told", ALL, ids=lambda each: each.id)
def test_no_key_of_any_call_comes_along(told: Any) -> None:
    for document in told.documents:
        made = json.dumps(media(Leg.of(document)))
        assert "inline" not in made and "ice-pwd" not in made


@SLOWLY
@given(st.text() | st.text("vocmta=audio imge 0123 RTP/SAVP\r\n:;"))
def test_whatever_an_sdp_holds(text: str) -> None:
    json.dumps(said(text, text), allow_nan=False)
