"""Compare claims that speak of the same thing (design section 6): pure functions over records."""
