"""Custody of private keys, and what is published about the public ones.

Private keys are made, read and used in :mod:`keys.custody` and its backends, and nowhere else.
Everyone who needs a signature holds a :class:`credentials.proofs.signing.Signer`.
"""
