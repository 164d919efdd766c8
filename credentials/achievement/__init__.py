"""What a credential says, and where it stands in an Open Badge."""
