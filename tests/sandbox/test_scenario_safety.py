"""The sandbox uses nobody's numbers, addresses or secrets, and loads nothing heavy."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from ipaddress import ip_address, ip_network

from vinix_tui.sandbox.scenarios import ALL, hostile

TOLD = [each.documents for each in ALL if each is not hostile.SCENARIO]
OURS = [
    ip_network(text)
    for text in (
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32",
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "0.0.0.0/32",
    )
]  # fmt: skip
"""For documentation, private, this machine, or none at all."""
NUMBER_FIELDS = ("caller_id_number", "callee_id_number", "other_leg_caller_id_number", "from", "to")


def test_nobodys_telephone_number_is_used() -> None:
    numbers = [
        digits
        for told in ALL
        for leg in told.documents
        for value in _texts(leg)
        for digits in re.findall(r"\+1[\d ]{10,14}", value)
    ]
    assert len(numbers) > 100
    for number in numbers:
        assert re.fullmatch(r"\+1\d{3}55501\d\d", number.replace(" ", "")[:12]), number


def test_nobodys_address_is_used() -> None:
    found = {
        text
        for told in ALL
        for leg in told.documents
        for value in _texts({**leg, "user_agent": ""})  # where four numbers are a version
        for text in re.findall(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])", value)
    }
    assert len(found) > 10
    for text in found:
        assert any(ip_address(text) in network for network in OURS), text
    hosts = set(re.findall(r"@([a-z0-9.-]+\.[a-z]+)", json.dumps(TOLD)))
    assert {host for host in hosts if not host.endswith("example.com")} == set()


def test_a_number_that_is_no_extension_is_a_made_up_one() -> None:
    indicated = {
        str(leg[field]).split("@")[0]
        for documents in TOLD
        for leg in documents
        for field in NUMBER_FIELDS
        if field in leg
    }
    outside = {number for number in indicated if len(re.findall(r"\d", number)) > 6}
    inside = {number for number in indicated - outside if not number.startswith("user_")}
    assert len(outside) > 15
    assert all(re.fullmatch(r"\+1\d{3}55501\d\d", number) for number in outside)
    assert all(re.fullmatch(r"\d{4}|\*\d{2,5}|anonymous", number) for number in inside)


def test_no_secret_is_in_a_sound_call() -> None:
    assert not re.search(r"password|X-Auth-Token|Bearer ", json.dumps(TOLD), re.I)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in [str(key), *_texts(inner)]]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [value] if isinstance(value, str) else []


def test_the_demo_starts_without_the_network_or_a_screen() -> None:
    heavy = "{'textual', 'httpx', 'pydantic', 'asyncio'} & set(sys.modules)"
    program = f"import sys, vinix_tui.sandbox.scenarios; sys.exit(bool({heavy}))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
