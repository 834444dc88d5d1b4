"""What a gemeente brings along from its former package: a documented set of CSV files.

In this order: leerlingen, then per part of the work its dossiers, then the notities and the documenten (a zip with
a list). The files find each other by the numbers of the old package, which `Bronrij` keeps (`nummers.py`). What
once came in this way is ours: the same number again changes nothing that we know.
"""
