"""How fast it is, side by side with others: ``make bench``. Nothing that is installed imports this."""
