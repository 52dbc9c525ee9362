"""A reply -> its data, or the error that it stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from vinix_tui.api.envelope import Answer
from vinix_tui.api.errors import NotVinix, VinixError
from vinix_tui.api.refusals import CHECK_BASE, refusal


@dataclass(frozen=True)
class Reply:
    """A success. `next_start_key` is None on the last page; `request_id` may be ""."""

    data: object = field(repr=False)  # customers' data
    next_start_key: str | None
    request_id: str
    envelope: dict[str, Any] = field(repr=False)  # the token is in every one


def read(
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    *,
    sent_id: str = "",
    secrets: Iterable[str] = (),
    refuse: Callable[[Answer], VinixError] = refusal,
) -> Reply:
    """The reply's data, or a kind of VinixError raised.

    `sent_id` is the request id that went out, for replies that name none; `secrets` is what no
    error may repeat; `refuse` finds the error for an answer that is not a success.
    """
    answer = Answer.of(status, headers, body, sent_id=sent_id, secrets=secrets)
    if not 200 <= answer.status < 300 or answer.body not in ("envelope", "empty"):
        raise refuse(answer)
    if answer.body == "empty":
        raise NotVinix(
            f"it answered with status {answer.reason} and nothing else.",
            f"{CHECK_BASE} A proxy may have dropped the reply.",
            answer.request_id,
        )
    return Reply(answer.data, _next_start_key(answer), answer.request_id, answer.envelope)


def _next_start_key(answer: Answer) -> str | None:
    key = answer.envelope.get("next_start_key")
    if key is None or key == "":
        return None
    if isinstance(key, (str, int)) and not isinstance(key, bool):
        return str(key)
    raise NotVinix(
        "the key of the next page is neither text nor a number.", CHECK_BASE, answer.request_id
    )
