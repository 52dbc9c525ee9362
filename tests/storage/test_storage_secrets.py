"""Secrets: the environment, then a command without a shell, then the keyring; never shown."""

from __future__ import annotations

import importlib.util
import logging
import os
import select
import shlex
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from vinix_tui.storage.asked import SecretTrouble
from vinix_tui.storage.secrets import Secrets
from vinix_tui.storage.settings import Login, Profile

SECRET = "hunter2-xyzzy"
NO_VARIABLES: dict[str, str] = {}


def python(code: str) -> str:
    """A command line that runs some Python."""
    return shlex.join([sys.executable, "-S", "-c", code])


def by_command(
    line: str, environ: Mapping[str, str] | None = None, patience: float = 30
) -> Secrets:
    profile = Profile(password_command=line)
    return Secrets(profile, os.environ if environ is None else environ, patience=patience)


def given(secret: object) -> str | None:
    return getattr(secret, "get_secret_value", lambda: None)()


def trouble(asked: Secrets) -> str:
    with pytest.raises(SecretTrouble) as caught:
        asked.password()
    assert SECRET not in str(caught.value)
    return str(caught.value)


def test_the_environment_comes_first() -> None:
    profile = Profile(
        password_command="false", api_key_command="false", token_command="false", username="kim"
    )
    environ = {"VINIX_PASSWORD": "one", "VINIX_API_KEY": "two", "VINIX_AUTH_TOKEN": "three"}
    asked = Secrets(profile, environ)
    assert [given(s) for s in (asked.password(), asked.api_key(), asked.token())] == [
        "one",
        "two",
        "three",
    ]


def test_without_any_source_there_is_none() -> None:
    asked = Secrets(Profile(), NO_VARIABLES)
    assert (asked.password(), asked.api_key(), asked.token()) == (None, None, None)
    assert asked.remarks == []


@pytest.mark.parametrize(
    ("variable", "login"),
    [("VINIX_AUTH_TOKEN", "token"), ("VINIX_API_KEY", "api-key"), ("VINIX_PASSWORD", "user")],
)
def test_a_secret_in_the_environment_decides_how_to_sign_in(variable: str, login: Login) -> None:
    assert Secrets(Profile(login="api-key"), {variable: SECRET}).method == login
    assert Secrets(Profile(login="api-key"), {variable: ""}).method == "api-key"


def test_a_command_gives_its_first_line_and_nothing_of_its_end() -> None:
    assert given(by_command(python("print(' p w ', 'more', sep='\\r\\n')")).password()) == " p w "


def test_each_secret_has_its_own_command() -> None:
    profile = Profile(api_key_command=python("print(2)"), token_command=python("print(3)"))
    asked = Secrets(profile, os.environ)
    assert (given(asked.api_key()), given(asked.token())) == ("2", "3")


def test_a_command_is_run_without_a_shell() -> None:
    line = shlex.join([sys.executable, "-c", "import sys; print(sys.argv[1])", "$HOME; `id`|x"])
    assert given(by_command(line).password()) == "$HOME; `id`|x"


def test_a_command_sees_the_environment_that_was_given() -> None:
    code = "import os; print(os.environ['STORE'])"
    assert given(by_command(python(code), {"STORE": "here"}).password()) == "here"


def test_a_command_has_no_standard_input() -> None:
    code = "import sys; print('empty' if sys.stdin.read() == '' else 'typed')"
    assert given(by_command(python(code)).password()) == "empty"


