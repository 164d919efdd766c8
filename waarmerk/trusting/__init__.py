"""``waarmerk trust``: keep the list of recognised schools, sign it, and publish it.

This is for whoever publishes such a list, a sector organisation for example. It needs the base
installation and nothing of a school.
"""
