"""What `show` makes of the verdict: formats, the exit code of --fail-on, the history's headline."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.calls.interaction import Interaction
from vinix_tui.diagnosis import diagnose as diagnosis
from vinix_tui.diagnosis.finding import Severity
from vinix_tui.sandbox.scenarios import ALL, hostile

Run = Callable[..., Any]
Written = Callable[..., Path]

CALL = "63962647202-00000002"
ONE_WAY_AUDIO = CALL
LEG = {"call_id": "a1", "interaction_id": CALL, "caller_id_name": "Jörg → 日本"}
FORMATS = ("text", "json", "markdown", "csv")


@pytest.fixture
def worst(monkeypatch: pytest.MonkeyPatch) -> Callable[[Severity], None]:
    """Makes every verdict as bad as asked for."""
    real = diagnosis.diagnose

    def put(severity: Severity) -> None:
        monkeypatch.setattr(
            diagnosis, "diagnose", lambda call: dataclasses.replace(real(call), severity=severity)
        )

    return put


@pytest.mark.parametrize(
    ("severity", "on_error", "on_warning"),
    [
        (Severity.ERROR, 1, 1),
        (Severity.WARNING, 0, 1),
        (Severity.INFO, 0, 0),
        (Severity.NORMAL, 0, 0),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_fail_on_ends_with_1_where_the_worst_finding_is_that_bad(
    run: Run,
    file: Written,
    worst: Callable[[Severity], None],
    form: str,
    severity: Severity,
    on_error: int,
    on_warning: int,
) -> None:
    path = file([LEG])
    plain = run("show", path, "--format", form)
    assert (plain.code, plain.err) == (0, "")
    worst(severity)
    for fail_on, code in (("error", on_error), ("warning", on_warning)):
        said = run("show", path, "--format", form, "--fail-on", fail_on)
        assert said.code == code
        assert said.out == plain.out  # printed all the same
        assert (f"--fail-on {fail_on} was reached" in said.err) == bool(code)
        assert not said.err or said.complaint


def test_a_call_without_audio_is_an_error_and_a_clean_one_is_not(run: Run) -> None:
    said = run("show", "--demo", ONE_WAY_AUDIO, "--fail-on", "error")
    assert said.code == 1 and "the worst finding is an error" in said.complaint
    clean = next(told for told in ALL if told.name == "Internal call")
    assert run("show", "--demo", clean.id, "--fail-on", "warning").code == 0


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found_is_nothing_found_whatever_fail_on_says(
    run: Run, file: Written, form: str
) -> None:
    said = run("show", file({"data": []}), "--format", form, "--fail-on", "warning")
    assert said.code == 4 and "nothing found" in said.complaint
    assert said.out


def test_markdown_and_csv_come_from_files_and_from_the_demo(run: Run, file: Written) -> None:
    said = run("show", file([LEG]), "--format", "markdown")
    assert said.out.startswith(f"### Interaction `{CALL}`\n") and "`reply.json`" not in said.err
    assert re.search(r"\nSource: `\S+/reply\.json`, saved ", said.out)
    demo = run("show", "--demo", CALL, "--format", "csv")
    assert demo.code == 0 and demo.out.startswith("leg,account_id,")
    assert len(list(csv.DictReader(io.StringIO(demo.out)))) == 5


@pytest.mark.parametrize("form", FORMATS)
def test_secrets_are_left_out_of_every_format(run: Run, file: Written, form: str) -> None:
    leg = LEG | {
        "caller_id_name": "https://kim:hunter2@example.com",
        "from": "sip:kim:hunter2@acme.example.com",
        "digits_dialed": "hunter2",
        "remote_sdp": "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:hunter2",
    }
    assert "hunter2" not in run("show", file([leg]), "--format", form).out
    assert "hunter2" in run("show", file([leg]), "--format", form, "--no-redact").out


@pytest.mark.parametrize("redact", ["--redact", "--no-redact"])
def test_a_bundle_opens_offline_with_the_same_verdict(run: Run, file: Written, redact: str) -> None:
    for told in ALL:
        first = run("show", "--demo", told.id, "--format", "json", redact)
        path = file(first.out.encode(), "bundle.json")
        again = run("show", path, "--format", "json", redact)
        assert (first.code, again.code, again.err) == (0, 0, "")
        made, remade = json.loads(first.out), json.loads(again.out)
        assert made["source"]["kind"] == "demo" and remade["source"]["kind"] == "file"
        assert {**made, "source": None} == {**remade, "source": None}


def test_the_history_keeps_the_verdicts_headline(run: Run) -> None:
    told = next(told for told in ALL if told.id == CALL)
    headline = diagnosis.diagnose(Interaction.of(told.documents)).headline
    run("show", "--demo", CALL)
    (kept,) = json.loads(run("--demo", "history", "--format", "json").out)
    assert kept["headline"] == headline


def test_an_ascii_locale_gets_ascii(file: Written) -> None:
    path = file([LEG | {"hangup_cause": "NORMAL_CLEARING"}])
    for form in FORMATS:
        done = subprocess.run(
            [sys.executable, "-m", "vinix_tui", "show", str(path), "--format", form],
            capture_output=True,
            env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "HOME": str(path.parent)},
            check=True,
        )
        assert done.stdout.isascii() and done.stdout and done.stderr == b"", form


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("redact", ["--redact", "--no-redact"])
def test_the_hostile_call_steers_nothing_in_any_format(run: Run, form: str, redact: str) -> None:
    said = run("show", "--demo", hostile.SCENARIO.id, "--format", form, redact)
    assert said.code == 0 and said.err == ""
    allowed = "\r\n" if form == "csv" else "\n"
    assert all(character.isprintable() or character in allowed for character in said.out)
    assert said.out.count("\r") == said.out.count("\r\n")
    if form == "json":
        assert said.out.isascii() and len(json.loads(said.out)["legs"]) == 5
    if form == "csv":
        read = list(csv.reader(io.StringIO(said.out, newline=""), strict=True))
        assert len(read) == 6 and len({len(row) for row in read}) == 1
