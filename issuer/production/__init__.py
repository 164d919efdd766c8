"""Making credentials in quantity: building, signing and checking, in this process or in several."""
