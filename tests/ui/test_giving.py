"""What leaves by `y`, `Y` and `x`: whole values, without secrets unless somebody wants them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vinix_tui.reports.redact import REDACTED
from vinix_tui.sandbox.scenarios import ALL, hostile, one_way_audio, own_voicemail, srtp, webrtc
from vinix_tui.storage import paths
from vinix_tui.ui import clipboard
from vinix_tui.ui.screens.giving import HIDDEN, NOTHING

if TYPE_CHECKING:
    from tests.ui.conftest import Inspecting, Sitting

CALL = one_way_audio.SCENARIO.id


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal that is known to take OSC 52."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TERM_PROGRAM", raising=False)


def listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


async def copied(sitting: Sitting, key: str = "y") -> str:
    """What a key sends to the clipboard."""
    sitting.app._clipboard = ""
    sitting.app.screen.query_one("StatusLine").say("")  # type: ignore[attr-defined]
    await sitting.burst(key)
    await sitting.until(lambda: sitting.status != "")
    return sitting.app.clipboard


async def on_line(sitting: Sitting, words: str) -> None:
    """Put the cursor on the line of the open tab that has some words."""
    panel = sitting.app.screen.panel  # type: ignore[attr-defined]
    line = next(line for line in panel.lines if words in line.text)
    assert panel.go_to(line.key)
    await sitting.settle()


async def test_of_a_leg_its_call_id_is_copied(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        call_id = one_way_audio.SCENARIO.documents[0]["call_id"]
        assert await copied(sitting) == call_id
        assert sitting.status == f"Sent {len(call_id)} characters to the terminal's clipboard."
        await sitting.burst("down")
        assert await copied(sitting) == one_way_audio.SCENARIO.documents[1]["call_id"]
        await sitting.burst("up", "y")  # in one packet
        await sitting.until(lambda: sitting.app.clipboard == call_id)


@pytest.mark.parametrize("width", [60, 80, 140])
async def test_a_field_is_copied_whole_however_it_is_drawn(
    inspecting: Inspecting, width: int
) -> None:
    leg = one_way_audio.SCENARIO.documents[1]
    async with inspecting(CALL, size=(width, 36)) as sitting:
        await sitting.burst("down", "2")
        await on_line(sitting, "CDR id")
        assert await copied(sitting) == leg["id"]
        await on_line(sitting, "cause ")
        assert await copied(sitting) == "MEDIA_TIMEOUT"  # without the number behind it
        await sitting.burst("3")
        await on_line(sitting, "user agent")
        assert await copied(sitting) == leg["user_agent"]
        panel = sitting.app.screen.panel  # type: ignore[attr-defined]
        assert panel.go_to("remote_sdp:4", "both_sdp:4")
        assert "c=IN IP4 192.168.1.50" in (await copied(sitting)).split("\n")
        await sitting.burst("4")
        await on_line(sitting, "authorizing_id")
        assert await copied(sitting) == leg["custom_channel_vars"]["authorizing_id"]


async def test_a_finding_and_its_evidence_are_copied_as_they_are_said(
    inspecting: Inspecting,
) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("1")
        said = await copied(sitting)
        assert said.startswith("R29 No audio packets arrived from device Kim Larsen, so the")
        assert "error · leg 2\nNext: Check that the firewall" in said
        await sitting.burst("down")
        assert await copied(sitting) == "MEDIA_TIMEOUT"


async def test_of_the_raw_tab_the_json_value_is_copied(inspecting: Inspecting) -> None:
    leg = one_way_audio.SCENARIO.documents[1]
    async with inspecting(CALL) as sitting:
        await sitting.burst("down", "6")
        assert json.loads(await copied(sitting)) == leg
        await on_line(sitting, '"custom_channel_vars"')
        assert json.loads(await copied(sitting)) == leg["custom_channel_vars"]
        await on_line(sitting, '"realm"')
        assert await copied(sitting) == "acme.example.com"
        await on_line(sitting, '"duration_seconds"')
        assert await copied(sitting) == str(leg["duration_seconds"])
        await on_line(sitting, '"remote_sdp"')
        assert await copied(sitting) == leg["remote_sdp"].replace("\r\n", "\n")


async def test_a_secret_is_copied_only_once_redaction_is_off(inspecting: Inspecting) -> None:
    async with inspecting(own_voicemail.SCENARIO.id) as sitting:
        await sitting.burst("2")
        await on_line(sitting, "digits dialled")
        assert await copied(sitting) == ""
        assert sitting.status == HIDDEN
        assert "redaction off" not in sitting.text.split("\n")[0]
        await sitting.burst("x")
        assert "redaction off" in sitting.text.split("\n")[0]
        assert await copied(sitting) == "4711#1"
        await sitting.burst("6")
        await on_line(sitting, '"digits_dialed"')
        assert await copied(sitting) == "4711#1"
        await sitting.burst("x")
        assert "redaction off" not in sitting.text.split("\n")[0]
        assert await copied(sitting) == ""


async def test_what_is_behind_a_secret_in_the_raw_tab_is_still_the_right_field(
    inspecting: Inspecting,
) -> None:
    async with inspecting(own_voicemail.SCENARIO.id) as sitting:
        await sitting.burst("6")
        await on_line(sitting, '"call_id"')
        assert await copied(sitting) == own_voicemail.SCENARIO.documents[0]["call_id"]


async def test_of_a_line_with_a_key_only_the_key_is_taken_out(inspecting: Inspecting) -> None:
    async with inspecting(srtp.SCENARIO.id, size=(120, 60)) as sitting:
        await sitting.burst("3")
        await on_line(sitting, "a=crypto")
        said = await copied(sitting)
        assert "inline:[redacted]" in said
        await sitting.burst("x")
        assert re.search(r"inline:[\w+/]{20}", await copied(sitting))


async def test_with_redact_false_in_the_settings_it_is_off_from_the_start(
    inspecting: Inspecting, home: Path
) -> None:
    folder = home / ".config" / "vinix-tui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text("redact = false\n")
    async with inspecting() as sitting:
        assert "redaction off" in sitting.text.split("\n")[0]


async def test_the_ticket_text_is_the_report(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        text = await copied(sitting, "Y")
        assert text.startswith(f"Interaction {CALL}\n")
        assert "Next: " in text and text.endswith("\n")
        assert sitting.status.startswith(f"Sent {len(text):,} characters")


@pytest.mark.parametrize("told", [srtp, webrtc, own_voicemail], ids=lambda told: told.__name__)
async def test_no_secret_of_a_call_is_in_what_leaves(told: object, inspecting: Inspecting) -> None:
    scenario = told.SCENARIO  # type: ignore[attr-defined]
    secrets = set()
    for leg in scenario.documents:
        for name in ("local_sdp", "remote_sdp"):
            found = re.findall(r"(?:inline:|ice-pwd:)([^|\s]+)", leg.get(name, ""))
            secrets.update(found)
        if leg.get("digits_dialed", "none") != "none":
            secrets.add(leg["digits_dialed"])
    assert secrets
    async with inspecting(scenario.id, size=(120, 40)) as sitting:
        sent = [await copied(sitting, "Y")]
        for tab in "123456":
            await sitting.burst(tab)
            for _ in range(3):
                sent.append(await copied(sitting))
                await sitting.burst("pagedown")
        assert not [secret for secret in secrets for text in sent if secret in text]


async def test_nothing_is_copied_where_nothing_is(inspecting: Inspecting) -> None:
    async with inspecting() as sitting:
        await sitting.burst("escape")
        for key in "yY":
            assert await copied(sitting, key) == ""
            assert sitting.status == NOTHING
        await sitting.burst("e")
        await sitting.until("There is no call to export yet.")
        await sitting.burst("o")
        await sitting.until("There is no call to page through yet.")


async def test_in_a_comparison_both_values_are_copied(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("c", "down", "c")
        await sitting.until("↔")
        lines = sitting.app.screen.query_one("Comparing")
        line = next(line for line in lines.lines if "cause" in line.text)  # type: ignore[attr-defined]
        lines.go_to(line.key)  # type: ignore[attr-defined]
        said = await copied(sitting)
        assert "\n" in said and "MEDIA_TIMEOUT" in said
        assert "Sent" in sitting.status


async def test_in_the_history_the_interaction_id_is_copied(inspecting: Inspecting) -> None:
    async with inspecting(CALL) as sitting:
        await sitting.burst("h")
        await sitting.until("── History")
        await sitting.until("today")
        await sitting.burst("tab")
        assert await copied(sitting) == CALL


async def test_a_hostile_field_is_copied_as_harmless_text(inspecting: Inspecting) -> None:
    async with inspecting(hostile.SCENARIO.id) as sitting:
        for tab in "123456":
            await sitting.burst(tab)
            for _ in range(4):
                said = await copied(sitting)
                assert all(line.isprintable() for line in said.split("\n")), said
                await sitting.burst("pagedown", "down")


async def test_too_much_for_a_clipboard_is_written_beside_and_its_path_said(
    inspecting: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clipboard, "LIMIT", 100)
    async with inspecting(CALL, size=(140, 40)) as sitting:
        await sitting.burst("Y")
        await sitting.until("written to")
        (file,) = listed(paths.copies_dir())
        assert str(file)[-20:] in sitting.status
        assert file.read_text().startswith(f"Interaction {CALL}")
        assert file.stat().st_mode & 0o777 == 0o600
        await sitting.burst("Y")
        await sitting.until(lambda: len(listed(paths.copies_dir())) == 2)


async def test_every_call_can_be_copied_from_its_summary(inspecting: Inspecting) -> None:
    async with inspecting(ALL[0].id) as sitting:
        await sitting.burst("1", "G")
        said = await copied(sitting)
        assert said and REDACTED not in said
