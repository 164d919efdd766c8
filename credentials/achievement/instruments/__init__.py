"""The instruments: what a Dutch vocational school can hand out, short of a diploma. One file each."""

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from credentials.achievement.instruments.instrument import Instrument


def _instruments() -> Iterator[Instrument]:
    for file in pkgutil.iter_modules(__path__):
        found = getattr(import_module(f"{__name__}.{file.name}"), "INSTRUMENT", None)
        if isinstance(found, Instrument):
            yield found


INSTRUMENTS: Final[Mapping[str, Instrument]] = MappingProxyType({one.key: one for one in _instruments()})
"""Every instrument by its key."""


INSTRUMENT_OF_CARD: Final[Mapping[int, Instrument]] = MappingProxyType(
    {one.card_number: one for one in INSTRUMENTS.values() if one.card_number is not None}
)
"""Every instrument by the number that cards have for it."""
