"""ICE candidates: the addresses at which a side may be reached (RFC 8839)."""

from __future__ import annotations

from typing import NamedTuple

from vinix_tui.calls.sdp_lines import Attribute, lower, port


class Candidate(NamedTuple):
    """An ICE candidate (RFC 8839 section 5.1)."""

    component: str
    transport: str
    address: str
    port: int | None
    kind: str
    """host, srflx, prflx or relay."""
    line: int


def candidate(said: Attribute) -> Candidate | None:
    """The candidate of an `a=candidate` line, or None where it is not readable as one."""
    parts = said.value.split()
    if len(parts) < 8 or parts[6].lower() != "typ":
        return None
    component, transport, address, kind = parts[1], lower(parts[2]), parts[4], lower(parts[7])
    return Candidate(component, transport, address, port(parts[5]), kind, said.line)
