"""Keys as Textual names them, and as people write them."""

from __future__ import annotations

PRINTED = {
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "colon": ":",
}
_WRITTEN = PRINTED | {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "escape": "Esc",
    "delete": "Del",
}


def written(key: str) -> str:
    """A key as people write it: `Ctrl+R` for `ctrl+r`, `/` for `slash`."""
    if key in _WRITTEN or len(key) == 1:
        return _WRITTEN.get(key, key)
    return "+".join(_WRITTEN.get(part, part.capitalize()) for part in key.split("+"))
