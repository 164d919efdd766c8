"""From a JSON-LD document to the canonical form that is signed."""
