"""Settings: what the file may say, and that flags beat environment beats file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from vinix_tui.storage.settings import (
    DEFAULT_BASE,
    Flags,
    HistorySettings,
    Profile,
    Settings,
    load,
)

WHOLE = """
profile = "prod"
theme = "vinix-light"
timezone = "Europe/Berlin"
mouse = false
redact = false

[history]
keep = "ids"
days = 7
max_mb = 16

[profiles.prod]
base = "https://api.example.com/v2"
login = "user"
account_name = "acme-telecom"
username = "kim@example.com"
hash = "sha"
password_command = "pass show 'vinix kim'"
account_id = "1f9a8b2c3d4e5f60718293a4b50e1f23"
ca_file = "/etc/ssl/corp.pem"

[profiles.lab]
base = "http://127.0.0.1:8642/v2"
login = "api-key"
account_realm = "acme.example.com"
api_key_command = "cat key"

[profiles.phone]
login = "token"
phone_number = "+12025550101"
token_command = "print-token"

[keys]
copy_field = "y,f5"
history = "h"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(WHOLE)
    return path


def test_without_a_file_the_defaults_hold() -> None:
    settings = load({})
    assert settings == Settings()
    assert settings.profile.base == DEFAULT_BASE
    assert (settings.timezone, settings.mouse, settings.redact) == ("local", True, True)
    assert settings.history == HistorySettings("full", 90, 256)
    assert settings.file is None


def test_the_usual_file_is_read_from_the_config_directory(home: Path) -> None:
    place = home / "config/vinix-tui"
    place.mkdir(parents=True)
    (place / "config.toml").write_text('theme = "ansi-dark"\n')
    settings = load({})
    assert settings.theme == "ansi-dark"
    assert settings.file == place / "config.toml"


def test_every_key_of_the_file_arrives(file: Path) -> None:
    settings = load({}, file=file)
    assert (settings.theme, settings.timezone) == ("vinix-light", "Europe/Berlin")
    assert (settings.mouse, settings.redact) == (False, False)
    assert settings.history == HistorySettings("ids", 7, 16)
    assert settings.keys == {"copy_field": ("y", "f5"), "history": ("h",)}
    assert list(settings.profiles) == ["prod", "lab", "phone"]
    assert settings.profile == Profile(
        name="prod",
        base="https://api.example.com/v2",
        login="user",
        account="acme-telecom",
        account_kind="account_name",
        username="kim@example.com",
        hash="sha",
        password_command="pass show 'vinix kim'",
        account_id="1f9a8b2c3d4e5f60718293a4b50e1f23",
        ca_file=Path("/etc/ssl/corp.pem"),
    )


def test_explicit_account_keys_carry_their_kind(file: Path) -> None:
    profiles = load({}, file=file).profiles
    assert (profiles["lab"].account, profiles["lab"].account_kind) == (
        "acme.example.com",
        "account_realm",
    )
    assert (profiles["phone"].account, profiles["phone"].account_kind) == (
        "+12025550101",
        "phone_number",
    )


def test_the_profile_is_the_flags_else_the_environments_else_the_files(file: Path) -> None:
    environ = {"VINIX_PROFILE": "lab"}
    assert load({}, file=file).profile.name == "prod"
    assert load(environ, file=file).profile.name == "lab"
    assert load(environ, Flags(profile="phone"), file=file).profile.name == "phone"


