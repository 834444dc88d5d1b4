"""Signalen: what the registers show at night and nobody reported, as work for somebody to look at.

`rules.py` decides, from plain values; `zeef.py` and `dossiers.py` ask the database; `actions.py` writes.
"""
