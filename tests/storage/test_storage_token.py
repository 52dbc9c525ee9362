"""The kept token: private, for an hour at most, gone when it is of no use."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from vinix_tui.storage import paths, token
from vinix_tui.storage.private import StorageError
from vinix_tui.storage.token import KeptToken

NOW = datetime.now(UTC).replace(microsecond=0)
KEY = "https://api.example.com/v2 acme-telecom kim@example.com"
SECRET = "hunter2-xyzzy"


def now() -> datetime:
    return NOW


def later(**after: float) -> Callable[[], datetime]:
    return lambda: NOW + timedelta(**after)


def kept(expires_at: datetime | None = None) -> KeptToken:
    return KeptToken(SecretStr(SECRET), "1f9a", "acme-telecom", expires_at)


def written(content: object) -> Path:
    token.keep(KEY, kept(), now)
    path = paths.token_file(KEY)
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_a_kept_token_comes_back_as_it_was() -> None:
    expiry = NOW + timedelta(minutes=42)
    token.keep(KEY, kept(expiry), now)
    assert token.read(KEY, now) == kept(expiry)


def test_the_file_is_private_and_the_value_does_not_show() -> None:
    token.keep(KEY, kept(), now)
    assert paths.token_file(KEY).stat().st_mode & 0o777 == 0o600
    assert SECRET not in repr(token.read(KEY, now))


def test_by_the_usual_clock_a_token_is_good_at_once() -> None:
    token.keep(KEY, kept())
    assert token.read(KEY) is not None


def test_each_key_has_its_own_token() -> None:
    token.keep(KEY, kept(), now)
    assert token.read(KEY + "2", now) is None


def test_nothing_is_read_or_made_where_nothing_was_kept(tmp_path: Path) -> None:
    assert token.read(KEY, now) is None
    assert list((tmp_path / "run").iterdir()) == []


def test_a_token_that_does_not_tell_its_expiry_is_kept_for_an_hour() -> None:
    token.keep(KEY, kept(None), now)
    assert token.read(KEY, later(minutes=59)) == kept(NOW + timedelta(hours=1))
    assert token.read(KEY, later(minutes=60)) is None


def test_a_token_is_kept_for_an_hour_however_long_it_lives() -> None:
    token.keep(KEY, kept(NOW + timedelta(days=3)), now)
    assert token.read(KEY, later(minutes=61)) is None
    assert not paths.token_file(KEY).exists()


def test_an_expired_token_is_removed() -> None:
    token.keep(KEY, kept(NOW + timedelta(minutes=5)), now)
    assert token.read(KEY, later(minutes=6)) is None
    assert not paths.token_file(KEY).exists()


def test_a_clock_that_went_back_makes_the_token_unusable() -> None:
    token.keep(KEY, kept(), now)
    assert token.read(KEY, later(hours=-2)) is None
    assert not paths.token_file(KEY).exists()


GOOD = {
    "token": SECRET,
    "account_id": None,
    "account_name": None,
    "expires_at": (NOW + timedelta(minutes=9)).isoformat(),
}


def test_the_sample_for_the_next_test_is_good() -> None:
    written(GOOD)
    assert token.read(KEY, now) is not None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not json",
        "\udcff",
        "[" * 100_000,
        [],
        {},
        GOOD | {"token": ""},
        GOOD | {"token": 7},
        GOOD | {"account_id": 7},
        GOOD | {"expires_at": None},
        GOOD | {"expires_at": "tomorrow"},
        GOOD | {"expires_at": "2026-11-23T10:00:00"},
    ],
)
def test_a_file_that_is_not_what_was_written_is_removed(content: object) -> None:
    if content == "\udcff":
        path = written("")
        path.write_bytes(b"\xff")
    else:
        path = written(content)
    assert token.read(KEY, now) is None
    assert not path.exists()


def test_a_link_in_its_place_is_removed_and_not_followed(tmp_path: Path) -> None:
    path = written(GOOD)
    path.rename(tmp_path / "target")
    path.symlink_to(tmp_path / "target")
    assert token.read(KEY, now) is None
    assert not path.is_symlink()
    assert (tmp_path / "target").exists()


def test_old_tokens_of_other_accounts_go_as_well_and_so_do_half_written_ones() -> None:
    token.keep(KEY, kept(), now)
    place = paths.token_dir()
    half = place / ".token-abc.json.0123.new"
    half.write_text(SECRET)
    (place / "token-directory").mkdir()
    for path in place.iterdir():
        os.utime(path, (0, NOW.timestamp() - 3601))
    (place / "token-fresh.json").write_text("x")
    assert token.read("another", now) is None
    assert sorted(path.name for path in place.iterdir()) == ["token-directory", "token-fresh.json"]


def test_forgetting_removes_the_file_and_may_be_done_twice() -> None:
    token.keep(KEY, kept(), now)
    token.forget(KEY)
    token.forget(KEY)
    assert token.read(KEY, now) is None


def test_without_a_private_place_no_token_is_kept_and_that_is_said(tmp_path: Path) -> None:
    # The XDG variable stays: platformdirs would go on to the real /run/user of this machine.
    (tmp_path / "run/vinix-tui").symlink_to(tmp_path / "home")
    with pytest.raises(StorageError, match=r"^No token can be kept: .* is a link"):
        token.keep(KEY, kept(), now)
    assert list((tmp_path / "home").iterdir()) == []


def test_without_a_private_place_there_is_nothing_to_read_or_forget(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(key: str) -> Path:
        raise StorageError("No token can be kept: /run/user/1000 is open to other users.")

    monkeypatch.setattr(token, "token_file", refuse)
    assert token.read(KEY, now) is None
    token.forget(KEY)
