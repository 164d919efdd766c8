"""What can go wrong with a list of schools."""


class TrustingError(Exception):
    """Something cannot be done with the list, and nothing was changed.

    Attributes:
        word: Name of the sentence that says why.
        values: For that sentence.
    """

    def __init__(self, word: str, **values: object) -> None:
        super().__init__(word)
        self.word = word
        self.values = values
