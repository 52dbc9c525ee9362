"""Nobody is left in what goes to a third party, and the verdict on it is the same."""

from __future__ import annotations

import json
import re
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reports.conftest import LEG, OTHER, looked_up
from vinix_tui.calls.interaction import Interaction
from vinix_tui.calls.networks import reach, same_network
from vinix_tui.diagnosis.diagnose import diagnose
from vinix_tui.reports import stand_ins
from vinix_tui.reports.bundle import bundle, dumps
from vinix_tui.reports.forms import Form, written
from vinix_tui.reports.named import Named
from vinix_tui.reports.people import People
from vinix_tui.reports.reading import read
from vinix_tui.reports.redaction import REPLACED, Redaction, redacted, redacted_lookup
from vinix_tui.reports.words_replaced import Words
from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.scenarios import ALL, hostile

SLOWLY = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
PEOPLE = Redaction.PEOPLE


def replaced(*documents: dict[str, Any]) -> list[dict[str, Any]]:
    return list(redacted(documents, PEOPLE))


def shape(documents: Any, id_: str) -> tuple[Any, ...]:
    """What must not change: who belongs to whom, and what was found."""
    interaction = Interaction.of(documents, id_)
    verdict = diagnose(interaction)
    return (
        interaction.id,
        dict(interaction.partner),
        dict(interaction.folded),
        verdict.outcome,
        verdict.severity,
        verdict.ended_by.side,
        verdict.ended_by.confidence,
        [(each.id, each.legs, each.severity, each.confidence) for each in verdict.findings],
        [[(e.leg, e.field, e.line) for e in each.evidence] for each in verdict.findings],
    )


def _name(told: Scenario) -> str:
    return told.name


@pytest.mark.parametrize("told", ALL, ids=_name)
def test_every_call_gets_the_same_verdict_once_and_twice_replaced(told: Scenario) -> None:
    known = shape(redacted(told.documents, Redaction.SECRETS), told.id)
    once = redacted(told.documents, PEOPLE)
    assert shape(once, told.id) == known
    twice = redacted(once, PEOPLE)
    assert shape(twice, told.id) == known
    again = read(dumps(bundle(looked_up(*once, named=told.id), redaction=PEOPLE)).encode(), "x")
    assert shape(again.documents, again.interaction_id) == known


@pytest.mark.parametrize("told", ALL, ids=_name)
def test_nobody_of_a_call_is_left_in_any_form(told: Scenario) -> None:
    """The sandbox's people are known: +1 … 555-01xx, four-digit extensions, three networks."""
    lookup = looked_up(*told.documents, named=told.id)
    if told is hostile.SCENARIO:
        whole = json.dumps(told.documents, ensure_ascii=False)
    else:
        whole = json.dumps(told.documents)
    people = set(re.findall(r"\+1[0-9]{10}", whole))
    people |= set(re.findall(r"user_[0-9a-f]{6}|acme\.example\.com|voice\.example\.com", whole))
    people |= set(re.findall(r"Kim Larsen|Jonas Weber|Priya Nair|Lena Novak|Amara Okafor", whole))
    people |= {
        found
        for found in re.findall(
            r"(?:203\.0\.113|192\.0\.2|198\.51\.100|192\.168\.1)\.[0-9]+", whole
        )
        if ip_address(found)
    }
    assert people
    made = {form: written(lookup, form, PEOPLE, zone=None) for form in Form}
    for form, text in made.items():
        tokens = set(re.findall(r"\+?[\w.-]+", text))
        assert not people & tokens, form
        assert not [one for one in people if not one[0].isdigit() and one in text], form
    assert REPLACED in " ".join(made[Form.TEXT].split())
    assert REPLACED in made[Form.MARKDOWN] and REPLACED in made[Form.JSON]


