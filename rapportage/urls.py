"""Addresses of this room."""

from django.urls import path

from rapportage import views
from rapportage.jaarbeeld import views as jaarbeeld
from rapportage.naast_elkaar import views as naast_elkaar

urlpatterns = [
    path("", views.jaarverslag, name="jaarverslag"),
    path("jaarbeeld/", jaarbeeld.jaarbeeld, name="jaarbeeld"),
    path("runs/<int:pk>/voorleggen/", jaarbeeld.leg_voor, name="verslagrun_voorleggen"),
    path("runs/<int:pk>/terughalen/", jaarbeeld.haal_terug, name="verslagrun_terughalen"),
    path("<int:schooljaar>/", views.verslag, name="verslag"),
    path("<int:schooljaar>/maak/", views.maak_jaarverslag, name="maak_jaarverslag"),
    path("<int:schooljaar>/naast-elkaar/", naast_elkaar.naast_elkaar, name="verslag_naast_elkaar"),
    path("<int:schooljaar>/teksten/", views.verslagteksten, name="verslagteksten"),
    path("<int:schooljaar>/teksten/<slug:plaats>/", views.verslagtekst, name="verslagtekst"),
    path("runs/<int:pk>/", views.verslagrun, name="verslagrun"),
    path("runs/<int:pk>/annuleer/", views.annuleer_verslagrun, name="annuleer_verslagrun"),
    path("runs/<int:pk>/pdf/", views.verslagrun_pdf, name="verslagrun_pdf"),
    path("runs/<int:pk>/json/", views.verslagrun_json, name="verslagrun_json"),
]
