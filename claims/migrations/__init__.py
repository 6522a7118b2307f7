"""Numbered SQL steps that carry an older file to today's schema: NNNN_what.sql goes from version NNNN - 1 to NNNN."""
