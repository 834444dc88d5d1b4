"""From a valid form to an action: what the action refuses becomes an error at the field."""

from collections.abc import Callable
from typing import Any

import pghistory
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.forms import Form


def voer_uit(form: Form, actie: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Run an action in a savepoint; its `ValidationError` is put on the form and nothing was changed.

    Whether it went well is asked of the form: `if form.is_valid()`. A reason that was given (`waarom`) is kept in
    the history of all that this request changes.
    """
    if "waarom" in kwargs:
        pghistory.context(reden=kwargs["waarom"])
    try:
        with transaction.atomic():
            return actie(*args, **kwargs)
    except ValidationError as fout:
        # A sentence about a field that this form does not have stands above the form.
        per_veld = fout.error_dict if hasattr(fout, "error_dict") else {NON_FIELD_ERRORS: fout.error_list}
        for veld, fouten in per_veld.items():
            form.add_error(veld if veld in form.fields else None, fouten)
        return None
