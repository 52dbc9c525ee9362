"""What is wrong in the settings is told in one line: where, which key, what, the nearest key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vinix_tui.storage.settings import Flags, SettingsError, load

SECRET = "hunter2-xyzzy"
Told = Callable[..., str]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The one line that a settings file ends in, without its path."""

    def tell(content: str | bytes, **more: object) -> str:
        path = tmp_path / "config.toml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        with pytest.raises(SettingsError) as caught:
            load({}, file=path, **more)  # type: ignore[arg-type]
        line = str(caught.value)
        assert line.startswith(str(path)), line
        assert "\n" not in line
        assert SECRET not in line
        return line.removeprefix(str(path))

    return tell


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('thema = "x"', ':1: thema: unknown key; did you mean "theme"?'),
        ("\n\nzzz = 1", ":3: zzz: unknown key"),
        ("[history]\n\ndayz = 3", ':3: [history] dayz: unknown key; did you mean "days"?'),
        (
            "[profiles.prod]\nbase = 'x'\nusernme = 'kim'",
            ':3: [profiles.prod] usernme: unknown key; did you mean "username"?',
        ),
        ("[histroy]\ndays = 3", ':1: histroy: unknown key; did you mean "history"?'),
        ("mouse = 'no'", ":1: mouse: must be true or false, not text"),
        ("theme = 3", ":1: theme: must be text in quotes, not a whole number"),
        ("theme = ['a']", ":1: theme: must be text in quotes, not a list"),
        ("theme = 1.5", ":1: theme: must be text in quotes, not a number with a point"),
        ("theme = 2026-11-23", ":1: theme: must be text in quotes, not a date or time"),
        ("theme.x = 1", ":1: theme: must be text in quotes, not a table"),
        ("theme = ' '", ":1: theme: must not be empty"),
        (
            'theme = "a\\nb"',
            ":1: theme: must be one line of plain text; there is a control character in it",
        ),
        ("history.days = true", ":1: [history] days: must be a whole number, not true or false"),
        ("history = {days = 0}", ":1: [history] days: must be from 1 to 36500, not 0"),
        ("[history]\nmax_mb = 1e3", ":2: [history] max_mb: must be a whole number, not a number"),
        ("history = 3", ":1: history: must be a table; write [history] on a line of its own"),
        ("profiles = 3", ":1: profiles: must be a table; write [profiles] on a line of its own"),
        (
            "[profiles]\nprod = 'x'",
            ":2: [profiles] prod: must be a table; write [profiles.prod] on a line of its own",
        ),
        (
            "[history]\nkeep = 'ful'",
            ':2: [history] keep: must be one of "full", "ids", "off"; did you mean "full"?',
        ),
        (
            "[profiles.a]\nlogin = 'password'",
            ':2: [profiles.a] login: must be one of "user", "api-key", "token"',
        ),
        (
            "[profiles.a]\nphone_number = 12025550101",
            ":2: [profiles.a] phone_number: must be text in quotes, not a whole number",
        ),
        (
            "[profiles.a]\naccount_name = 'x'\naccount_realm = 'y.example.com'",
            ":3: [profiles.a] account_realm: the account is already named by account_name",
        ),
        (
            '[profiles.a]\npassword_command = "pass \'show"',
            ":2: [profiles.a] password_command: must close each quote that it opens",
        ),
        ('profile = "prd"\n[profiles.prod]', ':1: profile: no profile "prd"; did you mean "prod"?'),
        ('[profiles." "]', ":1: [profiles]  : a profile's name must be plain text in one line"),
        ("[keys]\ncopy_field = 'y,,f5'", ":2: [keys] copy_field: must be keys with a comma"),
        ("[keys]\ncopy_field = 3", ":2: [keys] copy_field: must be text in quotes"),
        (
            "timezone = 'Europe/Berlim'",
            ':1: timezone: must be "local", "UTC" or a name such as "Europe/Berlin"; '
            'did you mean "Europe/Berlin"?',
        ),
        ("timezone = '../../etc/passwd'", ":1: timezone: must be"),
        ("timezone = 'Europe'", ":1: timezone: must be"),
        ("theme = \"a\"\nmouse = 1\nthema = ''", ":2: mouse: must be true or false"),
    ],
)
def test_a_wrong_setting_is_told_with_its_line(told: Told, content: str, line: str) -> None:
    assert told(content).startswith(line)


