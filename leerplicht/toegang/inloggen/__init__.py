"""Logging in: the second factor, known devices, the lock over the screen, the gemeente's own accounts.

Built on django-allauth. Only what is used has an address (`urls.py`); who may go on is decided by the middleware
(`tweede_factor.py`), never by a view.
"""
