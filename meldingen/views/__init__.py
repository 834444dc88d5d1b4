"""Screens of leerplicht, by noun."""
