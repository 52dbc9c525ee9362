"""A check: one thing that was looked at, what was found, and what to do about it.

A question is asked in a thread of its own: a disk or a name server that never answers, and a fault
in the question itself, become checks like all others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from argparse import Namespace

    from vinix_tui.storage.settings import Settings

State = Literal["ok", "warning", "fault"]


@dataclass(frozen=True)
class Check:
    """`state`: "warning" where less works than could, "fault" where something does not work.

    `fix` is what to do, and is there whenever the state is not ok.
    """

    name: str
    state: State
    found: str
    fix: str = ""


@dataclass(frozen=True)
class Here:
    """What the questions are about. `trouble` is why the settings cannot be used, or ""."""

    options: Namespace
    environ: Mapping[str, str]
    settings: Settings
    trouble: str = ""


Question = Callable[[Here], Iterable[Check]]


def ok(name: str, found: str) -> Check:
    """It is as it should be."""
    return Check(name, "ok", found)


def warning(name: str, found: str, fix: str) -> Check:
    """Less works than could."""
    return Check(name, "warning", found, fix)


def fault(name: str, found: str, fix: str) -> Check:
    """Something does not work."""
    return Check(name, "fault", found, fix)


def ask(question: Question, here: Here, patience: float) -> list[Check]:
    """The checks that a question yields within `patience` seconds. Never raises."""
    answers: list[Check] = []
    name = question.__name__.replace("_", " ")

    def work() -> None:
        try:
            for check in question(here):
                answers.append(check)
        except Exception as error:  # noqa: BLE001 - the edge: what breaks here is told, and no more
            answers.append(warning(name, f"could not be checked: {_reason(error)}.", _TELL_US))

    asked = Thread(target=work, daemon=True)  # so that the program ends without its answer
    asked.start()
    asked.join(patience)
    given = list(answers)
    if asked.is_alive():
        given.append(fault(name, f"had no answer within {patience:.0f} s.", _HANGS))
    return given


_HANGS = "Something below does not answer, such as a network disk or a name server: check that."
_TELL_US = "The other checks stand; pass this line on to whoever looks after vinix-tui here."


def _reason(error: Exception) -> str:
    """The kind of an error, and the system's words; no others, which may hold a secret."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        return f"the package {error.name.partition('.')[0]} is not installed"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror.lower()} ({type(error).__name__})"
    return type(error).__name__
