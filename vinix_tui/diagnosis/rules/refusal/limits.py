"""The account's limits did not allow the call: R17."""

from __future__ import annotations

from collections.abc import Iterator

from vinix_tui.diagnosis.case import Case
from vinix_tui.diagnosis.evidence import cited
from vinix_tui.diagnosis.finding import Confidence, Severity, Sign
from vinix_tui.diagnosis.rule import rule
from vinix_tui.diagnosis.trunks import (
    BILLING,
    USAGE,
    met_limits,
    refused_by_limits,
    trunks_in_use,
)

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR
MEDIUM, HIGH = Confidence.MEDIUM, Confidence.HIGH


@rule(
    "R17",
    fires="OUTGOING_CALL_BARRED, or a caller who was busy at once while limits were met",
    source="Kazoo ecallmgr_fs_authz: it ends calls in as USER_BUSY, calls out as barred; jonny5",
)
def barred(case: Case) -> Iterator[Sign]:
    limited = [at for at in case.refused("busy") if met_limits(at)]
    for at in (*case.refused("barred"), *limited):
        full = trunks_in_use(at)
        if full:
            owner, count = full
            trunks = {1: "the only trunk", 2: "both trunks"}.get(count, f"all {count} trunks")
            why = f"{trunks} of the {owner} {'were' if count > 1 else 'was'} in use"
            then = "Compare the calls at that time with the trunks booked; book more if needed."
        elif refused_by_limits(at):
            why = "the account had no credit or no free trunk"
            then = "Check the account's credit, its trunks and the state of its service."
        else:
            why = "the account had no credit or no free trunk, or calls there are restricted"
            then = "Check the account's credit, its trunks, and the restrictions on the caller."
        yield Sign(
            ERROR,
            HIGH,
            f"The platform refused the call: {why}.",
            then,
            (at.index,),
            cited(
                at.cite("hangup_cause"),
                (at.cite(f"custom_channel_vars.{name}") for name in (*BILLING, *USAGE)),
            ),
            why=why,
        )
