"""What both sides of a leg say of their media, against each other."""

from __future__ import annotations

import pytest

from tests.calls.descriptions import (
    BROWSER,
    FAX,
    FREESWITCH,
    PHONE_BEHIND_NAT,
    SDES,
    SWITCHED_TO_FAX,
    audio,
)
from tests.conftest import Steps
from vinix_tui.calls.media import Negotiation, negotiation
from vinix_tui.calls.sdp import parse


def both(local: str, remote: str, *, inbound: bool = True) -> Negotiation:
    """Our description and that of the party."""
    return negotiation(parse(local), parse(remote), inbound=inbound)


def test_on_a_leg_that_came_in_the_party_offers() -> None:
    made = both(FREESWITCH, PHONE_BEHIND_NAT)
    (medium,) = made.media
    assert made.audio is medium
    assert medium.offerer == "remote"
    assert medium.offer is medium.remote is made.remote.media[0]
    assert medium.answer is medium.local is made.local.media[0]
    assert medium.of("local") is medium.local
    assert medium.of("remote") is medium.remote
    assert medium.both_active


def test_on_a_leg_that_went_out_we_offer() -> None:
    (medium,) = both(FREESWITCH, PHONE_BEHIND_NAT, inbound=False).media
    assert medium.offer is medium.local
    assert medium.answer is medium.remote


def test_common_codecs_have_the_order_of_the_answer() -> None:
    ours = audio(medium="audio 4000 RTP/AVP 0 8 9 101 13")
    theirs = audio("a=rtpmap:101 telephone-event/8000", medium="audio 4000 RTP/AVP 13 9 101 0")
    came_in, went_out = both(ours, theirs).audio, both(ours, theirs, inbound=False).audio
    assert came_in
    assert went_out
    assert [each.name for each in came_in.common] == ["PCMU", "G722"]
    assert [each.name for each in went_out.common] == ["G722", "PCMU"]
    assert came_in.used
    assert came_in.used.name == "PCMU"


def test_one_side_alone_has_nothing_in_common() -> None:
    for made in (both(FREESWITCH, ""), both("", FREESWITCH), both(FREESWITCH, FAX)):
        assert made.audio
        assert made.audio.common == ()
        assert made.audio.used is None
        assert made.audio.common_suites == ()
        assert made.audio.fax is None
        assert not made.audio.both_active


def test_no_description_at_all_has_no_media() -> None:
    made = both("", "")
    assert (made.media, made.audio, made.image, made.is_webrtc) == ((), None, None, False)


def test_common_suites_are_ours_in_any_case() -> None:
    ours = audio(
        "a=crypto:1 AES_256_CM_HMAC_SHA1_80 inline:AAAA",
        "a=crypto:2 aes_cm_128_hmac_sha1_80 inline:AAAA",
        "a=crypto:3 AEAD_AES_128_GCM inline:AAAA",
    )
    medium = both(ours, SDES).audio
    assert medium
    assert medium.common_suites == ("AES_256_CM_HMAC_SHA1_80", "aes_cm_128_hmac_sha1_80")


def test_keys_that_nobody_can_read_are_no_common_suite() -> None:
    medium = both(audio("a=crypto:1 inline:AAAA"), audio("a=crypto:1 inline:BBBB")).audio
    assert medium
    assert medium.common_suites == ()


def test_a_fax_is_agreed_on_where_both_speak_it() -> None:
    made = both(FAX, SWITCHED_TO_FAX)
    assert made.image
    assert made.image.fax
    assert made.image.fax.words == "version 0, 9600 bit/s, t38UDPFEC"
    assert made.image.fax.clash
    assert made.audio
    assert made.audio.local is None
    assert made.audio.fax is None
    spoken = both(FREESWITCH, PHONE_BEHIND_NAT).audio
    assert spoken
    assert spoken.fax is None


def test_media_are_paired_by_kind_and_order_those_of_the_offer_first() -> None:
    ours = audio("m=audio 2 RTP/AVP 8", "m=video 3 RTP/AVP 34", "m=audio 4 RTP/AVP 9")
    theirs = audio("m=image 5 udptl t38", "m=audio 6 RTP/AVP 8", "m=text 7 RTP/AVP 98")
    pairs = [
        (
            each.kind,
            each.local.port if each.local else None,
            each.remote.port if each.remote else None,
        )
        for each in both(ours, theirs).media
    ]
    assert pairs == [
        ("audio", 30002, 30002), ("image", None, 5), ("audio", 2, 6), ("text", None, 7),
        ("video", 3, None), ("audio", 4, None),
    ]  # fmt: skip


def test_the_audio_in_use_comes_before_a_rejected_one() -> None:
    said = audio("m=audio 4000 RTP/AVP 8", medium="audio 0 RTP/SAVP 0")
    made = both(said, said)
    assert made.audio
    assert made.audio.local
    assert made.audio.local.port == 4000
    closed = both(audio(medium="audio 0 RTP/AVP 0"), audio())
    assert closed.audio
    assert not closed.audio.both_active


@pytest.mark.parametrize(
    ("remote", "expected"),
    [(BROWSER, True), (FREESWITCH, False), (SDES, False), (FAX, False),
     (BROWSER.replace("ice-", "x-").replace("candidate", "x"), False),
     (BROWSER.replace("fingerprint", "x"), False)],
)  # fmt: skip
def test_a_browser_has_a_fingerprint_and_ice(remote: str, expected: bool) -> None:
    assert both(FREESWITCH, remote).is_webrtc is expected


def test_pairing_and_comparing_grow_with_the_media_and_no_faster(steps: Steps) -> None:
    def work(count: int) -> int:
        said = "v=0\n" + "".join(f"m=k{number} 1 RTP 0 8\n" for number in range(count))
        ours, theirs = parse(said), parse("\n".join(reversed(said.splitlines())))

        def pair() -> None:
            made = negotiation(ours, theirs, inbound=True)
            assert all(each.local and each.remote and each.common for each in made.media)

        return steps(pair)

    assert work(200) < 2.5 * work(100)


def test_comparing_grows_with_the_codecs_and_no_faster(steps: Steps) -> None:
    def work(count: int) -> int:
        numbers = range(1_000, 1_000 + count)
        below = (f"a=rtpmap:{number} X/{number}" for number in numbers)
        said = audio(*below, medium=f"audio 4000 RTP/AVP {' '.join(map(str, numbers))}")
        ours, theirs = parse(said), parse(said)

        def compare() -> None:
            audio = negotiation(ours, theirs, inbound=True).audio
            assert audio
            assert len(audio.common) == count

        return steps(compare)

    assert work(200) < 2.5 * work(100)
