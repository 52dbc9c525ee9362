"""One leg of a call: what the API says of it, typed, cleaned and coerced once.

Behind this door text is printable, times are aware, numbers are numbers, and what is absent is
None. The document itself stays beside it, byte-true, as `raw`.

No pydantic here: `coerce` does all that there is to do, and that import takes longer than showing a
file from the first byte to the last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NoReturn

from vinix_tui.calls import coerce, sdp, sip
from vinix_tui.calls.causes import Cause, cause
from vinix_tui.calls.clock import instant, interaction_start, whole
from vinix_tui.calls.fax import Fax
from vinix_tui.calls.media import Negotiation, negotiation
from vinix_tui.calls.once import once
from vinix_tui.calls.sdp import Sdp

_NEAR = timedelta(seconds=5)  # between a leg's end and the event that tells of it


def _several(value: object) -> tuple[str, ...]:
    """A list that the API also sends as one single value."""
    items = value if isinstance(value, list) else [value]
    return tuple(said for said in map(coerce.words, items) if said)


Words = str | None
Number = int | None
Truth = bool | None
Several = tuple[str, ...]
Things = Mapping[str, Any]
"""A JSON object as it came: its keys and values are a stranger's and not cleaned yet."""

_COERCED: Mapping[str, Callable[[Any], Any]] = {
    "Words": coerce.words,
    "Number": coerce.number,
    "Truth": coerce.truth,
    "Several": _several,
    "Things": coerce.mapping,
    "Any": lambda value: value,
}
_NOTHING: Things = MappingProxyType({})


