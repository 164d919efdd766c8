"""The learner's product: a signed credential as files, images, a certificate and an archive.

It knows no tables and no keys: what it needs it is given, or asks for through
:mod:`wallet_export.ports`.
"""
