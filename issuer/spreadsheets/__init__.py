"""Files of results as schools make them: read with suspicion, given back with remarks."""
