"""Background work of the report."""

from celery import shared_task

from rapportage.uitvoering import voer_run_uit


@shared_task
def maak_verslagrun(gemeente_id: int, run_id: int) -> None:
    """Make the report of a run; delivered twice, it is made once."""
    voer_run_uit(gemeente_id, run_id)
