"""The weights of the encoder that ships, and the pieces of words that it knows."""
