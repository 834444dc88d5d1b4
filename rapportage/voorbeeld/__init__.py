"""The example gemeente: invented people whose dossiers add up to the published report of 2023-2024.

Every name, address, BSN and BRIN-nummer is made up. Read `laden.py` first: it has the order of the stories.
"""
