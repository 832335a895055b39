"""Pages about the interface; the interface's own addresses stand in `interface.addresses`."""

from django.urls import path

from qinqing.api.pages import home, tokens

urlpatterns = [
    path("api/", home.api_home, name="api_home"),
    path("api/v1/openapi.json", home.openapi, name="api_openapi"),
    path("qy/tokens/", tokens.tokens, name="tokens"),
    path("qy/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token_revoke"),
]
