"""What the rules of the domain cost beside the signing and verifying around them."""