def test_the_same_one_has_the_same_stand_in_on_every_leg() -> None:
    one, other = replaced(
        LEG
        | {
            "call_id": "b1@192.0.2.7",
            "from_uri": "sip:%2B12025550101@pbx.acme.example.org",
            "custom_sip_headers": {
                "p_asserted_identity": '"Kim Larsen" <sip:2001@PBX.acme.example.org>',
                "diversion": "<tel:+1-202-555-0101>;reason=unconditional",
            },
        },
        OTHER
        | {
            "callee_id_name": "Kim Larsen",
            "other_leg_call_id": "b1@192.0.2.7",
            "e164_destination": "2025550101",
            "fax_info": {"fax_remote_station_id": "+1 202 555 0101"},
            "digits": "*972001",
            "request": "*82001@pbx.acme.example.org",
            "custom_application_vars": '{"note": "ask Kim Larsen, ext. 2001", "vip": true}',
        },
    )
    assert one["call_id"] == other["other_leg_call_id"] != "b1@192.0.2.7"
    number = one["caller_id_number"]
    assert re.fullmatch(r"\+1202555\d{4}", number) and number != "+12025550101"
    assert other["e164_destination"] == number[2:]
    assert other["fax_info"]["fax_remote_station_id"].replace(" ", "") == number
    assert one["custom_sip_headers"]["diversion"].replace("-", "").startswith(f"<tel:{number}>")
    user, host = one["from_uri"].removeprefix("sip:").split("@")
    assert user == number.replace("+", "%2B") and re.fullmatch(r"host-\d+\.example", host)
    extension = other["callee_id_number"]
    name = other["callee_id_name"]
    assert re.fullmatch("[0-9]{4}", extension) and extension != "2001"
    assert one["custom_sip_headers"]["p_asserted_identity"] == f'"{name}" <sip:{extension}@{host}>'
    assert other["request"] == f"*8{extension}@{host}"
    said = json.loads(other["custom_application_vars"])
    assert said == {"note": f"ask {name}, ext. {extension}", "vip": True}


def test_what_is_nobodys_stays() -> None:
    kept = {
        "hangup_code": "sip:404",
        "hangup_cause": "NORMAL_CLEARING",
        "app_version": "4.0.0",
        "request": "*97",
        "to": "911",
        "from": "anonymous@anonymous.invalid",
        "user_agent": "Yealink SIP-T54W 96.86.0.70",
        "node": "9d4e2c2f-0404-4fb1-a98a-2d52e650aecc",
        "custom_channel_vars": {"rate": "404", "owner_id": "0" * 32, "channel_authorized": "true"},
        "channel_created_time": 1795428002071108,
    }
    (made,) = replaced(kept | {"callee_id_number": "404"})
    assert made.pop("callee_id_number") != "404"
    made["from"] = kept["from"]  # whoever is anonymous has no host of their own
    assert made == kept


@pytest.mark.parametrize(
    "address",
    [
        "10.1.2.3", "172.20.1.2", "192.168.1.50", "100.64.3.4", "169.254.7.7", "203.0.113.9",
        "8.8.8.8", "fd12:3456:789a::1", "fe80::1234", "2001:470:1f0b::9", "127.0.0.1", "0.0.0.0",
    ],
)  # fmt: skip
def test_an_address_stays_in_its_kind_of_network(address: str) -> None:
    sdp = f"v=0\r\no=- 1 1 IN IP4 {address}\r\nc=IN IP4 {address}\r\nm=audio 4000 RTP/AVP 0 101\r\n"
    one, other = replaced(
        {"remote_sdp": sdp, "call_id": f"a@{address}"},
        {"custom_sip_headers": {"x_auth_ip": address}},
    )
    new = other["custom_sip_headers"]["x_auth_ip"]
    assert reach(new) == reach(address)
    assert (new == address) == (reach(address) in ("loopback", "unspecified"))
    assert one["remote_sdp"] == sdp.replace(address, new)
    assert one["call_id"] == f"a@{new}"
    if reach(address) not in ("public", "unspecified"):  # in its own block, too
        assert new[:2] == address[:2]


ADDRESSES = st.ip_addresses().filter(lambda one: getattr(one, "ipv4_mapped", None) is None)
"""One of IPv4 inside IPv6 is written with dots, and read as IPv4."""


@SLOWLY
@given(st.lists(ADDRESSES, min_size=2, max_size=40, unique=True))
def test_neighbours_stay_neighbours_and_nobody_keeps_an_address(known: list[Any]) -> None:
    made = stand_ins.addresses(known)
    assert len(set(made.values())) == len(made)
    assert not set(made.values()) & set(known)
    for address, new in made.items():
        assert reach(str(new)) == reach(str(address))
        for other, its in made.items():
            together = same_network(str(address), str(other))
            assert same_network(str(new), str(its)) == together


