"""How a mapping is proposed for a file that nobody mapped: what its columns, headers and cells mean."""
