"""The server's address as people write it."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinix_tui.api.base import is_loopback
from vinix_tui.api.client import normalise_base
from vinix_tui.api.errors import BadBase


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("https://api.vinixglobal.com", "https://api.vinixglobal.com/v2"),
        ("https://api.vinixglobal.com/", "https://api.vinixglobal.com/v2"),
        ("https://api.vinixglobal.com/v2", "https://api.vinixglobal.com/v2"),
        ("https://api.vinixglobal.com/v2///", "https://api.vinixglobal.com/v2"),
        ("  api.vinixglobal.com\n", "https://api.vinixglobal.com/v2"),
        ("api.vinixglobal.com/v2/", "https://api.vinixglobal.com/v2"),
        ("//api.example.com", "https://api.example.com/v2"),
        ("HTTPS://API.Example.COM/V2", "https://api.example.com/v2"),
        ("https://api.example.com/v1", "https://api.example.com/v1"),
        ("https://api.example.com/v10/", "https://api.example.com/v10"),
        ("https://example.com/crossbar", "https://example.com/crossbar/v2"),
        ("https://example.com//crossbar//v2", "https://example.com/crossbar/v2"),
        ("https://example.com/v2/tenant", "https://example.com/v2/tenant/v2"),
        ("https://example.com/v2/accounts/abc/cdrs", "https://example.com/v2"),
        ("https://example.com/v2/user_auth", "https://example.com/v2"),
        ("https://example.com:8443", "https://example.com:8443/v2"),
        ("https://example.com:443", "https://example.com/v2"),
        ("https://example.com:", "https://example.com/v2"),
        ("example.com:8443/v2", "https://example.com:8443/v2"),
        ("example.com/p%20q", "https://example.com/p%20q/v2"),
        ("localhost:8642", "http://localhost:8642/v2"),
        ("http://localhost", "http://localhost/v2"),
        ("http://127.0.0.1:80/v2", "http://127.0.0.1/v2"),
        ("http://127.9.8.7:8000", "http://127.9.8.7:8000/v2"),
        ("http://[::1]:8000/", "http://[::1]:8000/v2"),
        ("[::1]:8000", "http://[::1]:8000/v2"),
        ("https://[2001:db8::7]", "https://[2001:db8::7]/v2"),
        ("https://192.0.2.7", "https://192.0.2.7/v2"),
    ],
)
def test_an_address_becomes_a_base(text: str, base: str) -> None:
    assert normalise_base(text) == base


def test_a_base_stays_what_it_is_when_it_is_normalised_again() -> None:
    base = normalise_base("example.com/crossbar")
    assert normalise_base(base) == base


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("https://", "no host"),
        ("https:///v2", "no host"),
        ("https://:8000", "no host"),
        ("https:/api.example.com", "no host"),
        ("https:api.example.com", "no host"),
        ("https://api example.com", "space"),
        ("https://api.example.com/v 2", "space"),
        ("https://api\u200b.example.com", "invisible"),
        ("https://api.example.com\x1b[31m", "invisible"),
        ("https://kim:pass@api.example.com", "user or a password"),
        ("https://127.0.0.1@example.com", "user or a password"),
        ("https://api.example.com/v2?x=1", "“?”"),
        ("https://api.example.com/v2#top", "“#”"),
        ("ftp://api.example.com", "ftp://"),
        ("file:///etc/passwd", "file://"),
        ("https://exämple.com", "a–z"),
        ("https://api..example.com", "not a name"),
        ("https://-api.example.com", "not a name"),
        ("https://" + "a" * 64 + ".example.com", "not a name"),
        ("https://" + ".".join(["a" * 60] * 5), "not a name"),
        ("https://api.example.com\\@192.0.2.1", "user or a password"),
        ("https://api.example.com\\v2", "not a name"),
        ("https://[::1", "not a name"),
        ("https://[::zz]", "not a name"),
        ("https://[192.0.2.1]", "not a name"),
        ("https://[fe80::1%25eth0]", "not a name"),
        ("https://2001:db8::7", "port"),
        ("https://api.example.com:0", "port"),
        ("https://api.example.com:65536", "port"),
        ("https://api.example.com:80a", "port"),
        ("https://api.example.com:٨٠", "port"),
        ("https://api.example.com/a/../v2", "path"),
        ("https://api.example.com/%zz", "path"),
        ("https://api.example.com/<b>", "path"),
    ],
)
def test_what_cannot_be_a_base_is_refused_in_one_sentence(text: str, word: str) -> None:
    with pytest.raises(BadBase) as refused:
        normalise_base(text)
    assert word in refused.value.detail
    assert refused.value.detail.endswith(".")
    assert refused.value.hint
    assert "pass" not in str(refused.value).replace("password", "")


@pytest.mark.parametrize(
    "text",
    ["http://api.example.com", "http://192.0.2.1", "http://localhost.example.com", "http://[::2]",
     "http://[::ffff:127.0.0.1]", "http://127.1"],
)  # fmt: skip
def test_plain_http_leaves_this_machine_only_by_a_flag(text: str) -> None:
    with pytest.raises(BadBase, match="unencrypted") as refused:
        normalise_base(text)
    assert "--insecure-http" in refused.value.hint
    assert normalise_base(text, insecure_http=True).startswith("http://")


def test_loopback_is_known_by_name_and_number() -> None:
    assert is_loopback("localhost")
    assert is_loopback("127.255.0.1")
    assert is_loopback("::1")
    assert not is_loopback("example.com")
    assert not is_loopback("10.0.0.1")


@given(st.text(max_size=60))
def test_any_text_is_a_usable_base_or_refused(text: str) -> None:
    try:
        base = normalise_base(text)
    except BadBase:
        return
    url = httpx.URL(base)
    assert str(url) == base
    assert url.host
    assert not url.userinfo
    assert not url.query
    assert normalise_base(base) == base