@pytest.mark.parametrize(
    ("key", "instead"),
    [
        ("password", "password_command in the profile, or VINIX_PASSWORD"),
        ("api_key", "api_key_command in the profile, or VINIX_API_KEY"),
        ("token", "token_command in the profile, or VINIX_AUTH_TOKEN"),
        ('"auth-token"', "token_command in the profile, or VINIX_AUTH_TOKEN"),
    ],
)
@pytest.mark.parametrize("table", ["", "[profiles.prod]\n"])
def test_a_secret_in_the_file_is_refused_and_not_repeated(
    told: Told, table: str, key: str, instead: str
) -> None:
    line = told(f"{table}{key} = '{SECRET}'")
    assert line.endswith(f"a secret does not belong in this file; use {instead}")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("theme = ", ":1: theme: this is not TOML (invalid value)"),
        (f"theme = {SECRET}", ":1: theme: this is not TOML ("),
        (f"theme = '{SECRET}", ":1: theme: this is not TOML ("),
        ("mouse = true\n\n[history\nx = 1", ":3: this is not TOML (expected ']' at the end of"),
        (f"a = 1\n['{SECRET}']\n['{SECRET}']", ":3: this is already set above"),
        (f"mouse = true\n{SECRET}", ":2: this is not TOML ("),
        ("a = [\n1,\n", ":3: this is not TOML ("),
        ("theme = 'a'\ntheme = 'b'", ":2: theme: this is already set above"),
        ("[history]\n[history]", ":2: [history]: this is already set above"),
        ("[profiles.a]\n\n[profiles.a]", ":3: [profiles.a]: this is already set above"),
        ("history = {days = 1, days = 2}", ":1: history: this is already set above"),
        (b"mouse = true\ntheme = '\xff'", ":2: this line is not UTF-8 text"),
        ("a = " + "[" * 60_000, ": brackets are nested too deeply"),
        ("#" * 65_537, ": larger than 65,536 bytes; is it the right file?"),
    ],
)
def test_broken_toml_is_told_with_its_line(told: Told, content: str | bytes, line: str) -> None:
    assert told(content).startswith(line)


def test_an_unknown_command_in_keys_is_told_when_the_commands_are_known(told: Told) -> None:
    line = told("[keys]\nhistory = 'h'\ncopy_feild = 'y'", commands=["copy_field", "history"])
    assert line == ':3: [keys] copy_feild: there is no such command; did you mean "copy_field"?'


def test_control_characters_from_the_file_do_not_reach_the_message(told: Told) -> None:
    line = told('"\\u001b]0;x\\u0007" = 1')
    assert line.isprintable()
    assert "␛]0;x" in line


def test_a_directory_is_no_settings_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=f"^{tmp_path}: this is not a file$"):
        load({}, file=tmp_path)


def test_an_unreadable_settings_file_is_told(plain_user: Path) -> None:
    (plain_user / "config.toml").write_text("")
    (plain_user / "config.toml").chmod(0o000)
    with pytest.raises(SettingsError, match=r"config.toml: cannot be read: permission denied$"):
        load({}, file=plain_user / "config.toml")


@pytest.mark.parametrize(
    ("environ", "flags", "line"),
    [
        ({"VINIX_BASE": "a\nb"}, Flags(), "VINIX_BASE: must be one line of plain text"),
        ({"VINIX_ACCOUNT_ID": "\udcff"}, Flags(), "VINIX_ACCOUNT_ID: must be one line"),
        ({"VINIX_USERNAME": " "}, Flags(), "VINIX_USERNAME: must not be empty"),
        ({}, Flags(base=""), "--base: must not be empty"),
        ({}, Flags(account="\x1b"), "--account: must be one line of plain text"),
        ({"VINIX_PROFILE": "prd"}, Flags(), 'VINIX_PROFILE: no profile "prd" in {file}; did you'),
        ({}, Flags(profile="prd"), '--profile: no profile "prd" in {file}; did you mean "prod"?'),
    ],
)
def test_a_wrong_variable_or_flag_is_told_by_its_name(
    tmp_path: Path, environ: dict[str, str], flags: Flags, line: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[profiles.prod]\n")
    with pytest.raises(SettingsError) as caught:
        load(environ, flags, file=file)
    assert str(caught.value).startswith(line.format(file=file))


def test_a_profile_without_any_settings_file_is_told() -> None:
    with pytest.raises(SettingsError) as caught:
        load({"VINIX_PROFILE": "prod"})
    assert str(caught.value) == 'VINIX_PROFILE: no profile "prod", for there is no settings file'
