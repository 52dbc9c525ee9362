"""The fax that a leg carried: its facts from the record, and its result in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from vinix_tui.calls import coerce
from vinix_tui.calls.sip import sip_code
from vinix_tui.calls.t30 import LONGEST, T30, T30Result, t30
from vinix_tui.calls.text import cut

__all__ = ["T30", "Fax", "T30Result", "t30"]

T = TypeVar("T")


@dataclass(frozen=True)
class Fax:
    """What the record says of a fax; what it does not say is None.

    Strings are one printable line each. `extra` keeps every other fax value, sorted by key, and
    those that are not in the form that their field wants.
    """

    success: bool | None = None
    result_code: int | None = None
    result_text: str | None = None
    transferred_pages: int | None = None
    total_pages: int | None = None
    """Pages of the document; 0 is common when receiving, where nobody knows."""
    transfer_rate: int | None = None
    """Bits per second."""
    ecm_used: bool | None = None
    bad_rows: int | None = None
    """Damaged scan lines; they only mean something without error correction (ECM)."""
    longest_bad_row_run: int | None = None
    t38_used: bool | None = None
    t38_status: str | None = None
    """off, requested, negotiated or refused."""
    local_station_id: str | None = None
    remote_station_id: str | None = None
    identity_name: str | None = None
    identity_number: str | None = None
    remote_country: str | None = None
    remote_vendor: str | None = None
    remote_model: str | None = None
    encoding_name: str | None = None
    image_resolution: str | None = None
    image_pixel_size: str | None = None
    image_size: int | None = None
    """Bytes."""
    doc_id: str | None = None
    hangup_cause: str | None = None
    hangup_code: int | None = None
    """SIP status."""
    extra: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, document: Mapping[str, object]) -> Fax | None:
        """The fax of a leg document, or None where no fax key holds a value.

        Read are `fax_info`, whose keys may lack their `fax_`, and flat `fax_*` keys, which older
        records have; a value in `fax_info` wins. Keys may be in the spelling of events
        (`Fax-Result-Code`). Never raises.
        """
        said = _Said(document)
        if not said.left:
            return None
        used = said.take(coerce.truth, "t38_used", "t38")
        status = said.take(coerce.words, "t38_status", "t38", "t38_used")
        return cls(
            success=said.take(coerce.truth, "success"),
            result_code=said.take(coerce.number, "result_code"),
            result_text=said.take(coerce.words, "result_text"),
            transferred_pages=said.take(_count, "transferred_pages"),
            total_pages=said.take(_count, "total_pages"),
            transfer_rate=said.take(_count, "transfer_rate"),
            ecm_used=said.take(coerce.truth, "ecm_used", "ecn_used"),  # some records misspell it
            bad_rows=said.take(_count, "bad_rows"),
            longest_bad_row_run=said.take(_count, "longest_bad_row_run"),
            t38_used=_T38_USED.get((status or "").lower()) if used is None else used,
            t38_status=status,
            local_station_id=said.take(coerce.words, "local_station_id"),
            remote_station_id=said.take(coerce.words, "remote_station_id"),
            identity_name=said.take(coerce.words, "identity_name"),
            identity_number=said.take(coerce.words, "identity_number"),
            remote_country=said.take(coerce.words, "remote_country"),
            remote_vendor=said.take(coerce.words, "remote_vendor"),
            remote_model=said.take(coerce.words, "remote_model"),
            encoding_name=said.take(coerce.words, "encoding_name"),
            image_resolution=said.take(coerce.words, "image_resolution"),
            image_pixel_size=said.take(coerce.words, "image_pixel_size"),
            image_size=said.take(_count, "image_size"),
            doc_id=said.take(coerce.words, "doc_id"),
            hangup_cause=said.take(coerce.words, "hangup_cause"),
            hangup_code=said.take(sip_code, "hangup_code"),
            extra=said.rest(),
        )

    @property
    def result(self) -> T30Result | None:
        """How the fax ended, by its code and text; None if the record says neither."""
        return t30(self.result_code, self.result_text)

    @property
    def went_through(self) -> bool | None:
        """Whether the fax went through, by its own flag, else by its result."""
        result = self.result
        if self.success is None and result and result.name:
            return result.name == "OK"
        return self.success

    @property
    def words(self) -> str:
        """The outcome in one sentence."""
        result = self.result
        why = _inner(result.meaning) if result else ""
        finished = result is not None and result.name == "OK"
        if self.went_through is None:
            unsure = why or (f"it counts {self._pages}" if self._pages else "")
            return _sentence("The record does not say whether the fax went through", unsure)
        if self.went_through:
            doubt = f", although {why}" if result and result.name and not finished else ""
            return f"{self._success}{doubt}."
        failed = f"The fax failed{f' after {self._pages}' if self._pages else ''}"
        if not finished:
            return _sentence(failed, why)
        # Kazoo has texts of its own, such as "no pages received".
        text = cut(self.result_text or "OK", LONGEST)
        return f'{failed}, and the platform gives "{text}" as its result.'

    @property
    def _success(self) -> str:
        done, total = self.transferred_pages, self.total_pages
        speed = f" at {self.transfer_rate} bit/s" if self.transfer_rate else ""
        if done is not None and total and done < total:
            arrived = f"only {self._pages} went through{speed}" if done else "no page went through"
            return f"The fax counts as a success, but {arrived}"
        pages = self._pages or (f"a document of {_counted(total)}" if total else "")
        return f"The fax went through{f': {pages}' if pages else ''}{speed}"

    @property
    def _pages(self) -> str:
        """What went through: `1 of 2 pages`, or `2 pages` of a document of unknown length."""
        done, total = self.transferred_pages, self.total_pages
        if not done:
            return ""
        return f"{done} of {_counted(total)}" if total and total >= done else _counted(done)


class _Said:
    """The fax values of a document, by name without `fax_`; each is taken once."""

    def __init__(self, document: Mapping[str, object]) -> None:
        flat: dict[str, object] = {}
        nested: dict[str, object] = {}
        faxed = "fax" in "".join(document).lower()  # in hardly any leg's 50 keys
        for key, value in document.items() if faxed else ():
            name = _name(key)
            if name == "fax_info" and isinstance(value, Mapping):
                inner = [(_name(key), value) for key, value in value.items()]
                inner.sort(key=lambda pair: pair[0].startswith("fax_"))  # where both are, it wins
                nested.update(_values(inner))
            elif name.startswith("fax_"):
                flat.update(_values([(name, value)]))
        self.left = flat | nested

    def take(self, read: Callable[[object], T | None], *names: str) -> T | None:
        """The first of these values that can be read in that form."""
        for name in names:
            fact = read(self.left.get(name))
            if fact is not None:
                del self.left[name]
                return fact
        return None

    def rest(self) -> tuple[tuple[str, str], ...]:
        """What nobody took, as printable text."""
        shown = ((coerce.words(f"fax_{name}"), coerce.words(self.left[name])) for name in self.left)
        return tuple(sorted((name, value) for name, value in shown if name and value))


def _name(key: object) -> str:
    return str(key).strip().lower().replace("-", "_")


def _values(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    said = ((name, value) for name, value in pairs if coerce.words(value))
    return {name.removeprefix("fax_"): value for name, value in said}


def _count(value: object) -> int | None:
    count = coerce.number(value)
    return count if count is not None and count >= 0 else None


def _counted(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _inner(sentence: str) -> str:
    """A sentence as a part of another one."""
    return sentence[:1].lower() + sentence[1:].removesuffix(".")


def _sentence(start: str, reason: str) -> str:
    return f"{start}: {reason}." if reason else f"{start}."


_T38_USED = {"negotiated": True, "off": False, "refused": False}
