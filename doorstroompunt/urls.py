"""Addresses of this room."""

from django.urls import path

from doorstroompunt.views import noshow, overdracht, overstap, poging, traject, wonen
from leerplicht.formulieren.export import VORMEN

urlpatterns = [
    path("", traject.trajecten, name="trajecten"),
    *(
        path(f"trajecten/export/{vorm}/", traject.exporteer_trajecten, {"vorm": vorm}, name=f"trajecten_{vorm}")
        for vorm in VORMEN
    ),
    path("trajecten/<int:pk>/", traject.traject, name="traject"),
    path("trajecten/<int:pk>/wijzigen/", traject.wijzig_gegevens, name="traject_wijzigen"),
    path("trajecten/<int:pk>/begeleiding/", traject.begeleiding, name="traject_begeleiding"),
    path("trajecten/<int:pk>/volgen/", traject.volgen, name="traject_volgen"),
    path("trajecten/<int:pk>/geen-gebruik/", traject.geen_gebruik, name="traject_geen_gebruik"),
    path("trajecten/<int:pk>/sluiten/", traject.sluiten, name="traject_sluiten"),
    path("trajecten/<int:pk>/heropenen/", traject.heropenen, name="traject_heropenen"),
    path("leerlingen/<int:pk>/traject/", traject.nieuw_traject, name="traject_nieuw"),
    path("leerlingen/<int:pk>/overdragen/", overdracht.draag_over, name="overdragen"),
    path("zaken/<int:pk>/poging/", poging.nieuwe_poging, name="poging_nieuw"),
    path("overstap/", overstap.overstappen, name="overstappen"),
    path("overstap/<int:pk>/", overstap.overstap, name="overstap"),
    path("overstap/<int:pk>/wijzigen/", overstap.overstap_wijzigen, name="overstap_wijzigen"),
    path("leerlingen/<int:pk>/overstap/", overstap.nieuwe_overstap, name="overstap_nieuw"),
    path("no-show/", noshow.noshow, name="noshow"),
    path("no-show/klas/", noshow.nieuwe_klas, name="noshowklas_nieuw"),
    path("no-show/klas/<int:pk>/", noshow.noshowklas, name="noshowklas"),
    path("no-show/klas/<int:pk>/wijzigen/", noshow.klas_wijzigen, name="noshowklas_wijzigen"),
    path("no-show/<int:pk>/huisbezoek/", noshow.huisbezoek, name="noshow_huisbezoek"),
    path("leerlingen/<int:pk>/no-show/", noshow.nieuwe_noshow, name="noshow_nieuw"),
    path("begeleid-wonen/", wonen.wonen, name="wonen"),
    path("begeleid-wonen/<int:pk>/", wonen.wonen_wijzigen, name="wonen_wijzigen"),
    path("leerlingen/<int:pk>/begeleid-wonen/", wonen.nieuw_wonen, name="wonen_nieuw"),
]
