"""How languages put a figure: what the rules read of sentences, of whom they speak and of who says so."""
