"""`make bench`: what our rules cost, as ratios of two ways measured side by side in one run.

`metingen.py` measures; every other module here answers one question with `metingen() -> list[Meting]`.
Never a test: a test that waits for a clock fails on a busy machine.
"""
