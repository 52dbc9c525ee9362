"""`recent`: lists calls by time and number in each format, and says what went wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.terminal.terminal import PROGRAM, Terminal
from vinix_tui.calls.clock import stopped_at
from vinix_tui.calls.text import cells
from vinix_tui.sandbox import account
from vinix_tui.sandbox.vinix import Sandbox

Run = Callable[..., Any]

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
MONDAY = ("--from", "2026-11-23 08:31Z", "--to", "2026-11-23 08:32Z")


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Wed 25 Nov 2026, 12:00 UTC; a clock that stands still gives no tokens for logins back."""
    monkeypatch.setattr("vinix_tui.sandbox.vinix.LOGIN_COST", 0)
    with stopped_at(NOON):
        yield


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sandbox's user, in the environment."""
    monkeypatch.setenv("VINIX_ACCOUNT_NAME", account.ACCOUNT_NAME)
    monkeypatch.setenv("VINIX_USERNAME", account.USERNAME)
    monkeypatch.setenv("VINIX_PASSWORD", account.PASSWORD)


def test_todays_calls_are_listed_the_newest_first(run: Run) -> None:
    said = run("recent", "--demo")
    assert said.code == 0 and said.err == ""
    lines = said.out.splitlines()
    assert len(lines) > 200
    times = [line[:20] for line in lines]
    assert times == sorted(times, reverse=True) and times[0].startswith("25 Nov 2026 11:")
    assert len({line.index(" → ") > 0 for line in lines}) == 1


def test_a_line_tells_time_way_talk_parties_cause_and_id(run: Run) -> None:
    said = run("recent", "--demo", *MONDAY, "--number", "+1 202 555 0144")
    assert " ".join(said.out.split()) == (
        "23 Nov 2026 08:31:20 out 0:00 2001 Kim Larsen → +12025550144 busy 63962641880-9bd0e1c2"
    )


@pytest.mark.usefixtures("vinix", "user")
def test_what_it_lists_can_be_looked_up(run: Run) -> None:
    found = json.loads(run("recent", "--from", "11:30Z", "--format", "json").out)
    assert len(found) > 10
    for wanted in (found[0]["cdr_id"], found[0]["interaction_id"]):
        assert run("show", wanted).code == 0


@pytest.mark.usefixtures("vinix", "user")
@pytest.mark.parametrize("number", ["+12025550144", "(202) 555-0144", "0012025550144", "555 0144"])
def test_a_number_is_found_however_it_is_written(run: Run, number: str) -> None:
    said = run("recent", *MONDAY, "--number", number, "--format", "json")
    assert [call["to"] for call in json.loads(said.out)] == ["+12025550144"]


@pytest.mark.usefixtures("vinix", "user")
def test_json_has_the_facts_and_the_servers_own_row(run: Run) -> None:
    (call,) = json.loads(run("recent", *MONDAY, "--number", "0144", "--format", "json").out)
    raw = call.pop("raw")
    assert call == {
        "started_at": "2026-11-23T08:31:20Z",
        "way": "out",
        "from": "2001",
        "from_name": "Kim Larsen",
        "to": "+12025550144",
        "to_name": None,
        "duration_seconds": 1,
        "talk_seconds": 0,
        "cause": "USER_BUSY",
        "cause_in_words": "busy",
        "cdr_id": raw["id"],
        "interaction_id": "63962641880-9bd0e1c2",
        "call_id": raw["call_id"],
    }
    assert raw["timestamp"] == "63962641880" and len(raw) == 36


@pytest.mark.usefixtures("vinix", "user")
def test_csv_has_one_line_a_call_and_every_field(run: Run) -> None:
    said = run("recent", "--from", "8:00Z", "--to", "10:00Z", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.out)))
    assert len(rows) > 100
    assert {row["started_at"][:13] for row in rows} == {"2026-11-25T08", "2026-11-25T09"}
    assert all(row["interaction_id"] == row["raw_interaction_id"] for row in rows)
    assert all(row["media_server"] and row["inception_direction"] for row in rows)
    assert all(None not in row and None not in row.values() for row in rows)


FORMULA = {"id": "202611-1", "caller_id_name": "=HYPERLINK(1)", "odd": {"a": [1, "=x"]}, "to": "@x"}
SECRET = "https://rec.example.com/a.wav?auth_token=s3cret-value"


