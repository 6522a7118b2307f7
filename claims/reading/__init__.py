"""Read a claims database: one module for each kind of question. Nothing here writes."""
