"""Where private keys can be kept. Nothing outside :mod:`keys.custody` imports these modules."""
