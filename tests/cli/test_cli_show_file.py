"""`show FILE`: every shape is printed, every wrong file gets one line and exit code 2."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vinix_tui.cli import files
from vinix_tui.sandbox.scenarios import ALL

Run = Callable[..., Any]
Written = Callable[..., Path]

CALL = "63962647202-00000002"
LEG = {
    "call_id": "a1",
    "interaction_id": CALL,
    "call_direction": "inbound",
    "caller_id_number": "+12025550101",
    "callee_id_number": "2001",
    "channel_created_time": 1795428002071108,
    "duration_seconds": 35,
    "billing_seconds": 33,
    "hangup_cause": "NORMAL_CLEARING",
    "digits_dialed": "4711",
}


@pytest.mark.parametrize("content", [LEG, [LEG], {"data": [LEG], "auth_token": "x"}, {"data": LEG}])
def test_a_saved_reply_is_printed(run: Run, file: Written, content: object) -> None:
    said = run("show", file(content))
    assert said.code == 0 and said.err == ""
    assert said.out.startswith(f"Interaction {CALL}\n")
    assert "+12025550101" in said.out and "reply.json, saved" in said.out


def test_all_legs_of_the_longest_call_are_printed(run: Run, file: Written) -> None:
    told = max(ALL, key=lambda each: len(each.documents))
    shown = run("show", file({"data": list(told.documents)}), "--format", "json")
    assert len(json.loads(shown.out)["legs"]) == len(told.documents) >= 300


def test_standard_input_is_a_file_too(run: Run) -> None:
    said = run("show", "-", stdin=json.dumps([LEG]).encode())
    assert said.code == 0 and "standard input, saved" in said.out


def test_a_bundle_opens_again(run: Run, file: Written) -> None:
    first = run("show", file([LEG]), "--format", "json")
    again = run("show", file(first.out.encode(), "bundle.json"), "--format", "json")
    assert again.code == 0
    assert json.loads(again.out)["legs"] == json.loads(first.out)["legs"]


def test_secrets_are_left_out_unless_they_are_asked_for(
    run: Run, file: Written, home: Path
) -> None:
    path = file([LEG])
    assert '"digits_dialed": "[redacted]"' in run("show", path, "--format", "json").out
    assert '"4711"' in run("show", path, "--format", "json", "--no-redact").out
    (home / ".config/vinix-tui").mkdir(parents=True)
    (home / ".config/vinix-tui/config.toml").write_text("redact = false\n")
    assert '"4711"' in run("show", path, "--format", "json").out
    assert '"4711"' not in run("show", path, "--format", "json", "--redact").out


def test_a_reply_without_legs_is_shown_and_ends_with_4(run: Run, file: Written) -> None:
    said = run("show", file({"data": [], "status": "success"}))
    assert said.code == 4
    assert "No legs were found." in said.out and "nothing found" in said.complaint


def test_one_page_of_several_is_remarked_on(run: Run, file: Written) -> None:
    said = run("show", file({"data": [LEG], "next_start_key": "g2w"}))
    assert said.code == 0 and "one page of a longer reply" in said.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\x7fELF\0\xff", "binary"),
        (b"<!DOCTYPE html><html>", "HTML page"),
        (b"[" * 100_000, "nested deeper"),
        (b'{"data": [{"call_id"', "cut off at the end"),
        (b"it rang twice", "plain text"),
        (b'{"status": "error", "error": "401", "message": "invalid credentials"}', "401"),
    ],
)
def test_a_wrong_file_gets_one_line_with_its_name(
    run: Run, file: Written, content: bytes, words: str
) -> None:
    said = run("show", file(content, "wrong\x1b[2J.json"))
    assert said.code == 2 and said.out == ""
    assert words in said.complaint and "wrong␛[2J.json" in said.complaint
    assert len(said.err.splitlines()) == 1


def test_a_directory_is_refused(run: Run, tmp_path: Path) -> None:
    said = run("show", tmp_path)
    assert said.code == 2 and f"{tmp_path} is a directory" in said.complaint


@pytest.mark.parametrize("what", ["missing.json", "/no/such/place", "./x", "~/calls.txt",
                                  f"/tmp/{CALL}.json"])  # fmt: skip
def test_a_file_that_is_not_there_is_refused(run: Run, what: str) -> None:
    said = run("show", what)
    assert said.code == 2 and f"{what}: there is no such file." in said.complaint


def test_a_link_to_nowhere_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("nowhere")
    said = run("show", tmp_path / "link")
    assert said.code == 2 and "no such file or directory" in said.complaint


def test_a_file_over_the_limit_is_refused_by_its_size(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as huge:
        huge.truncate(files.LIMIT + 1)  # sparse: it takes no room on the disk
    said = run("show", path)
    assert said.code == 2 and "larger than 64 MiB" in said.complaint


def test_a_stream_without_end_is_left_at_the_limit(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LIMIT", 1000)
    assert "larger than" in run("show", "/dev/zero").complaint
    assert "standard input is larger than" in run("show", "-", stdin=b" " * 1001).complaint


def test_what_cannot_be_opened_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        said = run("show", path)
    assert said.code == 2 and "cannot be read: no such device or address" in said.complaint


def test_a_name_that_no_text_can_hold_is_told_all_the_same(run: Run, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.json"
    with open(path, "wb"):  # noqa: PTH123 - a name of bytes
        pass
    said = run("show", os.fsdecode(path))
    assert said.code == 2 and "is empty" in said.complaint


def test_a_file_dated_beyond_all_time_is_read(run: Run, file: Written) -> None:
    path = file([LEG])
    os.utime(path, (2**40, 2**40))
    assert run("show", path).code == 0


def test_a_closed_standard_input_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from vinix_tui.cli.outcome import Trouble

    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(Trouble, match="Standard input is closed"):
        files.check(Path("-"))


def test_in_a_pipe_a_sentence_is_one_line(run: Run, file: Written) -> None:
    lines = run("show", file(list(ALL[0].documents))).out.splitlines()
    [step] = [line for line in lines if "Next: Check that the firewall" in line]
    assert step.endswith("compare the addresses in both SDPs.") and len(step) > 100
