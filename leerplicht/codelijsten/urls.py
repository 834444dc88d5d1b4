"""Addresses of this room."""

from django.urls import path

from leerplicht.codelijsten import views

urlpatterns = [
    path("", views.lijsten, name="lijsten"),
    path("lijsten/<slug:lijst>/", views.lijst, name="lijst"),
    path("lijsten/<slug:lijst>/nieuw/", views.nieuwe_code, name="code_nieuw"),
    path("codes/<int:pk>/wijzigen/", views.code_wijzigen, name="code_wijzigen"),
    path("codes/<int:pk>/beeindigen/", views.code_beeindigen, name="code_beeindigen"),
    path("parameters/", views.parameters, name="parameters"),
    path("externe-cijfers/", views.externe_cijfers, name="externe_cijfers"),
    path("externe-cijfers/nieuw/", views.nieuw_cijfer, name="cijfer_nieuw"),
    path("externe-cijfers/<int:pk>/wijzigen/", views.cijfer_wijzigen, name="cijfer_wijzigen"),
]
