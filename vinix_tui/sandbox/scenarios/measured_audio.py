"""The newest platform counts the audio packets: none came from Amara's phone."""

from __future__ import annotations

from typing import Any, Final

from vinix_tui.sandbox.scenario import Expected, Scenario
from vinix_tui.sandbox.scenarios._cast import AMARA, KIM
from vinix_tui.sandbox.scenarios._newer import NewerCall, originated
from vinix_tui.sandbox.scenarios._shape import At, Document, join


def _counted(received: int, sent: int, skipped: int = 0) -> dict[str, Any]:
    """`extended_data` of a leg; 50 packets a second is a whole stream at 20 ms."""
    heard = bool(received)
    inbound: dict[str, Any] = {
        "packet_count": received,
        "media_packet_count": received,
        "skip_packet_count": skipped,
        "jitter_packet_count": 0,
        "jitter_min_variance": 1.27 if heard else 0,
        "jitter_max_variance": 9.84 if heard else 0,
        "jitter_loss_rate": 0,
        "jitter_burst_rate": 0,
        "mean_interval": 20.03 if heard else 0,
        "flaw_total": 0,
        "quality_percentage": 100,  # what the switch says of a stream without packets, too
        "mos": 4.5,
        "errorLog": [],
    }
    outbound = {"packet_count": sent, "media_packet_count": sent, "rtcp_packet_count": sent // 250}
    return {"channel_stats": {"audio": {"inbound": inbound, "outbound": outbound}}}


def _told() -> tuple[Document, ...]:
    kim = _CALL.from_device(KIM, "2004", At(0, 1.2, 5.18, 24.65))
    amara = _CALL.to_device(AMARA, kim, At(0.26, 1.16, 5.1, 24.71))
    join(kim, amara)
    kim = _CALL.report(kim, sip_disposition="recv_bye", extended_data=_counted(971, 0))
    amara = _CALL.report(amara, sip_disposition="send_bye", extended_data=_counted(0, 968, 974))
    originated(kim, amara)
    return kim, amara


_CALL: Final = NewerCall("2026-11-23 16:33:41.216", "d25f7ba3")
SCENARIO: Final = Scenario(
    _CALL.id,
    "One-way audio, counted",
    "no packet came from Amara's phone in 20 s; Kim hung up",
    _told,
    verdict=Expected(
        "answered",
        (
            "Kim Larsen was connected to Amara Okafor for 0:20, then Kim Larsen hung up: no "
            "audio arrived from device Amara Okafor."
        ),
        "caller",
        ("R42", "R02", "R60"),
    ),
)
