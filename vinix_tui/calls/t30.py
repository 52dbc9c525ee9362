"""The results of a fax (ITU-T T.30): what each one means, and what to do next. One table.

Codes, names and texts are SpanDSP's (t30.h, t30_logging.c); the platform writes the code to
`fax_result_code` and the text to `fax_result_text`. 1 to 13 concern the set-up, 14 to 22 sending,
23 to 40 receiving, 41 to 47 the document, 48 and 49 the call, 50 to 61 things asked for and
refused. Timers: T0 60 s, T1 35 s, T2 6 s, T3 10 s, T5 60 s.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from vinix_tui.calls.text import cut

LONGEST: Final = 60
"""Columns of a text that nobody knows, within a sentence."""


@dataclass(frozen=True)
class T30Result:
    """How a fax ended. `meaning` is one sentence; `next_step` is "" where nothing is to do."""

    code: int | None
    name: str
    """SpanDSP's name without its ERR_; "" for a result that we do not know."""
    text: str
    """The text as the platform sends it."""
    meaning: str
    next_step: str


def t30(code: int | None, text: str | None) -> T30Result | None:
    """The result with that code or text; None if there is neither.

    Where both are known and disagree, the text wins: older builds number differently after 40.
    """
    said = " ".join((text or "").split())
    if code is None and not said:
        return None
    known = _BY_TEXT.get(said.casefold()) or (T30.get(code) if code is not None else None)
    is_text = said.strip("?") or code is None  # "???" is none
    unread = f'"{cut(said, LONGEST)}"' if is_text else f"code {code}"
    return known or T30Result(
        code,
        "",
        text or "",
        f"The platform sent a fax result that we do not know ({unread}).",
        "Read how the call itself ended, and compare the pages that went through.",
    )


_DOCUMENT = "The trouble is in the document on the platform, not on the line. Convert it again."
_NOISE = "Look for lost or late packets; T.38 bears them better than G.711."
_REFUSED = "Switch this feature off; hardly any fax needs it."
_POLLING = "Check the polling settings with the owner of the far machine."
_NOT_A_FAX = "Call the number and listen for fax tones; check that audio flows both ways."
_REST = "Compare the pages that went through, and send the rest again."
_PAGES = "The pages may be fine: compare how many went through."
_ECM_OFF = "Try again with error correction (ECM) off; packets were probably lost."

