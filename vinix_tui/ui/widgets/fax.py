"""The Fax tab: how the fax went, what its result means and what to do."""

from __future__ import annotations

from vinix_tui.ui.view import View
from vinix_tui.ui.widgets.facts import fact, heading, sentence
from vinix_tui.ui.widgets.line import Line


def draw(view: View, width: int) -> list[Line]:
    """The fax facts of a leg, or one line where it is no fax."""
    fax = view.leg.fax
    if fax is None:
        return sentence(_no_fax(view), width)
    lines = sentence(fax.words, width, style="bad" if fax.success is False else "strong")
    if fax.result and not fax.success:
        lines += fact("it means", fax.result.meaning, width)
        lines += fact("next step", fax.result.next_step, width)
    lines += heading("Result")
    code = None if fax.result_code is None else str(fax.result_code)
    lines += fact("code", code, width, remark=fax.result_text or "")
    lines += fact("pages", _of(fax.transferred_pages, fax.total_pages), width)
    lines += fact("rate", _unit(fax.transfer_rate, "bit/s"), width)
    lines += fact("error correction", _on(fax.ecm_used), width)
    lines += fact("bad rows", fax.bad_rows, width)
    lines += fact("longest bad run", fax.longest_bad_row_run, width)
    lines += fact("T.38 used", _on(fax.t38_used), width)
    lines += fact("T.38", fax.t38_status, width)
    lines += heading("Stations")
    for label, value in (
        ("local", fax.local_station_id), ("remote", fax.remote_station_id),
        ("name", fax.identity_name), ("number", fax.identity_number),
        ("remote country", fax.remote_country), ("remote vendor", fax.remote_vendor),
        ("remote model", fax.remote_model),
    ):  # fmt: skip
        lines += fact(label, value, width)
    lines += heading("Document")
    for label, known in (
        ("encoding", fax.encoding_name), ("resolution", fax.image_resolution),
        ("pixels", fax.image_pixel_size), ("size", _unit(fax.image_size, "bytes")),
        ("document", fax.doc_id), ("hangup cause", fax.hangup_cause),
        ("hangup code", fax.hangup_code),
    ):  # fmt: skip
        lines += fact(label, known, width)
    for name, said in fax.extra:
        lines += fact(name, said, width)
    return lines


def _no_fax(view: View) -> str:
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
