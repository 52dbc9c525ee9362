"""Two legs compared: what tells something, what differs anyway, media by meaning, SDPs by line."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from datetime import UTC
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.calls.compare import Comparison, compare
from vinix_tui.calls.compare_lines import MOST_LINES, by_line
from vinix_tui.calls.compare_media import by_meaning
from vinix_tui.calls.compared import MOST_LEAVES, Compared, leaves
from vinix_tui.calls.leg import Leg
from vinix_tui.calls.sdp import parse
from vinix_tui.sandbox.scenarios import ALL, fax_failed, one_way_audio
from vinix_tui.sandbox.scenarios._sdp import audio, image

Steps = Callable[[Callable[[], object]], int]

CREATED = 1_795_428_002_000_000
KIM: dict[str, Any] = {
    "id": "1", "call_id": "1@kim", "interaction_id": "63962647202-00000002",
    "channel_created_time": CREATED, "duration_seconds": 40, "billing_seconds": 33,
    "caller_id_number": "2001", "callee_id_number": "2002", "hangup_cause": "NORMAL_CLEARING",
    "from_tag": "a", "user_agent": "Yealink", "custom_channel_vars": {"username": "kim"},
    "remote_sdp": audio("203.0.113.7", ("PCMU", "G729"), "kim", by="-"),
    "local_sdp": audio("198.51.100.20", ("PCMU",), "kim's line"),
}  # fmt: skip


def of(one: dict[str, Any], other: dict[str, Any]) -> Comparison:
    return compare(Leg.of(one), Leg.of(other), UTC)


def every(told: Comparison) -> list[Compared]:
    chapters = (told.went, *told.records)
    records = [thing for chapter in chapters for thing in chapter.things]
    return [*records, *told.remote.meaning, *told.local.meaning]


def telling(told: Comparison | Iterable[Compared]) -> dict[str, tuple[str | None, str | None]]:
    things = every(told) if isinstance(told, Comparison) else told
    return {thing.name: (thing.one, thing.other) for thing in things if thing.tells}


def remark(things: Iterable[Compared], name: str) -> str:
    return next(thing.remark for thing in things if thing.name == name)


def media(one: str, other: str) -> tuple[Compared, ...]:
    return by_meaning(parse(one), parse(other))


# -- the record ---------------------------------------------------------------------------------


def test_a_leg_is_like_itself_in_everything() -> None:
    for scenario in ALL:
        for document in scenario.documents[:4]:
            told = of(document, dict(document))
            assert telling(told) == {} and told.differing == told.lines == 0
            assert not [thing for thing in every(told) if thing.differs]


def test_what_two_records_say_differently_is_told_by_the_names_of_the_tabs() -> None:
    other = KIM | {"hangup_cause": "MEDIA_TIMEOUT", "hangup_code": "sip:408", "user_agent": "Snom"}
    assert telling(of(KIM, other)) == {
        "cause": ("NORMAL_CLEARING: normal", "MEDIA_TIMEOUT: no audio"),
        "hangup code": (None, "408 no reply in time"),
        "user agent": ("Yealink", "Snom"),
    }


def test_lengths_are_told_with_their_difference() -> None:
    told = of(KIM, KIM | {"duration_seconds": 137, "billing_seconds": 128, "ringing_seconds": 1})
    went = told.went.things
    assert telling(told) == {
        "to first ring": (None, "1 s"),
        "before answer": ("7 s", "9 s"),
        "talking": ("33 s", "2:08"),
        "whole life": ("40 s", "2:17"),
    }
    assert remark(went, "before answer") == "2 s longer"
    assert remark(went, "talking") == "1:35 longer"
    back = of(KIM, KIM | {"billing_seconds": 30}).went.things
    assert remark(back, "talking") == "3 s shorter"


def test_ids_tags_and_times_are_there_but_tell_nothing() -> None:
    other = KIM | {
        "id": "2", "call_id": "2@kim", "from_tag": "b", "channel_created_time": CREATED + 1_020_000,
        "custom_channel_vars": {"username": "kim", "Fetch_ID": "f", "bridge_id": "b"},
    }  # fmt: skip
    told = of(KIM, other)
    assert told.differing == 0
    apart = {thing.name for thing in every(told) if thing.differs}
    assert {"CDR id", "Call-ID", "from tag", "started", "Fetch_ID", "bridge_id"} <= apart
    assert remark(told.records[-1].things, "started") == "1.0 s later"


def test_two_calls_are_told_apart_by_id_and_by_when_they_were() -> None:
    other = KIM | {
        "interaction_id": "63962302685-e41a90d5", "channel_created_time": CREATED - 259_200_000_000
    }  # fmt: skip
    told = of(KIM, other)
    assert telling(told) == {
        "interaction": ("63962647202-00000002", "63962302685-e41a90d5"),
        "started": ("Mon 23 Nov 2026 10:00:02", "Fri 20 Nov 2026 10:00:02"),
    }
    assert remark(told.went.things, "started") == "3 days earlier"


@pytest.mark.parametrize(
    ("by", "words"),
    [(-4.0, "4.0 s earlier"), (75, "1 min later"), (9_000, "2 h later"), (-200_000, "2 days")],
)
def test_how_far_apart_two_legs_began(by: float, words: str) -> None:
    told = of(KIM, KIM | {"channel_created_time": CREATED + round(by * 1_000_000)})
    assert remark(told.records[-1].things, "started").startswith(words)


def test_variables_are_compared_one_by_one_also_nested_ones() -> None:
    one = KIM | {"custom_application_vars": {"queue": {"name": "sales", "wait": 3}, "x": ""}}
    other = KIM | {"custom_application_vars": {"queue": {"name": "sales", "wait": "9"}, "y": []}}
    assert telling(of(one, other)) == {
        "queue.wait": ("3", "9"), "x": ("empty", None), "y": (None, "empty"),
    }  # fmt: skip


def test_fields_that_no_document_names_are_compared_too() -> None:
    told = of(KIM | {"qos": {"lost": 3}, "is_conference": True}, KIM | {"is_conference": False})
    assert telling(told) == {"qos.lost": ("3", None), "is_conference": ("true", "false")}


def test_two_faxes_are_compared_page_by_page() -> None:
    document = fax_failed.SCENARIO.documents[0]
    better = document | {"fax_info": document["fax_info"] | {"fax_transferred_pages": "4"}}
    assert telling(of(document, better))["transferred pages"] == ("2", "4")
    [one, other] = telling(of(KIM, document))["fax"]
    assert one is None and other is not None and other.startswith("The fax failed")


def test_of_a_huge_object_so_much_is_compared_and_the_rest_named() -> None:
    found = leaves({f"v{number}": number for number in range(MOST_LEAVES + 50)})
    assert len(found) == MOST_LEAVES + 1 and found["and more"] == "in the raw record"
    deep: dict[str, Any] = {}
    inner = deep
    for _ in range(5_000):
        inner["a"] = {}
        inner = inner["a"]
    assert len(leaves(deep)) == 1


def test_a_name_of_100_kb_is_not_repeated_for_all_that_stands_below_it() -> None:
    inner = {f"k{number}": number for number in range(MOST_LEAVES)}
    found = leaves({"A" * 100_000: {"B" * 100_000: inner}})
    assert len(found) == MOST_LEAVES
    assert sum(map(len, found)) < 500 * MOST_LEAVES


# -- media by meaning ---------------------------------------------------------------------------


def test_codecs_are_compared_as_lists_with_what_is_added_missing_and_reordered() -> None:
    for one, other, words in (
        (("PCMU", "G729"), ("PCMU",), "lacks G729"),
        (("PCMU",), ("opus", "PCMU", "G722"), "adds opus/48000, G.722 (16 kHz)"),
        (("PCMU", "PCMA"), ("PCMA", "PCMU"), "another order"),
        (("PCMU", "PCMA", "G729"), ("PCMA", "PCMU", "G722"),
         "adds G.722 (16 kHz); lacks G729; another order"),
    ):  # fmt: skip
        things = media(audio("192.0.2.1", one, "a"), audio("192.0.2.1", other, "a"))
        assert list(telling(things)) == ["audio codecs"]
        assert remark(things, "audio codecs") == words


def test_a_codec_is_the_same_whatever_its_number_and_spelling() -> None:
    one = audio("192.0.2.1", ("opus", "PCMU"), "a")
    other = one.replace("111", "96").replace("PCMU/8000", "pcmu/8000")
    assert telling(media(one, other)) == {
        "audio payloads": ("opus/48000 is 111", "opus/48000 is 96"),
    }


def test_settings_of_a_codec_are_compared_apart_from_their_order_and_case() -> None:
    one = audio("192.0.2.1", ("opus",), "a")
    two = one.replace("useinbandfec=1", "useinbandfec=1; stereo=1")
    assert telling(media(two, one.replace("useinbandfec=1", "Stereo=1;useinbandfec=1"))) == {}
    assert telling(media(one, two)) == {
        "audio settings": ("opus/48000 useinbandfec=1", "opus/48000 stereo=1; useinbandfec=1"),
    }


@pytest.mark.parametrize(
    ("before", "after", "name", "values"),
    [
        ("IN IP4 192.0.2.1\r\nt", "IN IP4 192.168.1.50\r\nt", "audio address",
         ("192.0.2.1", "192.168.1.50 (private)")),
        ("sendrecv", "sendonly", "audio direction",
         ("sendrecv, both ways", "sendonly, it only sends")),
        ("ptime:20", "ptime:30", "audio packet", ("20 ms", "30 ms")),
        ("RTP/AVP", "RTP/SAVP", "audio transport", ("RTP/AVP", "RTP/SAVP")),
        ("a=ptime:20", "a=ptime:20\r\na=ice-ufrag:x\r\na=candidate:1 1 udp 9 192.0.2.1 9 typ host",
         "audio ICE", ("no", "1 host")),
        ("RTP/AVP", "UDP/TLS/RTP/SAVPF", "audio encryption", ("none", "SRTP, but no key")),
        ("FreeSWITCH", "pbx", "origin", ("FreeSWITCH at 192.0.2.1", "pbx at 192.0.2.1")),
        ("101", "96", "audio keypad", ("events, payload 101", "events, payload 96")),
    ],
)  # fmt: skip
def test_each_thing_of_a_medium_is_told(
    before: str, after: str, name: str, values: tuple[str, str]
) -> None:
    one = audio("192.0.2.1", ("PCMU",), "a")
    assert telling(media(one, one.replace(before, after)))[name] == values


def test_keys_are_told_by_their_suite_and_never_themselves() -> None:
    one = audio("192.0.2.1", ("PCMU",), "a", srtp=True)
    other = audio("192.0.2.1", ("PCMU",), "another key", srtp=True)
    things = media(one, other)
    assert telling(things) == {}
    told = {thing.name: thing.one for thing in things}
    assert told["audio encryption"] == "SRTP AES_CM_128_HMAC_SHA1_80"
    assert not any("inline" in f"{thing.one}{thing.other}" for thing in things)


def test_a_port_is_drawn_anew_but_port_0_tells_something() -> None:
    one = audio("192.0.2.1", ("PCMU",), "a")
    port = next(thing.one for thing in media(one, one) if thing.name == "audio port")
    assert port is not None
    assert telling(media(one, one.replace(port, "4000"))) == {}
    assert telling(media(one, one.replace(f"audio {port}", "audio 0"))) == {
        "audio port": (port, "0, not in use"),
    }


def test_a_medium_on_one_side_only_is_one_difference() -> None:
    one = audio("192.0.2.1", ("PCMU",), "a")
    both = one + "m=audio 5004 RTP/AVP 8\r\n"
    told = telling(media(one, both))
    assert told == {"audio 2": ("no audio 2", "192.0.2.1, port 5004, RTP/AVP, PCMA")}
    fax = telling(media(one, image("192.0.2.1", "a")))
    assert fax["audio"][1] == "no audio" and fax["image"][0] == "no image"


def test_two_fax_images_are_compared_by_their_parameters() -> None:
    one, other = image("192.0.2.1", "a"), image("192.0.2.1", "a", rate=9_600)
    assert telling(media(one, other)) == {"image max bit rate": ("14400", "9600")}
    odd = one.replace("a=T38FaxFillBitRemoval", "a=T38FaxFillBitRemoval:0")
    assert telling(media(one, odd))["image fill bit removal"] == ("yes", "no")


def test_an_sdp_of_one_leg_only_is_counted_and_not_taken_apart() -> None:
    told = of(KIM, {name: value for name, value in KIM.items() if name != "remote_sdp"})
    assert told.remote.one and not told.remote.other
    assert told.remote.meaning == () and told.remote.lines == ()
    assert telling(told) == {"likely codec": ("PCMU", None)} and told.differing == 2


# -- line by line -------------------------------------------------------------------------------


def test_lines_are_aligned_and_a_changed_one_stands_beside_what_it_became() -> None:
    one = ("v=0", "c=IN IP4 192.0.2.1", "m=audio 4000 RTP/AVP 0 18", "a=rtpmap:18 G729/8000",
           "a=ptime:20", "a=sendrecv")  # fmt: skip
    other = ("v=0", "c=IN IP4 192.0.2.9", "m=audio 5000 RTP/AVP 0", "a=ptime:30", "a=x",
             "a=sendrecv")  # fmt: skip
    assert by_line(one, other) == (
        (1, 1, True), (2, 2, False), (3, 3, False), (4, None, False), (5, 4, False),
        (None, 5, False), (6, 6, True),
    )  # fmt: skip


def test_lines_of_a_codec_go_with_it_when_its_number_changes() -> None:
    one = ("a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-16")
    other = ("a=rtpmap:8 PCMA/8000", "a=rtpmap:96 telephone-event/8000", "a=fmtp:96 0-16")
    assert by_line(one, other) == (
        (None, 1, False), (1, 2, False), (2, None, False), (None, 3, False)
    )  # fmt: skip


def test_lines_that_only_somebody_hostile_would_write_are_paired_by_place(steps: Steps) -> None:
    many = [f"a={number}" for number in range(MOST_LINES + 1)]
    assert by_line(many, many[1:])[0] == (1, 1, False)
    assert by_line(many, many[1:])[-1] == (MOST_LINES + 1, None, False)
    alike = ["a=x"] * 300
    turns = ["a=x", "a=y"] * 150
    for one, other in ((alike, turns), (alike, alike[:250]), (many, [])):
        assert steps(lambda one=one, other=other: by_line(one, other)) < 6_000  # type: ignore[misc]


def test_the_lines_that_differ_are_counted() -> None:
    documents = one_way_audio.SCENARIO.documents
    assert of(documents[0], documents[1]).lines == 9


# -- strangers ----------------------------------------------------------------------------------


_TEXT = st.text(st.sampled_from("v=0mc:a/ \r\n1\x1b‮%"), max_size=60)


@given(_TEXT, _TEXT)
def test_no_description_stops_the_comparison_and_each_line_stands_once(
    one: str, other: str
) -> None:
    first, second = parse(one), parse(other)
    by_meaning(first, second)
    lined = by_line(first.lines, second.lines)
    assert [each.one for each in lined if each.one] == list(range(1, len(first.lines) + 1))
    assert [each.other for each in lined if each.other] == list(range(1, len(second.lines) + 1))
    for each in lined:
        same = first.line(each.one or 0) == second.line(each.other or 0)
        assert each.same == (same and each.one is not None and each.other is not None)


def test_every_text_of_every_pair_of_legs_is_printable() -> None:
    for scenario in ALL:
        legs = [Leg.of(document) for document in scenario.documents[:5]]
        for other in legs[1:]:
            for thing in every(compare(legs[0], other, UTC)):
                text = f"{thing.name}{thing.one}{thing.other}{thing.remark}"
                kinds = {unicodedata.category(char) for char in text}
                assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}, text
