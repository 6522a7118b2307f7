"""The only writer of a claims database, and what it needs to write much at once."""
