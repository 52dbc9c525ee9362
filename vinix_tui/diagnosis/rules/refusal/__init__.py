"""Why an attempt was refused or reached nobody: R12 to R25, a module a reason.

They look at legs that nobody answered and whose code and cause are their own. What another attempt
made of it is the ranking's business; only R18 tells which one worked.
"""

from vinix_tui.diagnosis.rules.refusal import (
    absent,
    busy_or_declined,
    limits,
    media,
    network,
    number,
    way,
)

__all__ = ["absent", "busy_or_declined", "limits", "media", "network", "number", "way"]
