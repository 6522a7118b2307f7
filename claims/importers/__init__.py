"""What comes in: one file per format, each a generator of located rows that never sees the database."""
