"""Mappings that come with the program, one TOML file each; `claims ingest --list-mappings` shows them."""
