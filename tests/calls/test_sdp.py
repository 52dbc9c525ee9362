"""A session description as its lines and media."""

from __future__ import annotations

from typing import Any

import pytest

from tests.calls.descriptions import (
    BROWSER,
    ESCAPED,
    FAX,
    FREESWITCH,
    HEALTHY,
    HOSTILE,
    MALFORMED,
    ON_HOLD,
    PHONE_BEHIND_NAT,
    SAMPLES,
    SDES,
    SEMINAR,
    STATIC_ONLY,
    SWITCHED_TO_FAX,
    TRUNCATED,
    audio,
    text,
)
from vinix_tui.calls.sdp import LONGEST, MOST_LINES, Attribute, Media, parse
from vinix_tui.calls.text import printable


def only(description: str) -> Media:
    """The medium of a description of one."""
    (media,) = parse(description).media
    return media


# -- samples --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*SAMPLES, *HEALTHY])
def test_the_text_is_kept_and_every_medium_found(name: str) -> None:
    said = {**SAMPLES, **HEALTHY}[name]
    made = parse(said)
    assert made.text == said
    assert len(made.media) == said.count("m=audio") + said.count("m=video") + said.count(
        "m=image"
    ) + said.count("m=application")
    for media in made.media:
        assert made.line(media.line).startswith("m=")


def test_a_switch_offers_its_codecs() -> None:
    made = parse(FREESWITCH)
    assert made
    (media,) = made.media
    assert (media.kind, media.port, media.ports, media.transport) == ("audio", 24680, 1, "RTP/AVP")
    assert media.formats == ("0", "8", "9", "101", "13")
    assert (media.address, media.direction, media.ptime, media.maxptime) == (
        "198.51.100.20",
        "sendrecv",
        20.0,
        None,
    )
    assert media.flow is None
    assert [(each.payload, each.name, each.clock, each.line) for each in media.codecs] == [
        ("0", "PCMU", 8000, 7),
        ("8", "PCMA", 8000, 8),
        ("9", "G722", 8000, 9),
        ("101", "telephone-event", 8000, 10),
        ("13", "CN", 8000, 12),
    ]
    assert media.active
    assert media.is_rtp
    assert not media.is_secure
    assert not media.uses_ice
    assert media.cryptos == ()
    assert media.candidates == ()
    assert media.t38 is None
    assert media.fingerprint is None
    assert made.changes == 1
    assert made.warnings == ()


def test_a_phone_behind_nat_tells_its_inner_address() -> None:
    media = only(PHONE_BEHIND_NAT)
    assert media.connection == ("IP4", "192.168.1.50", 4)
    assert media.flow == Attribute("sendrecv", "", 9)
    assert media.codecs[1].parameters == "0-15"
    assert parse(PHONE_BEHIND_NAT).changes == 0


def test_a_browser_offers_candidates_and_a_fingerprint() -> None:
    media = only(BROWSER)
    assert media.transport == "UDP/TLS/RTP/SAVPF"
    assert media.is_secure
    assert media.uses_ice
    assert [each.kind for each in media.candidates] == ["srflx", "host", "host", "host"]
    assert media.candidates[0] == ("1", "udp", "203.0.113.77", 54321, "srflx", 11)
    assert media.candidates[1].transport == "udp"
    assert media.candidates[3].address.endswith(".local")
    assert media.fingerprint
    assert media.fingerprint.value.startswith("sha-256 ")
    assert media.codecs[0][1:5] == ("opus", 48000, 2, "minptime=10;useinbandfec=1")
    assert [each.payload for each in media.codecs if each.is_keypad] == ["110", "126"]
    assert media.address == "203.0.113.77"
    assert parse(BROWSER).changes is None


def test_a_fax_tells_its_parameters() -> None:
    media = only(FAX)
    assert (media.kind, media.transport, media.formats) == ("image", "udptl", ("t38",))
    assert media.codecs == ()
    assert media.t38
    assert (media.t38.version, media.t38.max_bit_rate, media.t38.max_datagram) == (0, 14400, 400)
    assert media.t38.fill_bit_removal is True
    assert media.t38.transcoding_mmr is None
    assert parse(FAX).changes == 3


