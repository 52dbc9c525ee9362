"""The Fax tab: how the fax went, what its result means, what to do, and what it ran over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Final

from vinix_tui.calls.text import cells, fit, wrap
from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import LABEL, fact, heading, sentence
from vinix_tui.ui.widgets.line import Line

if TYPE_CHECKING:
    from vinix_tui.calls.fax import Fax
    from vinix_tui.calls.leg import Leg
    from vinix_tui.calls.media import Medium
    from vinix_tui.calls.sdp import Media
    from vinix_tui.calls.t38 import T38

_TONES: Final = ("PCMU", "PCMA")
_MANAGED: Final[Mapping[str, str]] = {
    "transferredtcf": "transferredTCF (end to end)",
    "localtcf": "localTCF (on each side)",
}
_CORRECTED: Final[Mapping[str, str]] = {
    "t38udpredundancy": "redundancy",
    "t38udpfec": "forward (FEC)",
    "t38udpnoec": "none",
}


def draw(view: View, width: int) -> list[Line]:
    """The fax facts of a leg and what it ran over, or one line where it is no fax."""
    leg = view.leg
    fax = leg.fax
    if fax is None:
        lines = sentence(_no_result(view), width)
        return lines + (_way(leg, width) if _was_to_be_one(leg) else [])
    style = "bad" if fax.went_through is False else "strong"
    lines = sentence(fax.words, width, key="fax_success", style=style)
    if fax.result and fax.result.name != "OK":
        lines += fact("it means", fax.result.meaning, width)
        lines += fact("next step", fax.result.next_step, width)
    return [*lines, *_result(fax, width), *_way(leg, width), *_stations(fax, width)]


def _result(fax: Fax, width: int) -> list[Line]:
    lines = heading("Result")
    code = None if fax.result_code is None else str(fax.result_code)
    said = fax.result_text
    lines += fact("code", code, width, key="fax_result_code", remark=said or "")
    if code is None:
        lines += fact("text", said, width, key="fax_result_text")
    pages = _of(fax.transferred_pages, fax.total_pages)
    lines += fact("pages", pages, width, key="fax_transferred_pages")
    lines += fact("rate", _unit(fax.transfer_rate, "bit/s"), width, key="fax_transfer_rate")
    lines += fact("error correction", _on(fax.ecm_used), width, key="fax_ecm_used")
    rows = "damaged lines of the pages" if fax.bad_rows and not fax.ecm_used else ""
    lines += fact("bad rows", fax.bad_rows, width, key="fax_bad_rows", remark=rows)
    run = fax.longest_bad_row_run
    lines += fact("longest bad run", run, width, key="fax_longest_bad_row_run")
    if len(lines) == len(heading("Result")):
        lines += sentence("  not recorded", width, style="dim")
    return lines


def _stations(fax: Fax, width: int) -> list[Line]:
    lines: list[Line] = []
    for title, facts in (
        ("Stations", (
            ("local", "local_station_id", fax.local_station_id),
            ("remote", "remote_station_id", fax.remote_station_id),
            ("name", "identity_name", fax.identity_name),
            ("number", "identity_number", fax.identity_number),
            ("remote country", "remote_country", fax.remote_country),
            ("remote vendor", "remote_vendor", fax.remote_vendor),
            ("remote model", "remote_model", fax.remote_model),
        )),
        ("Document", (
            ("encoding", "encoding_name", fax.encoding_name),
            ("resolution", "image_resolution", fax.image_resolution),
            ("pixels", "image_pixel_size", fax.image_pixel_size),
            ("size", "image_size", _unit(fax.image_size, "bytes")),
            ("document", "doc_id", fax.doc_id),
            ("hangup cause", "hangup_cause", fax.hangup_cause),
            ("hangup code", "hangup_code", fax.hangup_code),
        )),
    ):  # fmt: skip
        told = [fact(label, value, width, key=f"fax_{name}") for label, name, value in facts]
        if any(told):
            lines += [*heading(title), *chain.from_iterable(told)]
    if fax.extra:
        lines += heading("Further facts")
    for name, said in fax.extra:
        lines += fact(name, said, width, key=name)
    return lines


# -- what it ran over ----------------------------------------------------------------------------


def _way(leg: Leg, width: int) -> list[Line]:
    """T.38 or audio, as the record and the last descriptions of both sides have it."""
    lines = heading("What it ran over")
    over, remark = _over(leg)
    lines += fact("ran over", over or "not recorded", width, style="strong", remark=remark)
    if leg.fax:
        lines += fact("T.38 used", _on(leg.fax.t38_used), width, key="fax_t38_used")
        lines += fact("T.38 status", leg.fax.t38_status, width, key="fax_t38_status")
    image = leg.media.image
    return lines + (_both_sides(leg, image, width) if image else [])


def _over(leg: Leg) -> tuple[str, str]:
    """What carried the fax, and what is to be said of that; "" where nobody knows."""
    image, audio, fax = leg.media.image, leg.media.audio, leg.fax
    if image and image.both_active:
        return "T.38", ""
    if fax and fax.t38_used:
        return "T.38", "as the record says; the last SDPs are not about T.38"
    used = audio.used if audio and audio.both_active else None
    if used is not None:
        poor = "" if used.key in _TONES else "faxes need G.711 (PCMU, PCMA) or T.38"
        return f"audio, {used.words}", poor
    if fax and fax.t38_used is False:
        return "audio", ""
    return "", ""


def _both_sides(leg: Leg, image: Medium, width: int) -> list[Line]:
    """Both sides' T.38 parameters beside each other, and what they make together."""
    lines = [Line(())]
    lines += _row("both sides", f"remote: {leg.who}", "local: the platform", width, style="label")
    lines += _row("port", _port(image.remote), _port(image.local), width)
    remote = image.remote.t38 if image.remote and image.remote.active else None
    local = image.local.t38 if image.local and image.local.active else None
    for label, say in _PARAMETERS:
        said = [say(side) if side else None for side in (remote, local)]
        if any(said):
            lines += _row(label, said[0] or "–", said[1] or "–", width)
    if image.fax and image.both_active:
        clash = image.fax.clash
        told, style = (clash, "warn") if clash else (image.fax.words, "strong")
        lines += fact("not agreed" if clash else "agreed", told, width, style=style)
    for who, side in (("remote", remote), ("local", local)):
        for flag in side.spelled_oddly if side else ():
            odd = f"the {who} side gives it a value, which the standard does not know"
            lines += fact("odd flag", flag, width, key=f"odd flag:{who}:{flag}", remark=odd)
    return lines


