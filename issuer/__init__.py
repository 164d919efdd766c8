"""The exam board's product: from a spreadsheet of results to signed credentials, and what becomes of them."""
