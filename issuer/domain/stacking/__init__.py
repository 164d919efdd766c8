"""What verified credentials of any school cover of a kwalificatie, and what the exam board might do with it.

Pure rules: credentials that were verified, the registers, the agreements and the decisions come in as
values; coverage and advice come out. The board decides. Nothing here ever concludes that somebody has a
diploma (requirement I07).
"""
