"""What a gemeente brings along from its former package: a documented set of CSV files.

In this order: leerlingen and their inschrijvingen, then per part of the work its dossiers (also onderzoeken
without absoluut verzuim, and those by the jeugdarts), then the notities and the documenten (a zip with a list).
The files find each other by the numbers of the old package, which `Bronrij` keeps (`nummers.py`). Every counted
table of last year's report follows from them; De Overstap and Begeleid Wonen have no file, and the figures of
others are typed.

The set may come more than once: as a trial and then for good, or every night while both packages run. A dossier
that is known then follows its row (`wijzigen.py`), until somebody works on it here: from then on it is ours. The
timeline is only added to, so a notitie that was changed there comes beside the one that it was.
"""
