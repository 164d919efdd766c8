"""Whose key is it: encodings, public keys, DIDs, and documents that say who controls which key."""
