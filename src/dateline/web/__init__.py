"""The review room: pages and a JSON API over one store, on this machine alone."""
