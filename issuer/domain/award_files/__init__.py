"""What is written down about one award: who, what was shown, who agreed, who decided. And its rules.

Read by :func:`issuer.domain.award_files.reading.read_award`, checked by
:func:`issuer.domain.award_files.checking.check_award`. Of some instruments an award file is all there
is: :mod:`issuer.domain.award_files.derived_module` makes the module that it awards.
"""
