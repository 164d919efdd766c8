"""``waarmerk serve``: the products as one web server."""
