"""The example school, and the demonstration of everything at work there."""
