"""The pages for an error: Django renders some without request or context, so they may need neither."""

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize(
    ("sjabloon", "kop"),
    [
        ("400.html", "Deze vraag begrijpt het systeem niet"),
        ("403.html", "Dit mag u niet bekijken"),
        ("403_csrf.html", "De pagina is verlopen"),
        ("404.html", "Deze pagina is er niet"),
        ("500.html", "Er ging iets mis"),
    ],
)
def test_foutpagina_staat_op_zichzelf(sjabloon, kop):
    html = render_to_string(sjabloon)
    assert f'<h1 class="utrecht-heading-1">{kop}</h1>' in html
    assert f"<title>{kop} – Leerplicht &amp; Doorstroompunt</title>" in html
    assert 'href="/">Naar het begin</a>' in html
