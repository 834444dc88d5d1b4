"""Addresses of this room. The number is that of the aanstelling: one colleague in one gemeente."""

from django.urls import path

from leerplicht.toegang.gebruikers import views

urlpatterns = [
    path("rollen/", views.rollen, name="rollen"),
    path("gebruikers/", views.gebruikers, name="gebruikers"),
    path("gebruikers/nieuw/", views.nieuwe_gebruiker, name="gebruiker_nieuw"),
    path("gebruikers/<int:pk>/", views.gebruiker, name="gebruiker"),
    path("gebruikers/<int:pk>/naam/", views.wijzig_naam, name="gebruiker_naam"),
    path("gebruikers/<int:pk>/rol/", views.wijzig_rol, name="gebruiker_rol"),
    path("gebruikers/<int:pk>/rol/beeindigen/", views.beeindig_rol, name="gebruiker_rol_beeindigen"),
    path("gebruikers/<int:pk>/machtiging/", views.machtig, name="gebruiker_machtiging"),
    path("gebruikers/<int:pk>/machtiging/intrekken/", views.trek_in, name="gebruiker_machtiging_intrekken"),
    path("gebruikers/<int:pk>/deactiveren/", views.deactiveer, name="gebruiker_deactiveren"),
    path("gebruikers/<int:pk>/activeren/", views.activeer, name="gebruiker_activeren"),
    path("gebruikers/<int:pk>/tweede-stap/", views.reset_tweede_stap, name="gebruiker_tweede_stap"),
    path("gebruikers/<int:pk>/wachtwoordlink/", views.mail_wachtwoordlink, name="gebruiker_wachtwoordlink"),
]
