"""The outbox: work that must happen is a row, written in the transaction that asks for it.

A Celery message only hurries a row along; beat sweeps what was left behind, by whatever died. Inside the database
the work of a row and its *gedaan* are one commit; the one step outside it, an e-mail, is *onzeker* when it was cut
off.
"""
