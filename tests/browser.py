"""What several tests do in the browser in the same way."""

from tests.cast import WACHTWOORD


def log_in(page, email: str = "anna@voorbeeld.test", wachtwoord: str = WACHTWOORD) -> None:
    """On the page of the login; done when the page behind it stands there.

    A click comes back as soon as the next page is on its way. Who then loads another one does so in the middle of
    a navigation, and now and then the browser refuses that.
    """
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord", exact=True).fill(wachtwoord)
    page.get_by_role("button", name="Inloggen").click()
    page.wait_for_url(lambda adres: "/account/login/" not in adres)
