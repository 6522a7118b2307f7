"""Numbered SQL steps that carry an older file to today's schema: NNNN_what_it_does.sql goes from version NNNN - 1 to NNNN."""