def test_a_thousand_networks_are_not_too_many() -> None:
    known = [ip_address(f"{first}.{second}.1.{last}")
             for first in (20, 30) for second in range(250) for last in (1, 2)]  # fmt: skip
    made = stand_ins.addresses(known)
    assert {reach(str(new)) for new in made.values()} == {"public"}
    assert len(set(made.values())) == 1_000
    first = {str(new).rsplit(".", 1)[0] for new in list(made.values())[:6]}
    assert first == {"192.0.2", "198.51.100", "203.0.113"}


@SLOWLY
@given(st.sets(st.from_regex(r"[1-9][0-9]{6,14}", fullmatch=True), max_size=300))
def test_numbers_keep_their_length_and_their_country(known: set[str]) -> None:
    made = stand_ins.subscribers(sorted(known), frozenset(known))
    assert len(set(made.values())) == len(known)
    assert not set(made.values()) & known
    for number, new in made.items():
        assert len(new) == len(number)
        assert new[0] == number[0]


@SLOWLY
@given(st.sets(st.from_regex("[0-9]{3,6}", fullmatch=True), max_size=300))
def test_extensions_stay_short_and_apart(known: set[str]) -> None:
    made = stand_ins.extensions(sorted(known))
    assert len(set(made.values())) == len(known)
    assert not set(made.values()) & known
    assert all(len(new) == len(number) for number, new in made.items() if len(number) > 3)


NAMES = st.from_regex(r"[A-Z][a-z]{4,9} [A-Z][a-z]{5,9}", fullmatch=True)
NUMBERS = st.from_regex(r"\+?[1-9][0-9]{8,13}", fullmatch=True)
USERS = st.from_regex(r"[a-z]{4,8}[._-]?[a-z]{3,6}[0-9]{2}", fullmatch=True)
HOSTS = st.from_regex(r"[a-z]{3,8}\.[a-z]{6,9}\.(?:net|org)", fullmatch=True)


@SLOWLY
@given(NAMES, NUMBERS, USERS, HOSTS, ADDRESSES, st.text(max_size=20))
def test_nobody_is_left_wherever_they_stand(
    name: str, number: str, user: str, host: str, address: Any, around: str
) -> None:
    if address not in stand_ins.addresses([address]):  # loopback and the like name nobody
        address = ip_address("203.0.113.9")
    bracketed = f"[{address}]" if address.version == 6 else str(address)
    everywhere = f"{around} {name}; {number}, {user} {host} {bracketed} {around}"
    leg = LEG | {
        "caller_id_name": name,
        "caller_id_number": number,
        "from": f"{user}@{host}",
        "call_id": f"x{user[::-1]}@{address}",
        "disposition": everywhere,
        "something_new": {"list": [everywhere], everywhere: 1},
        "remote_sdp": f"v=0\no={user} 1 1 IN IP4 {address}\ns={name}\n"
        f"c=IN IP4 {address}\ni={name}\nm=audio 4000 RTP/AVP 0\n"
        f"a=candidate:1 1 udp 2130706431 {address} 4000 typ host\n",
    }
    other = OTHER | {"other_leg_call_id": leg["call_id"], "recording_url": f"https://{host}/{user}"}
    lookup = looked_up(leg, other)
    for form in Form:
        made = written(lookup, form, PEOPLE, zone=None)
        for original in (name, number.lstrip("+"), user, host, str(address)):
            assert not re.search(rf"(?<![^\W_]){re.escape(original)}(?![^\W_])", made), form
    kept = redacted_lookup(lookup, PEOPLE).interaction
    assert kept.partner == lookup.interaction.partner


def test_serial_numbers_of_phones_are_replaced_and_their_makes_stay() -> None:
    (made,) = replaced(
        {"user_agent": "Yealink SIP-T46S 66.85.0.5 001565abcdef"},
    )
    assert re.fullmatch(r"Yealink SIP-T46S 66\.85\.0\.5 00005e0053\w\w", made["user_agent"])
    (made,) = replaced({"user_agent": "Cisco-CP8851/11.3.7 FCH2045E1AB"})
    assert made["user_agent"] == "Cisco-CP8851/11.3.7 serial-1"
    contact = {"contact": '<sip:x@192.0.2.7>;mac="00:15:65:ab:cd:ef"'}
    (made,) = replaced(contact)
    assert "00:00:5e:00:53:" in made["contact"]