def _row(label: str, remote: str, local: str, width: int, *, style: str = "") -> list[Line]:
    """A label and a value of either side, each wrapped below itself."""
    half = max(8, (width - LABEL) // 2)
    lines: list[Line] = []
    for one, other in zip_longest(wrap(remote, half - 2), wrap(local, half), fillvalue=""):
        head = fit("" if lines else label, LABEL)
        gap = " " * (half - cells(one)) if other else ""
        lines.append(Line(((head, "label"), (one, style), (gap, ""), (other, style)), label))
    return lines


def _port(media: Media | None) -> str:
    if media is None:
        return "not mentioned"
    if not media.active:
        return "closed (port 0)"
    return "no number" if media.port is None else str(media.port)


def _was_to_be_one(leg: Leg) -> bool:
    """Whether a leg without facts of a fax was placed for one, or switched to T.38."""
    return leg.role == "fax" or leg.media.image is not None


def _no_result(view: View) -> str:
    leg = view.leg
    if leg.role == "fax":
        return "This leg was to carry a fax, and its record tells nothing of how that went."
    if leg.media.image is not None:
        return "This leg's record tells of no fax, but T.38 was spoken of on it."
    faxes = [
        f"leg {index + 1}" for index, leg in enumerate(view.lookup.interaction.legs) if leg.fax
    ]
    where = f" The fax is on {' and '.join(faxes)}." if faxes else ""
    return f"Leg {view.leg_index + 1} is no fax.{where}"


def _of(done: int | None, total: int | None) -> str | None:
    if done is None:
        return None if total is None else f"of {total}"
    return f"{done} of {total}" if total else str(done)


def _unit(count: int | None, unit: str) -> str | None:
    return None if count is None else f"{count} {unit}"


def _on(value: bool | None) -> str | None:
    return None if value is None else "on" if value else "off"


def _worded(known: Mapping[str, str], said: str | None) -> str | None:
    """A parameter's value in words, or as it came where we do not know it."""
    return known.get(said.lower(), said) if said else None


_PARAMETERS: Final[tuple[tuple[str, Callable[[T38], str | None]], ...]] = (
    ("version", lambda t38: "0 (not said)" if t38.version is None else str(t38.version)),
    ("rate at most", lambda t38: _unit(t38.max_bit_rate, "bit/s")),
    ("speed is found", lambda t38: _worded(_MANAGED, t38.rate_management)),
    ("lost packets", lambda t38: _worded(_CORRECTED, t38.error_correction)),
    ("fill bits removed", lambda t38: _on(t38.fill_bit_removal)),
    ("MMR transcoding", lambda t38: _on(t38.transcoding_mmr)),
    ("JBIG transcoding", lambda t38: _on(t38.transcoding_jbig)),
    ("buffer", lambda t38: _unit(t38.max_buffer, "bytes")),
    ("largest packet", lambda t38: _unit(t38.max_datagram, "bytes")),
)
"""What T.38 has parameters for (ITU-T T.38 Annex D), and how a side's is said."""
