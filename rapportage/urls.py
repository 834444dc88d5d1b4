"""Addresses of this room."""

from django.urls import path

from rapportage import views

urlpatterns = [
    path("", views.jaarverslag, name="jaarverslag"),
    path("<int:schooljaar>/", views.verslag, name="verslag"),
    path("<int:schooljaar>/maak/", views.maak_jaarverslag, name="maak_jaarverslag"),
    path("<int:schooljaar>/teksten/", views.verslagteksten, name="verslagteksten"),
    path("<int:schooljaar>/teksten/<slug:plaats>/", views.verslagtekst, name="verslagtekst"),
    path("runs/<int:pk>/", views.verslagrun, name="verslagrun"),
    path("runs/<int:pk>/annuleer/", views.annuleer_verslagrun, name="annuleer_verslagrun"),
    path("runs/<int:pk>/pdf/", views.verslagrun_pdf, name="verslagrun_pdf"),
    path("runs/<int:pk>/json/", views.verslagrun_json, name="verslagrun_json"),
]