def test_no_profile_is_chosen_unless_somebody_chose_it(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_text("[profiles.prod]\nusername = 'kim'\n")
    assert load({}, file=tmp_path / "c.toml").profile == Profile()


def test_the_environment_beats_the_file(file: Path) -> None:
    environ = {
        "VINIX_BASE": "https://other.example.com",
        "VINIX_ACCOUNT_NAME": " +12025550199 ",
        "VINIX_USERNAME": "lee@example.com",
        "VINIX_ACCOUNT_ID": "abc",
    }
    profile = load(environ, file=file).profile
    assert profile.base == "https://other.example.com"
    assert (profile.account, profile.account_kind) == ("+12025550199", None)
    assert (profile.username, profile.account_id) == ("lee@example.com", "abc")
    assert profile.password_command == "pass show 'vinix kim'"


def test_flags_beat_the_environment(file: Path) -> None:
    environ = {"VINIX_BASE": "https://other.example.com", "VINIX_ACCOUNT_ID": "abc"}
    flags = Flags(base="https://flag.example.com", account="def", theme="nord", mouse=True)
    settings = load(environ, flags, file=file)
    assert settings.profile.base == "https://flag.example.com"
    assert settings.profile.account_id == "def"
    assert (settings.theme, settings.mouse) == ("nord", True)
    assert settings.theme_of_file == "vinix-light"


def test_an_empty_variable_counts_as_unset(file: Path) -> None:
    environ = dict.fromkeys(("VINIX_BASE", "VINIX_PROFILE", "VINIX_ACCOUNT_NAME"), "")
    assert load(environ, file=file).profile == load({}, file=file).profile


def test_no_history_turns_it_off_and_keeps_the_rest(file: Path) -> None:
    assert load({}, Flags(history=False), file=file).history == HistorySettings("off", 7, 16)
    assert load({}, Flags(history=True), file=file).history.keep == "ids"


def test_animation_and_plain_http_come_from_flags_only(file: Path) -> None:
    settings = load({}, Flags(animate=True, insecure_http=True), file=file)
    assert settings.animate
    assert settings.insecure_http
    assert not load({}, file=file).insecure_http


def test_secrets_in_the_environment_never_reach_the_settings(file: Path) -> None:
    names = ("VINIX_PASSWORD", "VINIX_AUTH_TOKEN", "VINIX_API_KEY")
    settings = load(dict.fromkeys(names, "hunter2-xyzzy"), file=file)
    assert "hunter2-xyzzy" not in repr(settings)


@pytest.mark.parametrize("zone", ["local", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_time_zone_is_local_or_utc_or_one_by_name(tmp_path: Path, zone: str) -> None:
    (tmp_path / "c.toml").write_text(f"timezone = '{zone}'\n")
    assert load({}, file=tmp_path / "c.toml").timezone == zone


def test_a_ca_file_starts_at_home_or_beside_the_settings(tmp_path: Path, home: Path) -> None:
    (tmp_path / "c.toml").write_text(
        "[profiles]\na.ca_file = '~/ca.pem'\nb.ca_file = 'ca.pem'\n"
        "c.ca_file = '~no-such-user/ca.pem'\n"
    )
    profiles = load({}, file=tmp_path / "c.toml").profiles
    assert profiles["a"].ca_file == home / "ca.pem"
    assert profiles["b"].ca_file == tmp_path / "ca.pem"
    assert profiles["c"].ca_file == tmp_path / "~no-such-user/ca.pem"


def test_a_file_from_windows_reads_the_same(tmp_path: Path) -> None:
    (tmp_path / "c.toml").write_bytes(b"\xef\xbb\xbfmouse = false\r\nredact = false\r\n")
    settings = load({}, file=tmp_path / "c.toml")
    assert (settings.mouse, settings.redact) == (False, False)


def test_a_file_that_is_a_link_is_read(file: Path, tmp_path: Path) -> None:
    (tmp_path / "link.toml").symlink_to(file)
    assert load({}, file=tmp_path / "link.toml").profile.name == "prod"


def test_without_any_home_directory_flags_and_variables_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from vinix_tui.storage import settings_file
    from vinix_tui.storage.private import StorageError

    def homeless() -> Path:
        raise StorageError("No home directory is known.")

    monkeypatch.setattr(settings_file, "config_file", homeless)
    assert load({"VINIX_USERNAME": "kim"}).profile.username == "kim"


def test_settings_load_neither_pydantic_nor_rich_nor_the_screen(file: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from vinix_tui.storage.settings import load;"
        f"load({{}}, file=Path({str(file)!r}));"
        "print([m for m in ('pydantic', 'rich', 'textual', 'sqlite3') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