def test_a_certificate_is_no_hardware_address() -> None:
    line = "a=fingerprint:sha-256 " + ":".join(["AB", "CD", "EF", "01"] * 8)
    (made,) = replaced({"local_sdp": f"v=0\r\n{line}\r\n"})
    assert line in made["local_sdp"]


def test_the_id_that_was_asked_for_names_no_host_either() -> None:
    lookup = looked_up(
        {k: v for k, v in LEG.items() if k != "interaction_id"} | {"call_id": "a1@pbx.acme.net"},
        named="202611-a1@pbx.acme.net",
    )
    made = redacted_lookup(lookup, PEOPLE)
    assert made.interaction_id == f"202611-{made.documents[0]['call_id']}"
    assert "acme" not in made.interaction_id


def test_numbers_without_quotes_stay_numbers() -> None:
    one, other = replaced(
        {"caller_id_number": 12025550101, "duration_seconds": 101}, {"to": "12025550101"}
    )
    assert one["duration_seconds"] == 101
    assert isinstance(one["caller_id_number"], int)
    assert str(one["caller_id_number"]) == other["to"] != "12025550101"


def test_a_name_of_five_kilobytes_goes_whole() -> None:
    (made,) = replaced({"caller_id_name": "Kim " * 1280})
    assert made["caller_id_name"] == "Name 1"


@pytest.mark.parametrize("piece", ["a@b ", "1.2.3.4 ", "2001:db8::", "+1-", "sip:a", '"x" <sip:'])
def test_no_text_makes_it_slow(piece: str, steps: Any) -> None:
    def work(times: int) -> int:
        document = {"from": "sip:2001@acme.net", "user_agent": piece * times, "note": piece * times}
        return int(steps(lambda: People.of([document]).documents([document])))

    assert work(4_000) < 12 * work(1_000) / 2.4


@pytest.mark.parametrize("field", ["to", "caller_id_name", "fax_remote_station_id"])
@pytest.mark.parametrize("digits", ["1" * 9_000, "0" * 9_000, "*" + "1" * 9_000, "0 " * 4_500])
def test_digits_that_are_no_number_go_whole(field: str, digits: str) -> None:
    """Python spells no number of more than 4300 digits."""
    (made,) = replaced({field: digits})
    assert made[field] == "Name 1"


def test_digits_of_a_user_that_are_no_number_are_a_name() -> None:
    (made,) = replaced({"note": f"sip:{'1' * 60}@acme.net"})
    assert made["note"] == "sip:user-1@host-1.example"


@pytest.mark.parametrize("behind", ["{}5", ".{}5"])
def test_an_address_is_told_from_a_version_by_what_is_next_to_it(behind: str) -> None:
    """Else each of many would be followed to the end of the text."""
    near, far = (f"198.18.7.7{behind.format('a' * letters)}" for letters in (9, 99))
    named = Named()
    named.see({"note": near})
    assert not named.addresses
    named.see({"note": far})
    assert list(named.addresses) == ["198.18.7.7"]


def test_whoever_knows_the_stand_ins_does_not_make_it_slow(steps: Any) -> None:
    """`1…` ends in a known number, and would get a stand-in that is somebody's here."""

    def work(count: int) -> int:
        known = range(20_000_000, 20_000_000 + count)
        taken = [f"1{50_000_000 + number}" for number in range(count)]
        return int(
            steps(lambda: _subscribers([*map(str, known), *(f"1{n}" for n in known), *taken]))
        )

    assert work(2_000) < 5 * work(500)


def test_zeros_between_blanks_are_read_a_few_at_a_time(steps: Any) -> None:
    def work(text: str) -> int:
        words = Words({}, {"2025550101": "2025550102"}, {})
        return int(steps(lambda: words.replaced(text)))

    assert work("0 " * 1_000) < 5 * work("7 " * 1_000)


