"""The engines that are compared, each a program of its own that does as it is told, line by line."""
