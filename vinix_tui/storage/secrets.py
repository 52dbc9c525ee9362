"""Passwords, API keys and tokens: the environment, then the profile's command, then the keyring.

Nothing here writes a secret anywhere: not to disk, not to a log, not into a message. Loaded when
somebody signs in, since SecretStr brings pydantic with it.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping

from pydantic import SecretStr

from vinix_tui.storage.asked import Asked, SecretTrouble, ask, first_line
from vinix_tui.storage.settings import Login, Profile

__all__ = ["PATIENCE", "SERVICE", "SecretTrouble", "Secrets"]

SERVICE = "vinix-tui"
"""The service under which the keyring keeps our secrets."""

PATIENCE = 30.0
"""Seconds that a command may take: time to type a passphrase into its own window."""


class Secrets:
    """The secrets of one profile, asked for one by one; None means that there is none.

    Raises SecretTrouble where a command was named but gave nothing. `remarks` gathers
    sentences on what did not stop the search, such as a keyring that is locked.
    """

    def __init__(
        self, profile: Profile, environ: Mapping[str, str], *, patience: float = PATIENCE
    ) -> None:
        """Nothing is read or run yet."""
        self.remarks: list[str] = []
        self._profile = profile
        self._environ = environ
        self._patience = patience
        self._running = Asked()

    @property
    def method(self) -> Login:
        """How to sign in: as the secret in the environment asks, else as the profile says."""
        ways: tuple[tuple[str, Login], ...] = (
            ("VINIX_AUTH_TOKEN", "token"),
            ("VINIX_API_KEY", "api-key"),
            ("VINIX_PASSWORD", "user"),
        )
        set_by = (login for variable, login in ways if self._environ.get(variable))
        return next(set_by, self._profile.login)

    def password(self) -> SecretStr | None:
        """VINIX_PASSWORD, password_command, or the keyring's entry for the user name."""
        user = self._profile.username
        return self._find("VINIX_PASSWORD", "password_command", user)

    def api_key(self) -> SecretStr | None:
        """VINIX_API_KEY, api_key_command, or the keyring's entry `api-key:PROFILE`."""
        return self._find("VINIX_API_KEY", "api_key_command", self._entry("api-key"))

    def token(self) -> SecretStr | None:
        """VINIX_AUTH_TOKEN, token_command, or the keyring's entry `token:PROFILE`."""
        return self._find("VINIX_AUTH_TOKEN", "token_command", self._entry("token"))

    def cancel(self) -> None:
        """End a command that another thread waits for; that thread gets SecretTrouble."""
        self._running.cancel()

    def _entry(self, kind: str) -> str | None:
        return f"{kind}:{self._profile.name}" if self._profile.name else None

    def _find(self, variable: str, key: str, entry: str | None) -> SecretStr | None:
        if value := self._environ.get(variable):
            return first_line(value.encode(errors="surrogateescape"), variable)
        if line := getattr(self._profile, key):
            return ask(line, key, self._environ, self._patience, self._running)
        return self._in_keyring(entry) if entry else None

    def _in_keyring(self, entry: str) -> SecretStr | None:
        # In a process of its own: a backend may hang on a window that nobody sees, raise anything,
        # and takes 100 ms to load. -P keeps a keyring.py in the working directory out.
        if not sys.executable or importlib.util.find_spec("keyring") is None:
            return None
        get = [sys.executable, "-P", "-X", "utf8", "-m", "keyring", "get", "--", SERVICE, entry]
        try:
            return ask(get, "keyring", self._environ, self._patience, self._running)
        except SecretTrouble as error:
            if not error.silent:
                self.remarks.append(str(error))
            return None
