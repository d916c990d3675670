"""A property that is worked out at its first asking and kept, as `cached_property` is, for records of one document.

Until Python 3.12 `cached_property` takes a lock at each first asking, which costs more than most of what is kept here;
a document is read by one thread.
"""

from typing import TYPE_CHECKING

__all__ = ["kept_property"]

if TYPE_CHECKING:
    from functools import cached_property as kept_property
else:

    class kept_property:  # noqa: N801
        """A method whose value is kept in its object under its own name, where the next asking finds it first."""

        def __init__(self, method):
            self._method = method
            self.__doc__ = method.__doc__

        def __set_name__(self, owner, name):
            self._name = name

        def __get__(self, found, owner=None):
            if found is None:
                return self
            value = found.__dict__[self._name] = self._method(found)
            return value
