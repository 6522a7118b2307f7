"""What leaves the database: one file per format, each a pure function over records."""
