"""One page, one question, no template."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path


def page(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        (count,) = cursor.fetchone()
    return HttpResponse(f"<!DOCTYPE html><title>bare</title><p>{count}</p>")


urlpatterns = [path("", page)]