def test_a_call_that_became_a_fax_has_its_audio_closed() -> None:
    made = parse(SWITCHED_TO_FAX)
    closed, image = made.media
    assert not closed.active
    assert image.transport == "UDPTL"
    assert image.t38
    assert image.t38.rate_management == "localTCF"
    assert made.of_kind("image") is image
    assert made.of_kind("audio") is closed
    assert made.of_kind("video") is None
    assert made.warnings == ()


def test_a_held_call_has_an_address_of_zeros_and_a_direction() -> None:
    media = only(ON_HOLD)
    assert (media.address, media.direction) == ("0.0.0.0", "sendonly")
    assert media.flow == Attribute("sendonly", "", 10)


def test_keys_are_told_by_their_suites_only() -> None:
    media = only(SDES)
    assert media.cryptos == (
        ("1", "AES_CM_128_HMAC_SHA1_80", 8),
        ("2", "AES_256_CM_HMAC_SHA1_80", 9),
    )
    assert (media.ptime, media.maxptime) == (None, 60.0)
    assert media.codecs[1].parameter("annexb") == "no"


def test_a_seminar_has_addresses_and_directions_of_the_session() -> None:
    made = parse(SEMINAR)
    sound, video, slides = made.media
    assert (sound.address, sound.direction) == ("2001:db8::10", "recvonly")
    assert sound.connection
    assert sound.connection.family == "IP6"
    assert (video.port, video.ports, video.address) == (51372, 2, "233.252.0.1")
    assert (slides.port, slides.formats, slides.is_rtp) == (0, ("*",), False)
    assert made.changes is None  # the version is below the session's number
    assert made.warnings == ()


def test_a_malformed_description_keeps_both_media_and_marks_its_lines() -> None:
    made = parse(MALFORMED)
    first, second = made.media
    assert (first.port, first.formats, first.address) == (None, ("0", "xx", "101"), None)
    assert (first.ptime, first.candidates) == (None, ())
    assert (second.kind, second.port, second.transport, second.formats) == ("audio", None, "", ())
    assert second.direction == "sendrecv"
    assert [each.name for each in first.codecs] == ["PCMU", None, None]
    assert [(each.line, each.damaged) for each in made.warnings] == [
        (2, True),
        (4, True),
        (5, True),
        (6, True),
        (6, False),
        (6, True),
        (7, True),
        (8, False),
        (9, False),
        (10, True),
        (11, True),
        (12, False),
        (13, True),
    ]


def test_a_description_that_ends_in_the_middle_keeps_what_came() -> None:
    media = only(TRUNCATED)
    assert media.formats == ("0", "8", "1")
    assert media.codecs[2].name is None


def test_escapes_become_visible() -> None:
    made = parse(HOSTILE)
    assert made.text == HOSTILE
    assert "␛]0;pwned␇" in made.lines[2]
    assert made.media[0].first("x-note") == ("x-note", "[bold red]markup[/] ␛[31mred", 7)


def test_numbers_alone_name_codecs() -> None:
    media = only(STATIC_ONLY)
    assert [(each.name, each.parameters, each.line) for each in media.codecs] == [
        ("G729", "annexb=yes", 6),
        ("G723", "bitrate=6.3", 6),
    ]


# -- line ends ------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\n\r", "\r\r\n"])
def test_lines_end_as_their_writer_likes(end: str) -> None:
    said = FREESWITCH.replace("\r\n", end)
    made = parse(said)
    assert made.text == said
    assert made.media[0].codecs[0].name == "PCMU"
    assert made.line(made.media[0].line) == "m=audio 24680 RTP/AVP 0 8 9 101 13"
    assert made.warnings == ()


