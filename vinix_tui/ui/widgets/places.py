"""Where a field of a record stands: which tab, and on which of its lines.

Lines of the tabs have the name of their field as key, so that what is written here is only which
tab to look in. What no tab shows stands in the Raw tab all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from vinix_tui.ui.widgets.facts import spelled

if TYPE_CHECKING:
    from vinix_tui.diagnosis.finding import Evidence

SUMMARY, CALL_INFO, SIP_SDP, CUSTOM_VARS, FAX, RAW = range(1, 7)
"""The tabs by their numbers."""
EARLIER: Final = 0
"""No tab: the leg beside the copy of it that was stored before."""


class Place(NamedTuple):
    """A line of a leg's tab; the first of these keys that is there."""

    leg: int
    tab: int
    keys: tuple[str, ...] = ()
    field: str = ""
    """As the record spells it, for the Raw tab."""


_TABS: Final[Mapping[str, int]] = {
    "remote_sdp": SIP_SDP,
    "local_sdp": SIP_SDP,
    "custom_sip_headers": SIP_SDP,
    "request": SIP_SDP,
    "from": SIP_SDP,
    "from_uri": SIP_SDP,
    "from_tag": SIP_SDP,
    "to": SIP_SDP,
    "to_uri": SIP_SDP,
    "to_tag": SIP_SDP,
    "user_agent": SIP_SDP,
    "custom_channel_vars": CUSTOM_VARS,
    "custom_application_vars": CUSTOM_VARS,
    "fax_info": FAX,
}
"""The first part of a field's name -> its tab; all others stand in Call info."""

_BESIDE: Final[Mapping[str, str]] = {
    "caller_id_name": "caller_id_number",
    "callee_id_name": "callee_id_number",
    "other_leg_caller_id_name": "other_leg_caller_id_number",
    "fax_result_text": "fax_result_code",
    "fax_total_pages": "fax_transferred_pages",
}
"""A field that stands behind another one, on its line."""


def place(evidence: Evidence) -> Place:
    """Where a finding's evidence stands."""
    field = spelled(evidence.field)
    root, _, rest = field.partition(".")
    if root in ("remote_sdp", "local_sdp"):
        line = evidence.line or 1
        return Place(evidence.leg, SIP_SDP, (f"{root}:{line}", f"both_sdp:{line}"), evidence.field)
    fax = root.startswith("fax_")
    tab = FAX if fax else _TABS.get(root, CALL_INFO)
    keys = [field, _BESIDE.get(field, field), f"rest.{field}"]
    if root == "fax_info":
        keys += [rest, f"fax_{rest}"]
    # Of a nested value only the outermost levels have lines of their own name.
    parts = field.split(".")
    outer = [".".join(parts[:count]) for count in range(len(parts) - 1, 0, -1)]
    keys += [key for name in outer for key in (name, f"rest.{name}")]
    return Place(evidence.leg, tab, tuple(dict.fromkeys(keys)), evidence.field)
