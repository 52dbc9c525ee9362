"""The sandbox's own account: every credential that it knows, all of them made up.

Numbers are from the range kept for fiction (555-0100 to 555-0199), names from example.com.
"""

from __future__ import annotations

from typing import Final

ACCOUNT_ID: Final = "5a4db0c5a4db0c5a4db0c5a4db0c5a4d"
"""The account that owns the sandbox's calls; 32 hexadecimal characters."""
ACCOUNT_NAME: Final = "acme-telecom"
REALM: Final = "acme.example.com"
PHONE: Final = "+12025550100"
USERNAME: Final = "kim@example.com"
PASSWORD: Final = "sandbox"  # noqa: S105 - it opens nothing but the sandbox
API_KEY: Final = "5a4db0c" * 9 + "0"
"""64 characters, as the API asks for."""
OWNER_ID: Final = "00000000000000000000000000000c1e"
"""The user whom USERNAME names."""

SUB_ACCOUNT_ID: Final = "5a4db0c5a4db0c5a4db0c5a4db0c0001"
"""A sub-account, which a token of ACCOUNT_ID may read. It has no calls."""
FOREIGN_ACCOUNT_ID: Final = "0badc0de0badc0de0badc0de0badc0de"
"""Somebody else's account: it exists, and answers 403."""

MFA_USERNAME: Final = "mfa@example.com"
"""Is asked for a second factor, when the password is PASSWORD."""
LOCKED_USERNAME: Final = "locked@example.com"
"""Has failed too often: answers account_is_locked, when the password is PASSWORD."""
EXPIRED_ACCOUNT_NAME: Final = "expired"
"""An account whose time has run out; answers 400."""
