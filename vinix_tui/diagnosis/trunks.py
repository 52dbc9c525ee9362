"""The limits of an account or its reseller: whether they refused a call, by what its leg says."""

from __future__ import annotations

from typing import Final

from vinix_tui.calls.coerce import number
from vinix_tui.diagnosis.case_leg import CaseLeg

BILLING: Final = ("account_billing", "reseller_billing")
"""How account and reseller pay for the call; on one that was refused, who refused it."""
USAGE: Final = ("account_trunk_usage", "reseller_trunk_usage")
"""Six counts: trunks in, out, both ways and for bursts, then calls in and out at the moment."""
_LIMITS: Final = frozenset({"hard_limit", "limits_enforced"})
"""What stands as the way to pay for a call that the limits refused."""


def refused_by_limits(at: CaseLeg) -> bool:
    """Whether the leg says that limits refused it."""
    return any(at.leg.variable(name) in _LIMITS for name in BILLING)


def trunks_in_use(at: CaseLeg) -> tuple[str, int] | None:
    """Whose trunks the counters show to be all in use, and how many those are.

    A call takes a trunk of its own direction first, then one for both ways, then one for bursts.
    """
    outward = not (at.leg.inbound and at.is_carrier)
    for name in USAGE:
        counts = [number(part) for part in (at.leg.variable(name) or "").split("/")]
        if len(counts) != 6:
            continue
        known = [count for count in counts if count is not None and count >= 0]
        if len(known) != 6:  # -1 stands for no limit
            continue
        into, out, both, burst, in_use, out_use = known
        mine, others, my_use, other_use = (
            (out, into, out_use, in_use) if outward else (into, out, in_use, out_use)
        )
        whole = mine + both + burst
        left_of_both = max(0, both - max(0, other_use - others))
        if whole and my_use >= mine + left_of_both + burst:
            return name.partition("_")[0], whole
    return None


def met_limits(at: CaseLeg) -> bool:
    """For a caller who was answered busy: whether that was the limits' doing."""
    soon = at.leg.inbound and at.leg.duration <= KILLED_WITHIN
    return soon and (refused_by_limits(at) or trunks_in_use(at) is not None)


KILLED_WITHIN: Final = 2
"""Seconds in which the platform refuses a call that the limits do not allow."""
