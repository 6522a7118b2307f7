"""The one place where the stages meet the store: one module for each thing that people do."""
