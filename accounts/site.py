"""Django's admin behind our own log-in: throttled, and with the second factor where staff must have one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class Site(AdminSite):
    """The admin."""

    site_header = site_title = "Sticking Points"

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff, with a second factor where the site asks for it."""
        return super().has_permission(request) and (not settings.STAFF_SECOND_FACTOR or request.user.is_verified())

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Our own page; whoever is in already is told what is missing."""
        if request.user.is_authenticated and request.user.is_staff and not self.has_permission(request):
            messages.info(request, "The admin asks for a second factor: set one up here, then open the admin again.")
            return redirect("second-factor")
        return redirect(f"{reverse('login')}?{urlencode({'next': request.GET.get('next', reverse('admin:index'))})}")

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Our own page."""
        return redirect("password")
