"""Screens of the Doorstroompunt, by noun."""
