"""The sandbox's calls, one module each; the most telling first."""

from __future__ import annotations

from typing import Final

from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.scenarios import (
    attended_transfer,
    barred,
    blind_transfer,
    busy,
    call_forward,
    cancelled,
    carrier_failover,
    carrier_in,
    codec_refused,
    conference,
    fax_failed,
    fax_over_g729,
    fax_received,
    hold,
    hostile,
    internal,
    measured_audio,
    newer_platform,
    not_registered,
    old_records,
    one_way_audio,
    ring_group,
    srtp,
    voicemail,
    webrtc,
)

ALL: Final[tuple[Scenario, ...]] = tuple(
    told.SCENARIO
    for told in (
        one_way_audio,
        measured_audio,
        codec_refused,
        fax_failed,
        carrier_failover,
        attended_transfer,
        voicemail,
        ring_group,
        call_forward,
        webrtc,
        busy,
        cancelled,
        not_registered,
        barred,
        hold,
        blind_transfer,
        fax_over_g729,
        fax_received,
        internal,
        carrier_in,
        srtp,
        newer_platform,
        old_records,
        conference,
        hostile,
    )
)
"""Every call of the sandbox."""