def test_a_secret_shows_neither_in_its_repr_nor_in_the_log(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        asked = by_command(python(f"print({SECRET!r})"))
        secret = asked.password()
    assert given(secret) == SECRET
    assert SECRET not in repr(secret) + str(secret) + caplog.text
    assert capfd.readouterr() == ("", "")


def test_a_command_that_fails_is_told_with_its_complaint() -> None:
    code = (
        f"import sys; print({SECRET!r}); sys.exit('gpg: \\x1b[31mno secret key\\x1b[0m\\n again')"
    )
    line = trouble(by_command(python(code)))
    assert line == ("password_command failed (exit code 1): gpg: ␛[31mno secret key␛[0m again")


def test_a_long_complaint_is_cut_to_its_end() -> None:
    code = "import sys; sys.exit('x' * 5000 + ' the reason')"
    line = trouble(by_command(python(code)))
    assert line.endswith("xxx the reason")
    assert len(line) < 400


def test_a_command_that_fails_silently_or_by_a_signal_is_told() -> None:
    assert trouble(by_command(python("raise SystemExit(3)"))) == (
        "password_command failed (exit code 3)."
    )
    code = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
    assert trouble(by_command(python(code))) == "password_command was ended by signal 15."


@pytest.mark.parametrize("code", ["pass", "print()", "print('\\nsecond')"])
def test_an_empty_first_line_is_told(code: str) -> None:
    assert "gives an empty first line" in trouble(by_command(python(code)))


def test_output_that_is_no_text_is_told_and_not_shown() -> None:
    code = "import os; os.write(1, b'hunter2-xyzzy\\xff')"
    assert "something else than UTF-8 text" in trouble(by_command(python(code)))
    asked = Secrets(Profile(), {"VINIX_PASSWORD": f"{SECRET}\udcff"})
    assert trouble(asked) == "VINIX_PASSWORD holds something else than UTF-8 text."


def test_a_command_that_cannot_start_is_told_by_its_name() -> None:
    line = trouble(by_command("no-such-program-here ~/key"))
    assert line.startswith("password_command could not start no-such-program-here: no such file")
    assert "without a shell" in line
    assert "could not start" in trouble(by_command("'a\0b'"))


@pytest.mark.parametrize("line", ["'open", "''''", " "])
def test_what_is_no_command_line_is_told(line: str) -> None:
    told = trouble(by_command(line))
    assert "no command line" in told or "could not start" in told


def test_a_command_that_waits_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    # It reads forever what nobody writes; its child holds the pipes open and would outlive it.
    os.mkfifo(tmp_path / "alive")
    reader = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    code = (
        f"import os, signal; os.open({str(tmp_path / 'alive')!r}, os.O_WRONLY); os.fork();"
        "signal.pause()"
    )
    told = trouble(by_command(python(code), patience=0.5))
    assert told.startswith("password_command did not finish in 0.5 s")
    assert select.select([reader], [], [], 5)[0]  # every holder of the other end is gone
    assert os.read(reader, 1) == b""
    os.close(reader)


def test_what_a_command_complained_of_is_told_when_it_waits_or_gives_nothing() -> None:
    asks = "import sys, signal; print('PIN\\x1b:', file=sys.stderr, flush=True); signal.pause()"
    told = trouble(by_command(python(asks), patience=0.5))
    assert told.endswith("it was ended. It said: PIN␛:")
    empty = "import sys; print('no such entry', file=sys.stderr)"
    assert trouble(by_command(python(empty))) == (
        "password_command gives nothing, and says: no such entry"
    )


def test_a_command_that_closes_its_output_and_goes_on_is_ended() -> None:
    code = "import os, signal; os.close(1); os.close(2); signal.pause()"
    assert "did not finish" in trouble(by_command(python(code), patience=0.5))


def test_a_command_that_prints_without_end_is_ended_early() -> None:
    assert "printed without end" in trouble(by_command(python("while True: print('y' * 999)")))


def test_a_daemon_that_a_command_leaves_behind_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "end")
    code = (
        "import os; print('pw', flush=True)\n"
        f"if not os.fork(): os.open({str(tmp_path / 'end')!r}, os.O_RDONLY)"
    )
    assert given(by_command(python(code)).password()) == "pw"
    os.close(os.open(tmp_path / "end", os.O_WRONLY))  # lets it go


def test_waiting_for_a_command_can_be_cancelled_from_another_thread(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "started")
    path = str(tmp_path / "started")
    asked = by_command(
        python(f"import os, signal; os.close(os.open({path!r}, os.O_WRONLY)); signal.pause()")
    )

    def cancel() -> None:
        os.close(os.open(path, os.O_RDONLY))  # opens when the command has started
        asked.cancel()

    thread = threading.Thread(target=cancel)
    thread.start()
    assert trouble(asked) == "password_command was cancelled."
    thread.join()
    asked.cancel()  # nothing runs: nothing happens


class TestKeyring:
    """The keyring runs in a process of its own, here with a backend made of one function."""

    @pytest.fixture(autouse=True)
    def backend(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        (tmp_path / "backend.py").write_text(
            "import keyring.backend, os\n"
            "class Backend(keyring.backend.KeyringBackend):\n"
            "    priority = 1\n"
            "    def set_password(self, *a): pass\n"
            "    def get_password(self, service, user):\n"
            "        if user == 'broken': raise ValueError('the store is locked')\n"
            "        return {'kim': 'pä55', 'api-key:prod': 'key', 'token:prod': 'tok'}.get(user)\n"
        )
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "backend.Backend")
        return tmp_path

    def test_it_is_asked_last_and_by_user_name(self) -> None:
        assert given(Secrets(Profile(username="kim"), os.environ).password()) == "pä55"

    def test_keys_and_tokens_stand_under_the_profiles_name(self) -> None:
        asked = Secrets(Profile(name="prod"), os.environ)
        assert (given(asked.api_key()), given(asked.token())) == ("key", "tok")

    def test_what_it_does_not_know_is_not_there(self) -> None:
        asked = Secrets(Profile(username="-lee"), os.environ)
        assert asked.password() is None
        assert asked.remarks == []

    def test_its_error_is_a_remark_and_no_more(self) -> None:
        asked = Secrets(Profile(username="broken"), os.environ)
        assert asked.password() is None
        assert len(asked.remarks) == 1
        assert asked.remarks[0].startswith("keyring failed (exit code 1)")
        assert asked.remarks[0].endswith("ValueError: the store is locked")

    def test_a_keyring_module_in_the_working_directory_is_not_run(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "work").mkdir()
        (tmp_path / "work/keyring.py").write_text("print('stolen')")
        monkeypatch.chdir(tmp_path / "work")
        assert given(Secrets(Profile(username="kim"), os.environ).password()) == "pä55"

    def test_without_the_package_there_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
        assert Secrets(Profile(username="kim"), os.environ).password() is None

    def test_without_a_python_to_run_it_there_is_none(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "executable", "")
        assert Secrets(Profile(username="kim"), os.environ).password() is None