def test_line_ends_may_be_mixed_and_blank_lines_count() -> None:
    made = parse("v=0\n\r\ns=-\rc=IN IP4 203.0.113.5\r\n\n\nm=audio 4000 RTP/AVP 0")
    assert made.lines == (
        "v=0", "", "s=-", "c=IN IP4 203.0.113.5", "", "", "m=audio 4000 RTP/AVP 0"
    )  # fmt: skip
    assert made.media[0].line == 7
    assert made.media[0].connection == ("IP4", "203.0.113.5", 4)
    assert made.warnings == ()


@pytest.mark.parametrize(
    "escaped",
    [
        ESCAPED,
        ESCAPED.replace("\\r\\n", "\\n"),
        ESCAPED.replace("\\r\\n", "\\\\r\\\\n"),
        ESCAPED + "\r\n",
        f'"{ESCAPED}"',
        ESCAPED.replace("/", "\\/"),
    ],
)
def test_line_ends_that_were_escaped_are_read_as_line_ends(escaped: str) -> None:
    made = parse(escaped)
    assert made.text == escaped
    assert made.lines == parse(audio()).lines
    assert made.media[0].codecs[0].name == "PCMU"
    assert made.warnings == ()


def test_a_backslash_in_a_description_with_line_ends_is_left_alone() -> None:
    made = parse(audio("a=x:C:\\new\\r\\n"))
    assert made.media[0].first("x") == ("x", "C:\\new\\r\\n", 7)


def test_a_byte_order_mark_costs_no_medium() -> None:
    for said in (audio(), "m=audio 4000 RTP/AVP 0"):
        made = parse("\ufeff" + said)
        assert made.text == "\ufeff" + said
        assert made.lines == parse(said).lines
        assert len(made.media) == 1


# -- lines that begin as none should ---------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["m=audio 30002 RTP/AVP 0", "m= audio 30002  RTP/AVP 0 ", " m=audio 30002 RTP/AVP 0",
     "M=audio 30002 RTP/AVP 0", "\tm=audio\t30002 RTP/AVP\t0", "m =AUDIO 30002 RTP/AVP 0",
     "\x00m=audio 30002 RTP/AVP 0", '"m=audio 30002 RTP/AVP 0', "> m = audio 30002 RTP/AVP 0",
     "\u200bm=audio 30002 RTP/AVP 0", "\u00a0m=audio\u00a030002 RTP/AVP 0"],
)  # fmt: skip
def test_a_medium_is_found_whatever_stands_before_it(line: str) -> None:
    made = parse(audio().replace("m=audio 30002 RTP/AVP 0", line))
    (media,) = made.media
    assert (media.kind, media.port, media.transport, media.formats) == (
        "audio", 30002, "RTP/AVP", ("0",)
    )  # fmt: skip
    assert media.line == 6
    assert not any(each.damaged for each in made.warnings)


def test_other_lines_with_a_blank_or_a_capital_are_read_as_well() -> None:
    made = parse(
        " v=0\n O=- 1 1 IN IP4 192.0.2.1\n C=IN IP4 192.0.2.1\nm=audio 4 RTP/AVP 0\n A=inactive"
    )
    (media,) = made.media
    assert (media.address, media.direction) == ("192.0.2.1", "inactive")
    assert made.origin == ("o", "- 1 1 IN IP4 192.0.2.1", 2)
    assert [each.words for each in made.warnings] == [
        f"the line should begin with {letter}=" for letter in "voca"
    ]


def test_a_line_of_an_unheard_kind_is_odd_and_no_damage() -> None:
    made = parse(audio("y=0200007585", "y", "4=5", "=", "  "))
    assert [(each.line, each.damaged) for each in made.warnings] == [
        (7, False), (8, True), (9, True), (10, True)
    ]  # fmt: skip


def test_tabs_part_words() -> None:
    made = parse(audio("a=rtpmap:96\topus/48000/2", medium="audio 30002 RTP/AVP 96"))
    assert made.lines[6] == "a=rtpmap:96␉opus/48000/2"
    assert made.media[0].codecs[0].name == "opus"
    assert [(each.line, each.damaged) for each in made.warnings] == [(7, False)]


