"""A property that is worked out when somebody first asks, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class once(Generic[Value]):  # noqa: N801 - it stands where `property` does
    """As `functools.cached_property`, without the lock that it takes before Python 3.12.

    The lock takes longer than the work does for most media of a call.
    """

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, thing: None, owner: type) -> once[Value]: ...
    @overload
    def __get__(self, thing: object, owner: type) -> Value: ...
    def __get__(self, thing: object | None, owner: type) -> once[Value] | Value:
        if thing is None:
            return self
        value = thing.__dict__[self._name] = self._work(thing)
        return value
