"""The card: what a certificate says of an award, in as many bytes as a QR code on paper holds.

It is a COSE_Sign1 message behind the ``#`` of an https address, signed with a key that a school has
for cards alone. docs/card.md is the format; whoever reads one needs no network but for its status.
"""