# -- media lines ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind", "port", "ports", "transport", "formats"),
    [
        ("audio 49170/2 RTP/AVP 31", "audio", 49170, 2, "RTP/AVP", ("31",)),
        ("audio 49170/x RTP/AVP 31", "audio", 49170, 1, "RTP/AVP", ("31",)),
        ("audio 49170/0 RTP/AVP 31", "audio", 49170, 1, "RTP/AVP", ("31",)),
        ("audio 49170/ RTP/AVP 31", "audio", 49170, 1, "RTP/AVP", ("31",)),
        ("AUDIO 65535 rtp/avp 0", "audio", 65535, 1, "rtp/avp", ("0",)),
        ("audio 65536 RTP/AVP 0", "audio", None, 1, "RTP/AVP", ("0",)),
        ("audio -1 RTP/AVP 0", "audio", None, 1, "RTP/AVP", ("0",)),
        ("audio $ RTP/AVP 0", "audio", None, 1, "RTP/AVP", ("0",)),
        ("audio ٣٤ RTP/AVP 0", "audio", None, 1, "RTP/AVP", ("0",)),
        ("audio 4000 RTP/AVP", "audio", 4000, 1, "RTP/AVP", ()),
        ("audio 4000", "audio", 4000, 1, "", ()),
        ("audio", "audio", None, 1, "", ()),
        ("", "", None, 1, "", ()),
        ("image 4002 UdpTL T38", "image", 4002, 1, "UdpTL", ("T38",)),
        ("message 2855 TCP/MSRP *", "message", 2855, 1, "TCP/MSRP", ("*",)),
    ],
)
def test_a_media_line_is_read_as_far_as_it_goes(
    line: str, kind: str, port: int | None, ports: int, transport: str, formats: tuple[str, ...]
) -> None:
    media = only(audio(medium=line))
    assert (media.kind, media.port, media.ports, media.transport, media.formats) == (
        kind, port, ports, transport, formats
    )  # fmt: skip


def test_a_medium_that_shares_a_port_is_in_use() -> None:
    voice, video = parse(HEALTHY["Chrome with bundled video"]).media
    assert video.port == 0
    assert voice.active
    assert video.active


def test_a_transport_that_only_says_rtp_has_payload_types() -> None:
    assert only(audio(medium="audio 4000 RTP 0 8")).codecs[1].name == "PCMA"


# -- what the session says for all ----------------------------------------------------------------


def test_media_inherit_from_the_session_what_they_do_not_say_themselves() -> None:
    above = (
        "a=inactive", "a=ptime:30", "a=fingerprint:sha-1 AA:BB", "a=ice-ufrag:abcd",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA", "a=setup:active",
    )  # fmt: skip
    media = only(audio(above=above))
    assert (media.direction, media.ptime, media.uses_ice) == ("inactive", 30.0, True)
    assert media.fingerprint == ("fingerprint", "sha-1 AA:BB", 8)
    assert media.cryptos == (("1", "AES_CM_128_HMAC_SHA1_80", 10),)
    assert media.first("setup") == ("setup", "active", 11)
    own = (
        "c=IN IP4 192.0.2.9", "a=sendonly", "a=ptime:20", "a=fingerprint:sha-256 CC:DD",
        "a=crypto:7 AEAD_AES_128_GCM inline:BBBB", "a=setup:passive",
    )  # fmt: skip
    media = only(audio(*own, above=above))
    assert (media.address, media.direction, media.ptime) == ("192.0.2.9", "sendonly", 20.0)
    assert media.fingerprint == ("fingerprint", "sha-256 CC:DD", 16)
    assert media.cryptos == (("7", "AEAD_AES_128_GCM", 17),)
    assert media.every("setup") == [("setup", "passive", 18)]
    assert media.every("unheard-of") == []