@pytest.mark.parametrize(
    "around",
    ["sip:{}:5060", "udp:{}:5060", "sip:{};lr", "IP4:{}", "gw_{}_5060", "::ffff:{}", "sip%3A{}%3A"],
)
def test_an_address_is_found_whatever_it_is_glued_to(around: str) -> None:
    (made,) = replaced({"note": around.format("198.18.7.7")})
    assert "198.18.7.7" not in made["note"]


def test_a_version_is_no_address() -> None:
    for version in ("v1.2.3.4", "1.2.3.4b5", "1.2.3.4.5"):
        assert replaced({"note": version}) == [{"note": version}]


def test_the_host_of_an_address_with_a_port_and_its_user_are_found() -> None:
    (made,) = replaced({"note": "sip:pbx.acme.net:5060 sip:kim:secret@h"})
    assert "acme" not in made["note"]
    assert "kim" not in made["note"]


@pytest.mark.parametrize(
    "spelled",
    ["12025550199", "2025550199", "202.555.0199", "202\u2013555\u20130199", "202\xa0555\xa00199",
     "202/555/0199", "rec12025550199.wav", "%2B12025550199", "%2812025550199%29"],
)  # fmt: skip
def test_a_number_is_found_in_every_spelling(spelled: str) -> None:
    (made,) = replaced({"from": "+12025550199", "note": spelled})
    assert "0199" not in made["note"]


def test_a_number_from_abroad_is_found_in_its_national_form() -> None:
    (made,) = replaced({"from": "+442079460123", "note": "020 7946 0123, +44 (0)20 7946 0123"})
    assert "0123" not in made["note"]
    assert made["note"].startswith("0")


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("\u0130brahim Kaya", "\u0130brahim Kaya"),  # two letters in lower case
        (
            "\u0393\u0399\u03a9\u03a1\u0393\u039f\u03a3.X",
            "\u0393\u0399\u03a9\u03a1\u0393\u039f\u03a3.X",
        ),
        ("Kim Larsen", "Kim%20Larsen"),
        ("Kim Larsen", "kim+larsen"),
        ("Kim Larsen", "Kim_Larsen"),
        ("Jörg Strauß", "JÖRG STRAUSS"),
        ("Jörg Strauss", "Jörg Strauß"),
    ],
)
def test_a_name_is_found_in_every_spelling(name: str, spelled: str) -> None:
    (made,) = replaced({"caller_id_name": name, "note": f"to {spelled} it was"})
    assert made["note"] == "to Name 1 it was"


@pytest.mark.parametrize(
    "name", ["王小明", "สมชัย", "김철수", "タナカ", "Kim Larsen", "2001", "12025550199", "192.0.2.7"]
)
def test_nobody_is_left_within_words_that_are_written_without_blanks(name: str) -> None:
    field = "to" if name[0].isdigit() else "caller_id_name"
    (made,) = replaced({field: name, "note": f"请{name}接电话, เรียก{name}มา"})
    new = made["note"].removeprefix("请").partition("接")[0]
    assert new != name
    assert made["note"] == f"请{new}接电话, เรียก{new}มา"
    assert made[field] == new


def test_a_letter_of_a_longer_word_is_nobody() -> None:
    kept = {"note": "Kimberly, Akim, 120019, Straußenei"}
    (made,) = replaced(kept | {"caller_id_name": "Kim", "callee_id_name": "Strauß", "to": "2001"})
    assert made["note"] == kept["note"]


@pytest.mark.parametrize(
    "spelled", ["99912025550199", "5550199", "0119992025550199", "*7212025550199", "x9992025550199"]
)
def test_a_number_is_found_by_its_last_seven_digits(spelled: str) -> None:
    (made,) = replaced({"from": "+12025550199", "note": spelled})
    number = made["from"]
    assert len(made["note"]) == len(spelled)
    assert made["note"][-7:] == number[-7:] != "5550199"


@pytest.mark.parametrize("first", [100_000, 2_025_000_000])
def test_thousands_of_numbers_do_not_make_it_slow(first: int, steps: Any) -> None:
    def work(count: int) -> int:
        known = [str(first + number) for number in range(count)]
        make = stand_ins.extensions if first < 10**6 else _subscribers
        return int(steps(lambda: make(known)))

    assert work(2_000) < 5 * work(500)


def _subscribers(known: list[str]) -> dict[str, str]:
    return stand_ins.subscribers(known, frozenset())
