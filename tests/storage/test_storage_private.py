"""Private files: modes, links, other owners, never overwriting, whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from vinix_tui.storage import private
from vinix_tui.storage.private import AlreadyThereError, StorageError


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@contextmanager
def umask(bits: int) -> Iterator[None]:
    before = os.umask(bits)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize("bits", [0o000, 0o022, 0o077, 0o277, 0o777])
def test_modes_are_the_same_under_any_umask(tmp_path: Path, bits: int) -> None:
    place = tmp_path / "new" / "ours"
    with umask(bits):
        private.directory(place)
        private.write_new(place / "new.txt", b"x")
        private.write_over(place / "over.txt", b"x")
        private.open_append(place / "log.txt").close()
    assert mode(place.parent) == mode(place) == 0o700
    assert {mode(file) for file in place.iterdir()} <= {0o600, 0o600 & ~bits}
    assert mode(place / "new.txt") == mode(place / "over.txt") == 0o600
    assert not mode(place / "log.txt") & 0o077


def test_a_directory_of_ours_that_is_open_to_others_is_closed(tmp_path: Path) -> None:
    place = tmp_path / "ours"
    place.mkdir()
    place.chmod(0o755)
    private.directory(place)
    assert mode(place) == 0o700


def test_the_directories_above_ours_are_left_as_they_are(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    cache.chmod(0o755)
    private.directory(cache / "ours")
    assert mode(cache) == 0o755


def test_a_directory_that_is_a_link_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "ours"
    link.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError, match="is a link") as caught:
        private.directory(link)
    assert str(link) in str(caught.value)


def test_a_link_that_leads_nowhere_is_refused_as_a_directory(tmp_path: Path) -> None:
    link = tmp_path / "ours"
    link.symlink_to(tmp_path / "nowhere")
    with pytest.raises(StorageError, match="is a link"):
        private.directory(link)
    assert not (tmp_path / "nowhere").exists()


def test_a_file_where_the_directory_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours").write_text("x")
    with pytest.raises(StorageError, match="not a directory"):
        private.directory(tmp_path / "ours")


@pytest.mark.parametrize("use", [private.check, lambda p: private.write_over(p, b"new")])
def test_a_file_that_is_a_link_is_refused_and_its_target_untouched(
    tmp_path: Path, use: Callable[[Path], object]
) -> None:
    target = tmp_path / "target"
    target.write_text("old")
    link = tmp_path / "file"
    link.symlink_to(target)
    with pytest.raises(StorageError, match="is a link"):
        use(link)
    assert target.read_text() == "old"
    assert link.is_symlink()


def test_appending_and_reading_do_not_follow_a_link_either(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("old")
    link = tmp_path / "file"
    link.symlink_to(target)
    with pytest.raises(StorageError, match="is a link"):
        private.open_append(link)
    with pytest.raises(StorageError, match="is a link"):
        private.read(link, 100)
    with pytest.raises(AlreadyThereError):
        private.write_new(link, b"new")
    assert target.read_text() == "old"


def test_what_belongs_to_somebody_else_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = private.directory(tmp_path / "ours")
    private.write_new(place / "file", b"x")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(StorageError, match="belongs to another user"):
        private.directory(place)
    with pytest.raises(StorageError, match="belongs to another user"):
        private.check(place / "file")


def test_a_pipe_is_refused_without_waiting_for_its_other_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StorageError, match="not a plain file"):
        private.read(tmp_path / "pipe", 100)


def test_a_new_file_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "export.txt").write_text("old")
    with pytest.raises(AlreadyThereError, match="never overwritten"):
        private.write_new(tmp_path / "export.txt", b"new")
    assert (tmp_path / "export.txt").read_text() == "old"


def test_a_new_file_that_cannot_be_finished_is_not_left_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="the disk is full"):
        private.write_new(tmp_path / "export.txt", b"new")
    assert not (tmp_path / "export.txt").exists()


def test_writing_over_replaces_the_whole_and_leaves_nothing_beside(tmp_path: Path) -> None:
    place = tmp_path / "ours"
    private.write_over(place / "state", b"a long first text")
    private.write_over(place / "state", b"short")
    assert private.read(place / "state", 100) == b"short"
    assert [path.name for path in place.iterdir()] == ["state"]


def test_a_replacement_that_fails_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "ours"
    private.write_over(place / "state", b"old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(StorageError, match="the disk is read-only"):
        private.write_over(place / "state", b"new")
    assert [path.read_bytes() for path in place.iterdir()] == [b"old"]


def test_appending_adds_at_the_end(tmp_path: Path) -> None:
    for line in (b"one\n", b"two\n"):
        with private.open_append(tmp_path / "ours" / "log") as log:
            log.write(line)
    assert private.read(tmp_path / "ours" / "log", 100) == b"one\ntwo\n"


def test_reading_says_when_there_is_no_file_and_when_it_is_too_large(tmp_path: Path) -> None:
    assert private.read(tmp_path / "none", 100) is None
    private.write_new(tmp_path / "large", b"x" * 101)
    with pytest.raises(StorageError, match="larger than 100 bytes"):
        private.read(tmp_path / "large", 100)


def test_checking_tells_whether_the_file_is_there_and_closes_it(tmp_path: Path) -> None:
    assert private.check(tmp_path / "none") is False
    (tmp_path / "open").write_text("x")
    (tmp_path / "open").chmod(0o664)
    assert private.check(tmp_path / "open") is True
    assert mode(tmp_path / "open") == 0o600


def test_a_file_on_a_read_only_disk_is_read_although_it_cannot_be_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "open").write_text("x")
    (tmp_path / "open").chmod(0o644)

    def refuse(handle: int, mode: int) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "fchmod", refuse)
    assert private.read(tmp_path / "open", 100) == b"x"


def test_making_an_empty_file_keeps_one_that_is_there(tmp_path: Path) -> None:
    private.make_empty(tmp_path / "db")
    assert (tmp_path / "db").stat().st_size == 0
    (tmp_path / "db").write_text("content")
    private.make_empty(tmp_path / "db")
    assert (tmp_path / "db").read_text() == "content"


def test_removing_takes_the_link_and_not_its_target(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "target")
    private.remove(tmp_path / "link")
    private.remove(tmp_path / "never was")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["target"]
    with pytest.raises(StorageError, match=str(tmp_path)):
        private.remove(tmp_path)


def test_a_directory_that_may_not_be_written_to_is_told_in_words(plain_user: Path) -> None:
    plain_user.chmod(0o500)
    with pytest.raises(StorageError, match="you have no right to it"):
        private.write_new(plain_user / "export.txt", b"x")
    with pytest.raises(StorageError, match="you have no right to it"):
        private.directory(plain_user / "ours")
    with pytest.raises(StorageError, match="you have no right to it"):
        private.open_append(plain_user / "log")