def serve(vinix: Sandbox, monkeypatch: pytest.MonkeyPatch, *rows: dict[str, Any]) -> None:
    """Let the list hold these rows."""
    genuine = vinix.respond

    def respond(request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("/cdrs/interaction"):
            return genuine(request)
        return httpx.Response(200, json={"status": "success", "request_id": "r", "data": rows})

    monkeypatch.setattr(vinix, "respond", respond)


@pytest.mark.usefixtures("user")
def test_no_cell_is_a_formula_and_no_line_steers_a_terminal(
    run: Run, vinix: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = {"id": "2", "caller_id_name": "a\x1b[2J\r\nb", "hangup_cause": "\x1b]0;x\x07"}
    serve(vinix, monkeypatch, FORMULA, hostile)
    table = run("recent", "--format", "csv")
    first, second = csv.DictReader(io.StringIO(table.out))
    assert first["from_name"] == "'=HYPERLINK(1)" and first["raw_to"] == "'@x"
    assert json.loads(first["odd"]) == {"a": [1, "=x"]} and second["odd"] == ""
    assert "\x1b" not in table.out
    text = run("recent")
    assert "\x1b" not in text.out and len(text.out.splitlines()) == 2
    assert json.loads(run("recent", "--format", "json").out)[1]["raw"] == hostile


@pytest.mark.usefixtures("user")
def test_a_token_in_a_recordings_address_stays_here_unless_asked_for(
    run: Run, vinix: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(vinix, monkeypatch, {"id": "202611-1", "recording_url": SECRET})
    for form in ("text", "json", "csv"):
        assert "s3cret-value" not in run("recent", "--format", form).out
    for form in ("json", "csv"):
        assert "s3cret-value" in run("recent", "--format", form, "--no-redact").out


@pytest.mark.usefixtures("vinix", "user")
@pytest.mark.parametrize(("form", "out"), [("text", ""), ("json", "[]\n"), ("csv", "started_at,")])
def test_nothing_found_ends_with_4_and_names_the_range_and_its_zone(
    run: Run, form: str, out: str
) -> None:
    said = run("recent", "--from", "3:00", "--to", "3:00:01", "--format", form)
    assert said.code == 4 and said.out.startswith(out) and len(said.out.splitlines()) <= 1
    assert said.complaint == (
        "vinix-tui: no calls between Wed 25 Nov 2026 03:00:00 and Wed 25 Nov 2026 03:00:01 (UTC).\n"
    )
    said = run("recent", "--from", "3:00", "--to", "4:00", "--number", "99999")
    assert said.code == 4 and "no call from or to 99999 between" in said.complaint


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--from", "nix"), "“nix” is no time; write today"),
        (("--to", "2026-02-31"), "is no time"),
        (("--from", "11:00", "--to", "10:00"), "must lie before"),
        (("--from", "500d"), "more than 366 days"),
        (("--from", "2027-01-01"), "in the future"),
        (("--number", "kim"), "that is no number"),
        (("--number", "in 2001"), "that is no number"),
        (("--number", ""), "that is no number"),
        (("--format", "markdown"), "invalid choice"),
        (("tomorrow",), "unrecognized arguments"),
    ],
)
def test_what_cannot_be_asked_ends_with_2_before_anything_is_sent(
    run: Run, words: tuple[str, ...], why: str
) -> None:
    said = run("recent", "--demo", *words)
    assert said.code == 2 and said.out == "" and why in said.complaint


@pytest.mark.usefixtures("user")
@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        ("missing", 4, "this server has no list of recent calls."),
        ("forbidden", 3, "this token may not list the calls of"),
        ("server-error", 5, "the server failed"),
        ("html", 5, "not a Vinix API"),
        ("truncated", 5, "damaged"),
    ],
)
def test_a_refusal_ends_with_its_code_and_a_sentence(
    run: Run, vinix: Sandbox, fault: str, code: int, words: str
) -> None:
    vinix.faults = {f"recent:{fault}"}
    said = run("recent", "--format", "json")
    assert said.code == code and said.out == "" and words in said.complaint


@pytest.mark.usefixtures("user")
def test_what_came_before_a_failure_is_printed_and_can_be_read(
    run: Run, vinix: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    genuine = vinix.respond

    def respond(request: httpx.Request) -> httpx.Response:
        if "start_key" in request.url.params:
            return httpx.Response(
                500, text="<html>oh</html>", headers={"content-type": "text/html"}
            )
        return genuine(request)

    monkeypatch.setattr(vinix, "respond", respond)
    said = run("recent", "--format", "json")
    assert said.code == 5 and len(json.loads(said.out)) == 50


@pytest.mark.usefixtures("vinix")
def test_it_signs_in_as_show_does(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run("recent")
    assert said.code == 3 and "VINIX_PASSWORD" in said.complaint
    monkeypatch.setenv("VINIX_API_KEY", account.API_KEY)
    assert run("recent").code == 0
    said = run("recent", "--account", account.FOREIGN_ACCOUNT_ID)
    assert said.code == 3 and "may not list" in said.complaint
    assert run("recent", "--account", account.SUB_ACCOUNT_ID).code == 4
    said = run("recent", "--account", "nonsense")
    assert said.code == 2 and "no account id" in said.complaint


@pytest.mark.usefixtures("user")
def test_a_token_that_runs_out_in_the_middle_is_renewed(run: Run, vinix: Sandbox) -> None:
    vinix.faults = {"expired-token"}
    said = run("recent", "--format", "json")
    found = [call["cdr_id"] for call in json.loads(said.out)]
    assert said.code == 0 and len(found) == len(set(found)) > 200


def test_nothing_is_stored(run: Run) -> None:
    assert run("recent", "--demo").code == 0
    assert run("--demo", "history").code == 4


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_at_a_terminal_every_line_fits(columns: int) -> None:
    words = [PROGRAM, "recent", "--demo", "--from", "yesterday 9:00", "--to", "yesterday 10:00"]
    with Terminal(words, columns=columns, rows=200) as terminal:
        assert terminal.wait() == 0
        lines = [line for line in terminal.screen.display if line.strip()]
    assert len(lines) > 4
    assert all(cells(line.rstrip()) <= columns for line in lines)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_ctrl_c_ends_it_with_130_and_a_list_that_can_be_read(unbuffered: str) -> None:
    heeding = (  # which a child of a shell's background job does not
        "import signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from vinix_tui.cli import main\nsys.exit(main())"
    )
    words = [sys.executable, "-c", heeding, "recent", "--demo", "--from", "30d"]
    with subprocess.Popen(
        [*words, "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        begun = running.stdout.readline()
        running.send_signal(signal.SIGINT)
        out, err = running.stdout.read(), running.stderr.read()
    assert running.returncode == 130 and err == "vinix-tui: interrupted.\n"
    assert 50 <= len(json.loads(begun + out)) < 20_000


def test_whoever_has_seen_enough_ends_it_without_a_word() -> None:
    words = f"{sys.executable} -m vinix_tui recent --demo --from 30d | head -3"
    done = subprocess.run(
        ["sh", "-c", words], capture_output=True, text=True, timeout=60, check=False
    )
    assert len(done.stdout.splitlines()) == 3 and done.stderr == ""
