"""What it costs to be asked over HTTP: the endpoint beside Node, and many files beside the command."""
