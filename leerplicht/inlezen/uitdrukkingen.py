"""Rules asked of many rows at once, as SQL. `rules.py` has them for one; a test holds the two together."""


def schooljaar(dag: str) -> str:
    """`rules.schooljaar_van`: the year in which the school year of a day starts."""
    return f"(extract(year FROM {dag})::int - CASE WHEN extract(month FROM {dag}) < 8 THEN 1 ELSE 0 END)"


def leeftijd(geboren: str, dag: str) -> str:
    """`rules.leeftijd_op`: completed years on a day."""
    return f"extract(year FROM age({dag}, {geboren}))::int"


def geldt(code: str, jaar: str) -> str:
    """Whether a version of a code (an alias) holds in a school year: `CodeQuerySet.in_schooljaar`."""
    return f"{code}.van_schooljaar <= {jaar} AND ({code}.tot_schooljaar IS NULL OR {code}.tot_schooljaar > {jaar})"
