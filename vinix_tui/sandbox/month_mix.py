"""Which scenarios a month's calls are, and how often: as in life, most are answered."""

from __future__ import annotations

from types import ModuleType
from typing import Final

from vinix_tui.sandbox.scenario import Scenario
from vinix_tui.sandbox.scenarios import (
    ack_lost,
    attended_transfer,
    audio_taken_out,
    barred,
    blind_transfer,
    busy,
    call_forward,
    callee_kept_running,
    cancelled,
    carrier_failover,
    carrier_in,
    carriers_failed,
    codec_refused,
    cut_by_limit,
    declined_603,
    dropped_at_once,
    fax_failed,
    fax_in_part,
    fax_received,
    fax_sent,
    fax_without_t38,
    half_a_minute,
    half_an_hour,
    hold,
    hold_never_ended,
    hold_resumed,
    internal,
    lan,
    long_ring,
    menu_keys,
    nat_latched,
    no_route,
    no_sip_answer,
    no_such_number,
    nobody_answered,
    not_registered,
    number_retried,
    one_way_audio,
    own_voicemail,
    packet_times,
    picked_off,
    progress_timeout,
    queue_wait,
    rejected_ringing,
    ring_group,
    second_phone,
    session_timer,
    silence_suppressed,
    slow_setup,
    spam_blocked,
    srtp,
    voicemail,
    webrtc,
    wideband,
    withheld_number,
)

_WEIGHTS: Final[dict[ModuleType, int]] = {
    internal: 130, carrier_in: 150, half_a_minute: 90, lan: 50, wideband: 50, srtp: 40,
    ring_group: 50, hold_resumed: 30, packet_times: 60, queue_wait: 30, half_an_hour: 20,
    voicemail: 45, own_voicemail: 20, menu_keys: 20, long_ring: 8, withheld_number: 12,
    attended_transfer: 10, blind_transfer: 10, call_forward: 15, picked_off: 6, webrtc: 12,
    fax_received: 4, fax_sent: 4, hold: 4, silence_suppressed: 10, carrier_failover: 8,
    nobody_answered: 40, cancelled: 35, busy: 20, rejected_ringing: 10, no_such_number: 5,
    declined_603: 3, spam_blocked: 2, not_registered: 4, no_route: 2, second_phone: 4,
    session_timer: 2, slow_setup: 3, progress_timeout: 2, number_retried: 2, nat_latched: 3,
    hold_never_ended: 1, callee_kept_running: 1, dropped_at_once: 3, audio_taken_out: 1,
    cut_by_limit: 1, fax_in_part: 1, fax_failed: 1, fax_without_t38: 1, one_way_audio: 2,
    ack_lost: 2, barred: 1, carriers_failed: 1, codec_refused: 2, no_sip_answer: 2,
}  # fmt: skip

MIX: Final[tuple[tuple[Scenario, int], ...]] = tuple(
    (told.SCENARIO, weight) for told, weight in _WEIGHTS.items()
)
"""Scenarios and their weights."""
