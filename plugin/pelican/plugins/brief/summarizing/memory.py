"""What was found out once and is asked for again."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Memory(dict[Key, Value]):
    """What a function returns, found when it is asked for and kept: ``Memory(len)["lamp"]``.

    A dictionary, as asking it again calls no Python at all. Not for a method of the object that keeps it, if there are many of
    these: each would hold the other until the garbage is collected.
    """

    def __init__(self, function: Callable[[Key], Value]) -> None:
        """Take the function; what it returned for an argument is never asked of it again."""
        super().__init__()
        self._function = function

    def __missing__(self, key: Key) -> Value:
        found = self[key] = self._function(key)
        return found