class Leg:
    """One leg, as Kazoo 4.3, master and K5 document it; `raw` is the document. Whole seconds."""

    id: Words = None
    call_id: Words = None
    interaction_id: Words = None
    interaction_time: Number = None
    interaction_is_root: Truth = None
    app_name: Words = None
    app_version: Words = None
    call_direction: Words = None  # relative to the switch, never shown as incoming/outgoing
    caller_id_name: Words = None
    caller_id_number: Words = None
    callee_id_name: Words = None
    callee_id_number: Words = None
    channel_created_time: Number = None  # Unix microseconds
    timestamp: Number = None  # Gregorian seconds: the leg's end (4.x) or the call's start (K5)
    duration_seconds: Number = None  # creation to end
    billing_seconds: Number = None  # talking; 0 = never answered
    ringing_seconds: Number = None  # mostly creation to first ringing, whatever its name says
    disposition: Words = None  # the last attempt's result, not who hung up
    endpoint_disposition: Words = None
    sip_disposition: Words = None  # K5: the true "who ended it"
    hangup_cause: Words = None
    hangup_code: Words = None
    from_: Words = None
    to: Words = None
    request: Words = None
    from_uri: Words = None
    to_uri: Words = None
    from_tag: Words = None
    to_tag: Words = None
    presence_id: Words = None
    other_leg_call_id: Words = None
    other_leg_caller_id_name: Words = None
    other_leg_caller_id_number: Words = None
    other_leg_destination_number: Words = None
    other_leg_direction: Words = None
    media_server: Words = None
    node: Words = None
    user_agent: Words = None
    digits_dialed: Words = None
    custom_channel_vars: Things = _NOTHING
    custom_application_vars: Things = _NOTHING
    custom_sip_headers: Things = _NOTHING
    msg_id: Words = None
    channel_name: Words = None
    channel_state: Words = None
    channel_call_state: Words = None
    channel_is_loopback: Truth = None
    channel_loopback_leg: Words = None
    channel_loopback_other_leg_id: Words = None
    switch_hostname: Words = None
    switch_nodename: Words = None
    switch_uri: Words = None
    switch_url: Words = None
    e164_destination: Words = None
    e164_origination: Words = None
    did_classifier: Words = None
    is_conference: Truth = None
    recording_url: Words = None
    call_priority: Words = None
    media_recordings: Several = ()
    transfer_history: Any = None
    originated_legs: Any = None
    extended_data: Things = _NOTHING
    origination_call_id: Words = None
    replaced_by: Words = None

    @classmethod
    def of(cls, document: dict[str, Any]) -> Leg:
        """A leg from its document, whatever that holds; event spellings (`Call-ID`) too."""
        leg = cls()
        said = vars(leg)
        for key, value in _spelled(document).items():
            if key in FIELDS:
                name, coerced = FIELDS[key]
                said[name] = coerced(value)
        said["raw"] = document
        return leg

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a leg is what was recorded: its {name} cannot be changed")

    @once
    def raw(self) -> dict[str, Any]:
        """The document as it came. Its strings can steer a terminal: clean before showing."""
        return {}

    @once
    def extra(self) -> Mapping[str, Any]:
        """What the document holds beyond the fields above and the fax facts, as it came."""
        return {
            key: value
            for key, value in self.raw.items()
            if (name := _field(key)) not in _DOCUMENTED and not name.startswith("fax_")
        }

    # -- when ---------------------------------------------------------------------------------

    @once
    def start(self) -> datetime | None:
        """When the leg was created; old records without that time give it by their end."""
        created = instant(self.channel_created_time)
        if created:
            return created
        stamped = instant(self.timestamp)
        begun = interaction_start(self.interaction_id or "") or instant(self.interaction_time)
        if stamped is None or begun is None or stamped > begun:  # 4.x: the stamp is the end
            return stamped - timedelta(seconds=self.duration) if stamped else begun
        return stamped

    @once
    def end(self) -> datetime | None:
        """When the leg ended; where that is not recorded exactly, a second or so off."""
        return self.ended_exactly or self._counted_end

    @once
    def ended_exactly(self) -> datetime | None:
        """When the leg ended, to the microsecond, where the record has that.

        `msg_id` is the time of the event that ended the leg, on versions where it has 16 digits.
        """
        stamp = instant(coerce.number(self.msg_id)) if len(self.msg_id or "") == 16 else None
        if stamp is None or self._counted_end is None or abs(stamp - self._counted_end) > _NEAR:
            return None
        return stamp

    @once
    def _counted_end(self) -> datetime | None:
        return self.start + timedelta(seconds=self.duration) if self.start else None

    @property
    def answered_at(self) -> datetime | None:
        """When it was answered, or None if it never was."""
        if not self.answered or not self.end or not self.start:
            return None
        return max(self.start, self.end - timedelta(seconds=self.talk))

    @once
    def duration(self) -> int:
        """Seconds from creation to end, at least the talk where the record has no duration.

        Kazoo's negative ones count as 0, a year is the most.
        """
        if self.duration_seconds is None:
            return self.talk
        return min(max(0, self.duration_seconds), 31_536_000)

    @once
    def talk(self) -> int:
        """Seconds from answer to end; 0 = never answered."""
        return min(max(0, self.billing_seconds or 0), 31_536_000) or self._hardly_a_second

    @once
    def _hardly_a_second(self) -> int:
        """1 for a leg that was answered for less than one, which newer platforms count as 0."""
        exact = coerce.number(self._said("billing_milli_seconds"))
        return 1 if exact is not None and 0 < exact < 1000 else 0

    @once
    def lasted(self) -> int:
        """Whole seconds from its start to its end.

        Where the end is recorded to the microsecond, the record's own duration may be one second
        off: it subtracts times that were cut to whole seconds before.
        """
        exact = self.ended_exactly
        return (
            whole((exact - self.start).total_seconds()) if exact and self.start else self.duration
        )

    @property
    def before_answer(self) -> int:
        """Seconds from creation to answer, or to the end where nobody answered."""
        return max(0, self.lasted - self.talk)

    @once
    def answered(self) -> bool:
        """Whether the leg was answered; `disposition` does not tell."""
        return self.talk > 0

    # -- what ---------------------------------------------------------------------------------

    @property
    def inbound(self) -> bool:
        """Whether somebody called the switch on this leg, rather than the switch them."""
        return (self.call_direction or "").lower() != "outbound"

    @once
    def cause(self) -> Cause:
        """Why the leg ended, as the platform recorded it."""
        return cause(self.hangup_cause)

    @once
    def sip_code(self) -> int | None:
        """The SIP status that ended the leg, where one was recorded."""
        return sip.sip_code(self.hangup_code)

    @once
    def fax(self) -> Fax | None:
        """The fax facts, or None if the leg is no fax."""
        return Fax.of(self.raw)

    @once
    def local(self) -> Sdp:
        """What the platform said of its media last; empty where none is recorded."""
        return sdp.parse(self._said("local_sdp"))

    @once
    def remote(self) -> Sdp:
        """What the party on this leg said of its media last."""
        return sdp.parse(self._said("remote_sdp"))

    @once
    def media(self) -> Negotiation:
        """Both descriptions against each other."""
        return negotiation(self.local, self.remote, inbound=self.inbound)

    def _said(self, name: str) -> object:
        """A value of the document, in the spelling of documents or of events."""
        if name in self.raw:
            return self.raw[name]
        return next((value for key, value in self.raw.items() if _field(key) == name), None)

    @property
    def loopback(self) -> bool:
        """Whether it is a helper leg inside the switch, with no phone on it."""
        return bool(self.channel_is_loopback) or (self.channel_name or "").startswith("loopback/")

    @property
    def lost_race(self) -> bool:
        """Whether this phone rang while another one answered."""
        return self.cause.name == "LOSE_RACE"

    def variable(self, name: str) -> str | None:
        """A custom channel variable as one printable line; event spellings (`Bridge-ID`) too."""
        return coerce.words(self._variables.get(name))

    @once
    def _variables(self) -> Mapping[str, Any]:
        return _spelled(self.custom_channel_vars)

    @property
    def bridge_id(self) -> str | None:
        """The Call-ID of the leg that this one was bridged for: one for all legs of a bridge."""
        return self.variable("bridge_id")

    # -- who ----------------------------------------------------------------------------------

    @once
    def role(self) -> str:
        """Whose leg it is: caller, device, carrier, voicemail, fax, forward or phone."""
        authorized = self.variable("authorizing_type") or ""
        if self.loopback:
            return "forward"
        if self.fax or authorized == "outbound_fax":
            return "fax"
        if (self.variable("resource_type") or "").startswith("offnet") or authorized == "resource":
            return "carrier"
        if self.inbound and (self.dialled or "").startswith(("*97", "*98")):
            return "voicemail"
        if authorized in ("device", "user", "mobile"):
            return "device"
        return "caller" if self.inbound else "device" if self.presence_id else "phone"

    @once
    def from_number(self) -> str | None:
        """Who called: the indicated number, else the user part of `from`."""
        return self.caller_id_number or sip.address(self.from_ or "").user

    @once
    def to_number(self) -> str | None:
        """Who was called: the indicated number, else the user part of `request`, else of `to`."""
        return self.callee_id_number or self.dialled or sip.address(self.to or "").user

    @once
    def dialled(self) -> str | None:
        """What the request asked for: the user part of its address."""
        return sip.address(self.request or "").user

    @once
    def name(self) -> str | None:
        """The name of the party on this leg, where one was indicated that is more than a number."""
        name = self.caller_id_name if self.inbound else self.callee_id_name
        return name if name and name not in (self.from_number, self.to_number) else None

    @once
    def number(self) -> str | None:
        """The number of the party on this leg."""
        return self.from_number if self.inbound else self.to_number

    @property
    def who(self) -> str:
        """The party in words: `device Kim`, `carrier +12025550101`."""
        return " ".join(filter(None, (self.role, self.name or self.number)))


def _spelled(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """A JSON object with its keys as leg documents spell them, too."""
    keys = "".join(given)
    if "-" not in keys and keys.islower():  # as nearly always
        return given
    return {_field(key): value for key, value in given.items()} | dict(given)


def _field(key: str) -> str:
    """A key as leg documents spell it; events write `Call-ID`."""
    return str(key).lower().replace("-", "_")


FIELDS: Mapping[str, tuple[str, Callable[[Any], Any]]] = {
    name.rstrip("_"): (name, _COERCED[kind]) for name, kind in Leg.__annotations__.items()
}
"""A documented key -> what a Leg calls it (`from` is `from_`), and what makes one type of it."""

_DOCUMENTED = frozenset({*FIELDS, "fax_info", "local_sdp", "remote_sdp"})
