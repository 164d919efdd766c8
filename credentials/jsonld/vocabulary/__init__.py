"""Which words a document may use, and what its contexts say of them."""
