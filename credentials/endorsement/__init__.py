"""What another than the issuer signs: an OB 3.0 EndorsementCredential, asked for, made and read.

:mod:`content` says what is endorsed, :mod:`request` asks for it in a file, :mod:`building` makes the
credential that the endorser signs, and :mod:`reading` finds back who said what.
"""

from credentials.endorsement.building import Endorser, build_endorsement

__all__ = ["Endorser", "build_endorsement"]
