"""The site's addresses: health, the admin, and all pages of the knowledge base."""

from django.contrib import admin
from django.urls import include, path

from errors.views import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("", include("errors.urls")),
]

handler400 = "errors.views.errors.bad_request"
handler403 = "errors.views.errors.forbidden"
handler404 = "errors.views.errors.not_found"
handler500 = "errors.views.errors.server_error"