def test_fax_parameters_may_stand_above_the_medium() -> None:
    above = ("a=T38FaxVersion:3", "a=T38MaxBitRate:9600")
    media = only(audio("a=T38MaxBitRate:14400", medium="image 4 udptl t38", above=above))
    assert media.t38
    assert (media.t38.version, media.t38.max_bit_rate) == (3, 14400)


def test_one_medium_says_nothing_for_the_next() -> None:
    made = parse(audio("a=sendonly", "a=rtpmap:96 opus/48000", "m=audio 5 RTP/AVP 96"))
    first, second = made.media
    assert (first.direction, second.direction) == ("sendonly", "sendrecv")
    assert second.codecs[0].name is None


# -- attributes -----------------------------------------------------------------------------------


def test_attributes_have_names_in_any_case_and_with_blanks() -> None:
    media = only(audio("a=SendOnly ", "a= PTIME : 30 ", "a=T38FaxVersion"))
    assert (media.direction, media.ptime) == ("sendonly", 30.0)
    assert media.own.first("t38faxversion") == ("T38FaxVersion", "", 9)
    assert media.own.first("t38maxbitrate") is None
    assert [each.line for each in media.own.attributes] == [7, 8, 9]


def test_the_first_of_several_directions_counts() -> None:
    assert only(audio("a=recvonly", "a=sendonly")).direction == "recvonly"


def test_the_first_of_several_addresses_counts() -> None:
    media = only(audio("c=IN IP4 192.0.2.1/127/3", "c=IN IP4 192.0.2.2"))
    assert media.address == "192.0.2.1"
    assert [each.address for each in media.own.connections] == ["192.0.2.1", "192.0.2.2"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("c=IN IP4", ("IP4", "", 4)),
        ("c=IN", ("", "", 4)),
        ("c=", ("", "", 4)),
        ("c=IN ip6 2001:db8::1", ("IP6", "2001:db8::1", 4)),
        ("c=IN IP4 192.0.2.1 UNHOLD", ("IP4", "192.0.2.1", 4)),
    ],
)
def test_an_address_may_be_cut_short(line: str, expected: tuple[str, str, int]) -> None:
    media = only(audio().replace("c=IN IP4 203.0.113.5", line))
    assert media.connection == expected
    assert media.address == (expected[1] or None)


def test_no_address_at_all_is_none() -> None:
    media = only("v=0\nm=audio 4000 RTP/AVP 0\n")
    assert media.connection is None
    assert media.address is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [("20", 20.0), (" 20 ", 20.0), ("30.5", 30.5), ("20.", 20.0), ("", None), ("-3", None),
     ("twenty", None), ("1e3", None), ("NaN", None), ("٢٠", None), ("9" * 400, None),
     ("20 30", None)],
)  # fmt: skip
def test_packet_lengths_are_numbers_or_nothing(said: str, expected: float | None) -> None:
    assert only(audio(f"a=ptime:{said}")).ptime == expected
    assert only(audio(f"a=maxptime:{said}")).maxptime == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("1 AES_CM_128_HMAC_SHA1_80 inline:AAAA", ("1", "AES_CM_128_HMAC_SHA1_80", 7)),
        (" 2  AEAD_AES_256_GCM  inline:AAAA|2^31", ("2", "AEAD_AES_256_GCM", 7)),
        ("1 inline:c2VjcmV0c2VjcmV0", ("1", "", 7)),
        ("inline:c2VjcmV0c2VjcmV0", ("", "", 7)),
        ("c2VjcmV0c2VjcmV0 1", ("", "", 7)),
        ("1", ("1", "", 7)),
        ("", ("", "", 7)),
    ],
)
def test_a_key_is_never_taken_for_a_suite(said: str, expected: tuple[str, str, int]) -> None:
    assert only(audio(f"a=crypto:{said}")).cryptos == (expected,)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("1 1 UDP 2130706431 192.0.2.1 5000 typ host", ("1", "udp", "192.0.2.1", 5000, "host", 7)),
        ("1 2 tcp 1 2001:db8::1 9 TYP Relay raddr x", ("2", "tcp", "2001:db8::1", 9, "relay", 7)),
        ("1 1 udp 1 192.0.2.1 99999 typ host", ("1", "udp", "192.0.2.1", None, "host", 7)),
        ("1 1 udp 1 192.0.2.1 5000 typ", None),
        ("1 1 udp 1 192.0.2.1 5000 kind host", None),
        ("", None),
    ],
)
def test_candidates_are_read_or_left_out(said: str, found: tuple[Any, ...] | None) -> None:
    media = only(audio(f"a=candidate:{said}"))
    assert media.candidates == ((found,) if found else ())
    assert media.uses_ice == bool(found)


