"""What Tomás's browser and the platform say to each other: ICE, DTLS and Opus (RFC 8829)."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenarios._cast import TOMAS, hexes
from vinix_tui.sandbox.scenarios._sdp import lines

_UDP: Final = "udp 2122262783"
_PORT: Final = 54_321
_STREAM: Final = "6e1f2a90-8d3c-4b57-9a40-c2d1e0f3b586"
_INSIDE: Final = "192.168.1.84"  # the browser, as it knows itself

_LOCAL: Final = (
    f"a=candidate:3396443232 1 udp 2122260223 {_INSIDE} {_PORT} typ host generation 0 "
    "ufrag F7gI network-id 1 network-cost 10",
    f"a=candidate:2231007450 1 {_UDP} 6f2a3b4c-1111-4222-8333-abcdefabcdef.local 50000 "
    "typ host generation 0 ufrag F7gI network-id 3 network-cost 50",
    f"a=candidate:1876313031 1 tcp 1518280447 {_INSIDE} 9 typ host tcptype active "
    "generation 0 ufrag F7gI network-id 1 network-cost 10",
)
_EVERYWHERE: Final = (
    f"a=candidate:842163049 1 udp 1677729535 {TOMAS.ip} {_PORT} typ srflx raddr {_INSIDE} "
    f"rport {_PORT} generation 0 ufrag F7gI network-id 1 network-cost 10",
    _LOCAL[0],
    f"a=candidate:1510613869 1 {_UDP} 2001:db8:77::84 61502 typ host generation 0 "
    "ufrag F7gI network-id 2 network-cost 10",
    *_LOCAL[1:],
    f"a=candidate:3105582201 1 udp 41885439 198.51.100.30 50214 typ relay raddr {TOMAS.ip} "
    f"rport {_PORT} generation 0 ufrag F7gI network-id 1 network-cost 10",
)


def offer(*, found_outside: bool = True) -> str:
    """All its codecs and header extensions, and candidates of every kind; without `found_outside`
    no STUN or TURN server told it how it is seen from outside.
    """
    extensions = ("ssrc-audio-level", "sdes:mid")
    return lines(
        "v=0", "o=- 4611731400430051336 2 IN IP4 127.0.0.1", "s=-", "t=0 0",
        "a=group:BUNDLE 0", "a=extmap-allow-mixed", f"a=msid-semantic: WMS {_STREAM}",
        f"m=audio {_PORT} UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126",
        f"c=IN IP4 {TOMAS.ip if found_outside else _INSIDE}", "a=rtcp:9 IN IP4 0.0.0.0",
        *(_EVERYWHERE if found_outside else _LOCAL),
        "a=ice-ufrag:F7gI", "a=ice-pwd:x9cml/YzichV2+XlhiMu8gHg", "a=ice-options:trickle",
        f"a=fingerprint:{_fingerprint('browser')}", "a=setup:actpass", "a=mid:0",
        *(f"a=extmap:{number} urn:ietf:params:rtp-hdrext:{name}"
          for number, name in enumerate(extensions, 1)),
        "a=extmap:3 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
        "a=sendrecv", f"a=msid:{_STREAM} {_STREAM[::-1]}", "a=rtcp-mux", "a=rtcp-rsize",
        "a=rtpmap:111 opus/48000/2", "a=rtcp-fb:111 transport-cc",
        "a=fmtp:111 minptime=10;useinbandfec=1", "a=rtpmap:63 red/48000/2", "a=fmtp:63 111/111",
        "a=rtpmap:9 G722/8000", "a=rtpmap:0 PCMU/8000", "a=rtpmap:8 PCMA/8000",
        "a=rtpmap:13 CN/8000", "a=rtpmap:110 telephone-event/48000",
        "a=rtpmap:126 telephone-event/8000", "a=ssrc:376706195 cname:5rLP7HpPfGQdTezq",
        f"a=ssrc:376706195 msid:{_STREAM} {_STREAM[::-1]}",
    )  # fmt: skip


def answer(ours: str, *, setup: str = "active") -> str:
    """The platform's, from one of its addresses; `setup` is its part in the DTLS handshake."""
    return lines(
        "v=0", f"o=FreeSWITCH 1795070312 1795070313 IN IP4 {ours}", "s=FreeSWITCH",
        f"c=IN IP4 {ours}", "t=0 0", "a=msid-semantic: WMS k2VwJq7TzX",
        "m=audio 25112 UDP/TLS/RTP/SAVPF 111 110", "a=rtpmap:111 opus/48000/2",
        "a=fmtp:111 useinbandfec=1; minptime=10", "a=rtpmap:110 telephone-event/48000",
        "a=ptime:20", "a=sendrecv", f"a=fingerprint:{_fingerprint('switch')}", f"a=setup:{setup}",
        "a=rtcp-mux", f"a=rtcp:25112 IN IP4 {ours}", "a=ssrc:2817450133 cname:h7QpYb0kSnLx",
        "a=ice-ufrag:Zr8Qk1VtLmPw3nXc", "a=ice-pwd:b0GfWm4TzQ7sYhRk2Lx9NdVp",
        f"a=candidate:5523047119 1 udp 2130706431 {ours} 25112 typ host generation 0",
        "a=end-of-candidates",
    )  # fmt: skip


def _fingerprint(seed: str) -> str:
    text = hexes(seed, 64).upper()
    return "sha-256 " + ":".join(text[at : at + 2] for at in range(0, 64, 2))
