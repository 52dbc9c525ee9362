"""What `doctor` says of settings and signing in: who set what, what is wrong, nothing secret."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from tests.api.answering import CERTIFICATE
from vinix_tui.api.login import Token
from vinix_tui.calls import clock
from vinix_tui.cli.outcome import FINE, USAGE
from vinix_tui.desk import Desk
from vinix_tui.storage import paths, themes
from vinix_tui.storage.settings import Settings

Run = Callable[..., Any]
Write = Callable[[str], Path]


@pytest.fixture
def write() -> Write:
    """Writes the settings file."""

    def written(text: str) -> Path:
        path = paths.config_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o600)
        return path

    return written


def test_a_file_that_cannot_be_read_is_a_fault_and_the_network_is_left_alone(
    run: Run, write: Write
) -> None:
    write('theme = "vinix-dark"\ntimezon = "UTC"\n')
    said = run("doctor")
    assert said.code == USAGE
    assert 'config.toml:2: timezon: unknown key; did you mean "timezone"?' in said.out
    assert "not asked, since it is not clear whom." in said.out
    assert "Fix: Mend that; the file is ~/.config/vinix-tui/config.toml." in said.out


def test_a_profile_that_there_is_not_is_a_fault(examine: Run) -> None:
    found = examine("--profile", "prod")
    assert found.code == USAGE and '--profile: no profile "prod"' in found["file"]["found"]


def test_a_file_that_others_can_change_is_a_fault(examine: Run, write: Write) -> None:
    path = write("mouse = true\n")
    path.chmod(0o664)
    found = examine()
    assert found.code == USAGE and "chmod go-w ~/.config" in found["file"]["fix"]
    path.chmod(0o644)
    assert examine().code == FINE


def test_each_value_is_told_with_who_set_it(
    examine: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        'profile = "prod"\n[profiles.prod]\nbase = "https://a.example.com"\n'
        'account_name = "acme"\nusername = "kim"\n[profiles.test]\n'
    )
    found = examine()
    assert found["profile"]["found"] == "prod (the settings file); the settings file has 2"
    assert found["server"]["found"] == "https://a.example.com/v2 ([profiles.prod])"
    assert found["account"]["found"] == "acme ([profiles.prod])"
    monkeypatch.setenv("VINIX_BASE", "b.example.com")
    monkeypatch.setenv("VINIX_USERNAME", "lee")
    found = examine("--account", "0" * 32)
    assert found["server"]["found"] == "https://b.example.com/v2 (VINIX_BASE)"
    assert found["user"]["found"] == "lee (VINIX_USERNAME)"
    assert found["account id"]["found"] == f"{'0' * 32} (--account)"
    monkeypatch.setenv("VINIX_PROFILE", "test")
    assert examine()["profile"]["found"].startswith("test (VINIX_PROFILE)")
    monkeypatch.delenv("VINIX_BASE")
    assert examine()["server"]["found"].endswith("(as it comes)")


def test_an_address_that_cannot_be_used_is_a_fault_without_the_address(run: Run) -> None:
    said = run("doctor", "--base", "https://kim:hunter2@x.example.com")
    assert said.code == USAGE and "hunter2" not in said.out
    assert "The address (--base) cannot be used: it holds a user or a password" in said.out


def test_plain_http_is_refused_or_warned_of(examine: Run, run: Run) -> None:
    base = ("--base", "http://x.invalid")
    assert "unencrypted" in examine(*base)["server"]["found"]
    check = examine(*base, "--insecure-http")["server"]
    assert check["state"] == "warning" and "not encrypted" in check["found"]


def test_themes_and_keys_that_are_amiss_are_told_with_their_line(
    examine: Run, write: Write
) -> None:
    write('theme = "nope"\n[keys]\nfold = "r"\n')
    found = examine()
    assert found.code == FINE and 'there is no theme "nope"' in found["theme"]["found"]
    assert "config.toml:3: [keys] fold" in found["keys"]["found"]
    write('theme = "vinix-safe"\n[keys]\nfolds = "r"\n')
    found = examine()
    assert found["keys"]["state"] == "fault" and "no such command" in found["keys"]["found"]
    assert found["theme"]["found"] == "vinix-safe (the settings file)"


def test_the_theme_that_was_chosen_last_is_told(examine: Run) -> None:
    themes.remember("vinix-light")
    assert examine()["theme"]["found"] == "vinix-light (chosen last)"


def test_the_file_of_authorities_is_tried(
    examine: Run, write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    assert "authorities" not in examine().names()
    write(f'profile = "a"\n[profiles.a]\nca_file = "{CERTIFICATE}"\n')
    assert examine()["authorities"]["found"].endswith("self_signed.pem (ca_file) can be used")
    write('profile = "a"\n[profiles.a]\nca_file = "gone.pem"\n')
    found = examine()
    assert found.code == USAGE and "gone.pem: it is not there" in found["authorities"]["found"]


# -- signing in -------------------------------------------------------------------------------


def test_a_command_is_found_but_never_run(examine: Run, write: Write, tmp_path: Path) -> None:
    trace = tmp_path / "ran"
    write(f'profile = "a"\n[profiles.a]\npassword_command = "touch {trace}"\n')
    found = examine()
    assert found["way"]["found"].endswith("by password_command (touch; not run here)")
    assert not trace.exists()
    write('profile = "a"\n[profiles.a]\npassword_command = "no-such-program x"\n')
    found = examine()
    assert found.code == USAGE and "no program no-such-program" in found["way"]["found"]


def test_without_any_secret_it_says_who_asks(examine: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    found = examine()
    assert "show needs VINIX_PASSWORD or password_command" in found["way"]["found"]
    assert "the account is not named" in found["whom"]["found"]


def test_a_token_of_the_environment_is_read_for_its_end(
    examine: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VINIX_AUTH_TOKEN", "opaque-token-0001")
    assert "does not say until when" in examine()["token"]["found"]
    monkeypatch.setenv("VINIX_AUTH_TOKEN", "two words")
    check = examine()["token"]
    assert check["state"] == "warning" and "two words" not in check["found"]


def test_a_kept_token_is_told_with_its_minutes(examine: Run) -> None:
    assert "none for this server" in examine()["kept token"]["found"]
    desk = Desk(Settings(), environ={})
    ends = clock.now() + timedelta(minutes=42, seconds=30)
    token = Token(SecretStr("hunter2hunter2"), None, None, ends)
    desk.keep_token(token, "https://api.vinixglobal.com/v2")
    assert examine()["kept token"]["found"] == "there is one, with 42 min left"
