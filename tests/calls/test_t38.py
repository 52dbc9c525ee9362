"""T.38 fax parameters of one side, and what two sides agree on."""

from __future__ import annotations

import pytest

from tests.calls.descriptions import FAX, audio
from vinix_tui.calls.sdp import parse
from vinix_tui.calls.t38 import T38, agree


def fax(*lines: str, medium: str = "image 4002 udptl t38") -> T38:
    """The parameters that these lines say."""
    made = parse(audio(*(f"a={line}" for line in lines), medium=medium)).media[0].t38
    assert made
    return made


def test_nothing_said_is_nothing_known() -> None:
    assert fax() == T38()


def test_every_parameter_is_read() -> None:
    made = parse(FAX).media[0].t38
    assert made == T38(
        version=0,
        max_bit_rate=14400,
        fill_bit_removal=True,
        rate_management="transferredTCF",
        max_buffer=2000,
        max_datagram=400,
        error_correction="t38UDPRedundancy",
    )


@pytest.mark.parametrize(
    "medium", ["image 4002 udptl t38", "IMAGE 4002 UDPTL T38", "image 4002 TCP t38",
               "image 4002 RTP/AVP 98", "audio 4002 UdpTL t38", "image 4002 UDP/TLS/UDPTL t38"],
)  # fmt: skip
def test_a_fax_is_one_by_its_kind_or_its_transport(medium: str) -> None:
    assert fax("t38faxversion:2", medium=medium).version == 2


@pytest.mark.parametrize("medium", ["audio 4002 RTP/AVP 0", "application 4002 TCP t38"])
def test_nothing_else_is_a_fax(medium: str) -> None:
    assert parse(audio("a=T38FaxVersion:0", medium=medium)).media[0].t38 is None


@pytest.mark.parametrize(
    ("line", "means", "oddly"),
    [
        ("T38FaxFillBitRemoval", True, False),
        ("T38FaxFillBitRemoval ", True, False),
        ("t38faxfillbitremoval:1", True, True),
        ("T38FaxFillBitRemoval:0", False, True),
        ("T38FaxFillBitRemoval: 0 ", False, True),
        ("T38FaxFillBitRemoval:yes", True, True),
        ("T38FaxMaxBuffer:1", None, False),
    ],
)
def test_flags_may_have_values(line: str, means: bool | None, oddly: bool) -> None:
    made = fax(line)
    assert made.fill_bit_removal is means
    assert made.spelled_oddly == (("T38FaxFillBitRemoval",) if oddly else ())


def test_the_other_flags_are_told_apart() -> None:
    made = fax("T38FaxTranscodingMMR:0", "T38FaxTranscodingJBIG")
    assert (made.transcoding_mmr, made.transcoding_jbig) == (False, True)
    assert made.spelled_oddly == ("T38FaxTranscodingMMR",)


@pytest.mark.parametrize("said", ["", "x", "-1", "9" * 10, "²", "0x10"])
def test_what_is_no_number_is_not_known(said: str) -> None:
    made = fax(f"T38FaxVersion:{said}", f"T38MaxBitRate:{said}", f"T38FaxMaxDatagram:{said}")
    assert (made.version, made.max_bit_rate, made.max_datagram) == (None, None, None)


def test_the_last_of_several_counts_and_long_ones_are_cut() -> None:
    made = fax("T38MaxBitRate:9600", "T38MaxBitRate:14400", f"T38FaxUdpEC:{'x' * 5000}")
    assert made.max_bit_rate == 14400
    assert made.error_correction == "x" * 23 + "…"


# -- agreement ------------------------------------------------------------------------------------


def test_both_sides_use_the_lower_of_what_they_can() -> None:
    agreed = agree(
        T38(3, 33600, rate_management="transferredTCF", error_correction="t38UDPRedundancy"),
        T38(0, 14400, rate_management="transferredTCF", error_correction="t38UDPFEC"),
    )
    assert agreed.words == "version 0, 14400 bit/s, t38UDPFEC"
    assert agreed.rate_management == "transferredTCF"
    assert agreed.clash == ""


def test_a_side_that_says_nothing_leaves_it_to_the_other() -> None:
    agreed = agree(T38(), T38(2, 9600, rate_management="localTCF", error_correction="t38UDPNoEC"))
    assert agreed.words == "version 0, 9600 bit/s, t38UDPNoEC"
    assert agreed.rate_management == "localTCF"
    assert agreed.clash == ""
    assert agree(T38(), T38()).words == "version 0"


@pytest.mark.parametrize(
    ("one", "other", "lower"),
    [
        ("t38UDPRedundancy", "t38UDPNoEC", "t38UDPNoEC"),
        ("T38UDPFEC", "t38UDPRedundancy", "T38UDPFEC"),
        ("t38UDPRedundancy", "unheard of", "unheard of"),
        (None, "t38UDPFEC", "t38UDPFEC"),
        (None, None, None),
    ],
)
def test_the_least_correction_counts(one: str | None, other: str | None, lower: str | None) -> None:
    ours, theirs = T38(error_correction=one), T38(error_correction=other)
    assert agree(ours, theirs).error_correction == lower
    assert agree(theirs, ours).error_correction == lower


def test_rate_management_must_be_the_same() -> None:
    ours, theirs = T38(rate_management="transferredTCF"), T38(rate_management="localTCF")
    assert agree(ours, theirs).clash == (
        "one side manages the rate by localTCF and the other by transferredTCF"
    )
    shouted = T38(rate_management="TRANSFERREDTCF")
    assert agree(ours, shouted).clash == ""