@pytest.mark.parametrize(
    ("origin", "changes"),
    [
        ("- 1 1 IN IP4 192.0.2.1", 0),
        ("two words 17 20 IN IP4 192.0.2.1", 3),
        ("- 1 99999 IN IP4 192.0.2.1", None),
        ("- 2 1 IN IP4 192.0.2.1", None),
        ("- x 1 IN IP4 192.0.2.1", None),
        ("- ١ ٢ IN IP4 192.0.2.1", None),
        (f"- {'9' * 5000} {'9' * 5000} IN IP4 192.0.2.1", None),
        ("- 1 1", None),
        ("", None),
    ],
)
def test_changes_are_counted_where_the_origin_tells(origin: str, changes: int | None) -> None:
    assert parse(audio().replace("- 1 1 IN IP4 203.0.113.5", origin)).changes == changes


def test_only_the_first_origin_counts() -> None:
    made = parse("v=0\no=- 1 2 IN IP4 192.0.2.1\no=- 1 9 IN IP4 192.0.2.1")
    assert made.changes == 1
    assert made.origin
    assert made.origin.line == 2
    assert parse("v=0").changes is None


# -- anything else --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "nothing", [None, 0, 7, True, b"v=0", [], {}, ["v=0"], object(), "", " \n"]
)
def test_what_is_no_description_is_an_empty_one(nothing: object) -> None:
    made = parse(nothing)
    assert not made
    assert made.text == (nothing if isinstance(nothing, str) else "")
    assert (made.lines, made.media, made.warnings, made.changes) == ((), (), (), None)
    assert made.line(1) == ""


def test_a_line_by_a_number_that_none_has_is_empty() -> None:
    made = parse("v=0\ns=-")
    assert [made.line(number) for number in (-1, 0, 1, 2, 3)] == ["", "", "v=0", "s=-", ""]


def test_marks_that_stood_on_a_letter_that_was_cut_off_get_something_to_stand_on() -> None:
    media = only(audio("a=x:\u0301y", medium="\u0301audio 4000 RTP/AVP 0"))
    assert media.kind == printable(media.kind)
    said = media.first("x")
    assert said
    assert said.value == "◌\u0301y"


def test_a_text_beyond_the_bounds_says_where_reading_stopped() -> None:
    medium = "m=audio 4000 RTP/AVP 0\r\n"
    said = text("v=0", "c=IN IP4 192.0.2.1") + medium * 5_000
    made = parse(said)
    assert made.text == said
    read = said[:LONGEST]
    assert len(made.media) == read.count("m=")
    assert made.warnings[-1] == (len(made.lines), "what follows is too long to be read here", True)
    many = parse("v=0\n" + "a=x\n" * 5_000 + medium)
    assert len(many.lines) == MOST_LINES
    assert many.media == ()
    assert (many.warnings[-1].line, many.warnings[-1].damaged) == (MOST_LINES, True)


def test_a_text_at_the_bounds_is_read_whole() -> None:
    assert parse("v=0\n" + "a=x\n" * (MOST_LINES - 1)).warnings == ()
    said = "v=0\ns=" + "x" * (LONGEST - 6)
    assert parse(said).warnings == ()
    assert len(parse(said + "y").warnings) == 1
