"""Modules: what can be awarded, as a school describes it, and the rules that it keeps."""