# code, name, text as sent
#   meaning
#   next step
# fmt: off
_TABLE = (
    T30Result(0, "OK", "OK",
        "The fax finished without an error.",
        ""),
    T30Result(1, "CEDTONE", "The CED tone exceeded 5s",
        "The far side's answer tone never stopped.",
        "The far machine or a gateway is stuck, or this is a voice line. Try again, then call it."),
    T30Result(2, "T0_EXPIRED", "Timed out waiting for initial communication",
        "No fax was heard within a minute of the start.",
        "A person, a menu or voicemail may have answered. " + _NOT_A_FAX),
    T30Result(3, "T1_EXPIRED", "Timed out waiting for the first message",
        "The far side answered but sent no fax message within 35 seconds.",
        "Mostly no fax machine, or audio in one direction only. " + _NOT_A_FAX),
    T30Result(4, "T3_EXPIRED", "Timed out waiting for procedural interrupt",
        "The far side asked to speak to somebody, and nobody picked up.",
        "Try again."),
    T30Result(5, "HDLC_CARRIER", "The HDLC carrier did not stop in a timely manner",
        "The far modem kept its signal on for too long.",
        "Noise, jitter or echo on the line, or a gateway. " + _NOISE),
    T30Result(6, "CANNOT_TRAIN", "Failed to train with any of the compatible modems",
        "The modems found no speed at which they understand each other.",
        "The line is poor, or a codec other than G.711 was used. Use T.38 or G.711 with silence "
        "suppression off, and at most 9600 bit/s."),
    T30Result(7, "OPER_INT_FAIL", "Operator intervention failed",
        "Somebody at a machine tried to step in, and that failed.",
        "Try again."),
    T30Result(8, "INCOMPATIBLE", "Far end is not compatible",
        "The far side answered but shares no way of faxing with us.",
        "Check the number. It may be no ordinary fax machine."),
    T30Result(9, "RX_INCAPABLE", "Far end is not able to receive",
        "The far machine cannot receive.",
        "Ask its owner: it may be out of paper or memory, or it can only send."),
    T30Result(10, "TX_INCAPABLE", "Far end is not able to transmit",
        "The far machine cannot send what we asked it for.",
        "It has nothing ready to be fetched. Ask its owner."),
    T30Result(11, "NORESSUPPORT", "Far end cannot receive at the resolution of the image",
        "The far machine cannot print pages as fine as these.",
        "Send again at standard resolution."),
    T30Result(12, "NOSIZESUPPORT", "Far end cannot receive at the size of image",
        "The far machine cannot take pages of this size.",
        "Send again at A4 or Letter size."),
    T30Result(13, "UNEXPECTED", "Unexpected message received",
        "A fax message came out of turn.",
        "Try again. If it repeats, suspect jitter or a T.38 gateway: try with T.38 on or off."),
    T30Result(14, "TX_BADDCS", "Received bad response to DCS or training",
        "The far machine did not accept the speed that we tried.",
        _NOISE + " Try at most 9600 bit/s."),
    T30Result(15, "TX_BADPG", "Received a DCN from remote after sending a page",
        "The far machine hung up after a page.",
        "It disliked the page's quality, or somebody stopped it. " + _REST),
    T30Result(16, "TX_ECMPHD", "Invalid ECM response received from receiver",
        "The far machine's answer about damaged blocks made no sense.",
        _ECM_OFF),
    T30Result(17, "TX_GOTDCN", "Received a DCN while waiting for a DIS",
        "The far machine hung up before it said what it can do.",
        "Check the number; the machine may be busy. Try again later."),
    T30Result(18, "TX_INVALRSP", "Invalid response after sending a page",
        "The answer to a page made no sense.",
        _NOISE + " Or lower the speed."),
    T30Result(19, "TX_NODIS", "Received other than DIS while waiting for DIS",
        "The far side began with something other than what it can do.",
        "An announcement or a menu may sit on the line. Call the number and listen."),
    T30Result(20, "TX_PHBDEAD", "Received no response to DCS or TCF",
        "The far machine did not answer our test of the line.",
        "It may not hear us: check the addresses in the SDP. Else the line is poor: use T.38 or "
        "a lower speed."),
    T30Result(21, "TX_PHDDEAD", "No response after sending a page",
        "The far machine did not confirm a page.",
        "Whether the page arrived is not known. See whether the call broke off just then."),
    T30Result(22, "TX_T5EXP", "Timed out waiting for receiver ready (ECM mode)",
        "The far machine said \"not ready\" for over a minute.",
        "It is slow or out of memory. Try again, with error correction (ECM) off."),
    T30Result(23, "RX_ECMPHD", "Invalid ECM response received from transmitter",
        "The sender's blocks of data made no sense.",
        "Packets were probably lost. Ask the sender to turn error correction (ECM) off or slow "
        "down."),
    T30Result(24, "RX_GOTDCS", "DCS received while waiting for DTC",
        "Both sides wanted to send.",
        "Check how the far machine is set up, then try again."),
    T30Result(25, "RX_INVALCMD", "Unexpected command after page received",
        "The sender's command after a page made no sense.",
        "The sender has a fault, or packets were lost. Try again."),
    T30Result(26, "RX_NOCARRIER", "Carrier lost during fax receive",
        "The sender's signal vanished in the middle of the fax.",
        "Audio was interrupted: lost packets, jitter, or a change to the call. See how it ended."),
    T30Result(27, "RX_NOEOL", "Timed out while waiting for EOL (end Of line)",
        "A line of the page never ended.",
        _NOISE),
    T30Result(28, "RX_NOFAX", "Timed out while waiting for first line",
        "The first line of a page never came.",
        "The modems had agreed, then the data got lost. Check jitter and the audio towards us."),
    T30Result(29, "RX_T2EXPDCN", "Timer T2 expired while waiting for DCN",
        "The sender did not say goodbye in time.",
        _PAGES),
    T30Result(30, "RX_T2EXPD", "Timer T2 expired while waiting for phase D",
        "The sender fell silent after a page.",
        _PAGES),
    T30Result(31, "RX_T2EXPFAX", "Timer T2 expired while waiting for fax page",
        "A page was announced but never began.",
        "Packets from the sender were lost, or do not reach us. Check the addresses in the SDP."),
    T30Result(32, "RX_T2EXPMPS", "Timer T2 expired while waiting for next fax page",
        "The next page never came.",
        "The sender stopped, or packets were lost between pages. Ask for the rest again."),
    T30Result(33, "RX_T2EXPRR", "Timer T2 expired while waiting for RR command",
        "The sender fell silent when it should have asked whether we are ready.",
        _ECM_OFF),
    T30Result(34, "RX_T2EXP", "Timer T2 expired while waiting for NSS, DCS or MCF",
        "The sender fell silent when it should have set up a page.",
        "It hung up, or packets were lost. Try again."),
    T30Result(35, "RX_DCNWHY", "Unexpected DCN while waiting for DCS or DIS",
        "The sender hung up during the set-up.",
        "It did not like our fax number or our abilities, or somebody stopped it. Ask the sender."),
    T30Result(36, "RX_DCNDATA", "Unexpected DCN while waiting for image data",
        "The sender hung up instead of sending the page.",
        "It found no speed that works. " + _NOISE),
    T30Result(37, "RX_DCNFAX", "Unexpected DCN while waiting for EOM, EOP or MPS",
        "The sender hung up before it closed a page.",
        "Compare the pages that came, and ask for the rest again."),
    T30Result(38, "RX_DCNPHD", "Unexpected DCN after EOM or MPS sequence",
        "The sender hung up between two pages.",
        "The document is not complete. Ask for the rest again."),
    T30Result(39, "RX_DCNRRD", "Unexpected DCN after RR/RNR sequence",
        "The sender hung up while it waited for us to be ready.",
        "Try again with error correction (ECM) off."),
    T30Result(40, "RX_DCNNORTN", "Unexpected DCN after requested retransmission",
        "The sender hung up when we asked for a page again.",
        "The line is too poor. Use T.38 or a lower speed."),
    T30Result(41, "FILEERROR", "TIFF/F file cannot be opened",
        "The platform could not open the document's file.",
        "Conversion or storage on the platform failed, not the line. Report it with the time."),
    T30Result(42, "NOPAGE", "TIFF/F page not found",
        "A page is missing in the document's file.",
        _DOCUMENT),
    T30Result(43, "BADTIFF", "TIFF/F format is not compatible",
        "The document's file is not in a form that can be faxed.",
        _DOCUMENT),
    T30Result(44, "BADPAGE", "TIFF/F page number tag missing",
        "The document's file does not number its pages.",
        _DOCUMENT),
    T30Result(45, "BADTAG", "Incorrect values for TIFF/F tags",
        "The document's file describes its pages wrongly.",
        _DOCUMENT),
    T30Result(46, "BADTIFFHDR", "Bad TIFF/F header - incorrect values in fields",
        "The document's file begins with values that make no sense.",
        _DOCUMENT),
    T30Result(47, "NOMEM", "Cannot allocate memory for more pages",
        "The platform ran out of memory for more pages.",
        "Send the document in parts, and report it: the server is short of memory."),
    T30Result(48, "RETRYDCN", "Disconnected after permitted retries",
        "The far machine left our commands unanswered until we gave up.",
        "Packets were lost, or audio flows in one direction only. Try T.38."),
    T30Result(49, "CALLDROPPED", "The call dropped prematurely",
        "The phone call ended before the fax was finished.",
        "This need not be a fax problem: see why the leg ended and who ended it."),
    T30Result(50, "NOPOLL", "Poll not accepted",
        "The far machine does not let us fetch a fax from it.",
        _POLLING),
    T30Result(51, "IDENT_UNACCEPTABLE", "Ident not accepted",
        "The far machine does not accept our fax number.",
        "Set the fax identity number to one that it permits."),
    T30Result(52, "SUB_UNACCEPTABLE", "Sub-address not accepted",
        "The far machine does not accept the sub-address.",
        "Check the fax sub-address, or leave it out."),
    T30Result(53, "SEP_UNACCEPTABLE", "Selective polling address not accepted",
        "The far machine does not accept the address of the document to fetch.",
        _POLLING),
    T30Result(54, "PSA_UNACCEPTABLE", "Polled sub-address not accepted",
        "The far machine does not accept the sub-address to fetch from.",
        _POLLING),
    T30Result(55, "SID_UNACCEPTABLE", "Sender identification not accepted",
        "The far machine does not accept the name that we send under.",
        "Set the fax identity to one that it permits."),
    T30Result(56, "PWD_UNACCEPTABLE", "Password not accepted",
        "The far machine does not accept the fax password.",
        "Check the fax password with its owner."),
    T30Result(57, "TSA_UNACCEPTABLE", "Transmitting subscriber internet address not accepted",
        "The far machine does not accept the sender's internet address.",
        _REFUSED),
    T30Result(58, "IRA_UNACCEPTABLE", "Internet routing address not accepted",
        "The far machine does not accept the internet address to route by.",
        _REFUSED),
    T30Result(59, "CIA_UNACCEPTABLE", "Calling subscriber internet address not accepted",
        "The far machine does not accept the caller's internet address.",
        _REFUSED),
    T30Result(60, "ISP_UNACCEPTABLE", "Internet selective polling address not accepted",
        "The far machine does not accept the internet address of the document to fetch.",
        _REFUSED),
    T30Result(61, "CSA_UNACCEPTABLE", "Called subscriber internet address not accepted",
        "The far machine does not accept the called internet address.",
        _REFUSED),
)
# fmt: on

T30: Mapping[int, T30Result] = MappingProxyType(dict(enumerate(_TABLE)))

_BY_TEXT = {row.text.casefold(): row for row in _TABLE}
