"""The pages of reading in, by noun."""
