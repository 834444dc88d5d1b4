"""Address of the data map."""

from django.urls import path

from leerplicht.toegang.gegevenskaart import views

urlpatterns = [path("", views.gegevenskaart, name="gegevenskaart")]
