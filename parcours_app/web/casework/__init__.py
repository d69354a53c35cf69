"""What the audiences that work on cases share: the form of a move, the strip, the words of a fact. Has no page."""
