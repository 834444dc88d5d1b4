"""Addresses for test_toegang only: a view that writes and answers, one that writes and breaks, one that counts."""

from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

from leerplicht.models import Gezin


def schrijf(request):
    Gezin.objects.create(gemeente=request.user.gemeente)
    return HttpResponse("ok")


def breek(request):
    Gezin.objects.create(gemeente=request.user.gemeente)
    raise RuntimeError("kapot")


def tel(request):
    return HttpResponse(str(Gezin.objects.count()))


def stroom(request):
    return StreamingHttpResponse(iter(["x"]))


urlpatterns = [path("schrijf/", schrijf), path("breek/", breek), path("tel/", tel), path("stroom/", stroom)]
