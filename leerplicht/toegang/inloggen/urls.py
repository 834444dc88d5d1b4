"""Only the pages of allauth that are used. The names are allauth's, since it asks for them by name."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path, re_path

from leerplicht.toegang.inloggen import apparaten, gemeenteaccount, ontgrendelen, views
from leerplicht.toegang.inloggen.gemeenteaccount import van_het_hele_account

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactief/", account.account_inactive, name="account_inactive"),
    path("bevestig/", account.reauthenticate, name="account_reauthenticate"),
    path("wachtwoord/", van_het_hele_account(account.password_change), name="account_change_password"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "wachtwoord/nieuw/klaar/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("tweede-stap/", van_het_hele_account(mfa.index), name="mfa_index"),
    path("tweede-stap/geef/", mfa.authenticate, name="mfa_authenticate"),
    path("tweede-stap/bevestig/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-stap/app/", van_het_hele_account(views.AppInstellen.as_view()), name="mfa_activate_totp"),
    path("tweede-stap/app/code.svg", views.qr, name="mfa_totp_qr"),
    path("tweede-stap/app/weg/", van_het_hele_account(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("tweede-stap/sleutel/", van_het_hele_account(views.SleutelToevoegen.as_view()), name="mfa_add_webauthn"),
    path("tweede-stap/sleutel/bevestig/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(
        "tweede-stap/sleutel/<int:pk>/weg/",
        van_het_hele_account(views.SleutelWeghalen.as_view()),
        name="mfa_remove_webauthn",
    ),
    path(
        "tweede-stap/herstelcodes/",
        van_het_hele_account(herstelcodes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "tweede-stap/herstelcodes/nieuw/",
        van_het_hele_account(herstelcodes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("tweede-stap/verlopen/", views.reset_verlopen, name="reset_verlopen"),
    path("apparaten/", van_het_hele_account(apparaten.apparaten), name="apparaten"),
    path("apparaten/alle/", van_het_hele_account(apparaten.beeindig_alles), name="apparaten_beeindigen"),
    path("apparaten/<int:pk>/", van_het_hele_account(apparaten.beeindig_apparaat), name="apparaat_beeindigen"),
    path("gemeente/<slug:provider_id>/", gemeenteaccount.naar_gemeente, name="openid_connect_login"),
    path("gemeente/<slug:provider_id>/terug/", openid_connect.callback, name="openid_connect_callback"),
    path("slot/", ontgrendelen.slotpagina, name="slot"),
    path("slot/open/", ontgrendelen.open_slot, name="slot_open"),
    path("slot/opties/", ontgrendelen.opties, name="slot_opties"),
    path("slot/stand/", ontgrendelen.stand, name="slot_stand"),
    path("slot/leeft/", ontgrendelen.leeft, name="slot_leeft"),
    path("slot/dicht/", ontgrendelen.sluit_slot, name="slot_dicht"),
    path("slot/klaar/", ontgrendelen.klaar, name="slot_klaar"),
]
