"""What a secret in memory does not do: print itself, or let itself be copied or pickled."""

from typing import NoReturn

from keys.errors import NotCopyable


class Uncopyable:
    """Base of objects that hold a secret.

    This does not stop somebody who wants to read memory. It stops the accidents: a log line, a
    cache, a task queue, a traceback with local variables.
    """

    __slots__ = ()

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise NotCopyable(f"a {type(self).__name__} is not pickled or copied: it holds a secret")

    def __reduce__(self) -> NoReturn:
        self.__reduce_ex__(None)

    def __getstate__(self) -> NoReturn:
        self.__reduce_ex__(None)

    def __copy__(self) -> NoReturn:
        self.__reduce_ex__(None)

    def __deepcopy__(self, memo: object) -> NoReturn:
        self.__reduce_ex__(None)
