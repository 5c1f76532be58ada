import io
from typing import Any

from django.core.management import CommandError, call_command
from django.test import override_settings
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from errors.accounts import secondfactor
from errors.models import AuditEntry, EditorSession, User
from tests.admin_case import AdminTestCase

ACCOUNT = "/admin/account/"
SIGN_IN = "/admin/login/"
PASSWORD = "correct horse battery staple"


def code_of(device: TOTPDevice) -> str:
    """The code of the moment, as if none had been given before."""
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=-1, throttling_failure_count=0)
    oath = TOTP(device.bin_key, device.step, device.t0, device.digits)
    return f"{oath.token():06d}"


class AccountTestCase(AdminTestCase):
    def setUp(self) -> None:
        for user in (self.alice, self.dana, self.charlie):
            user.set_password(PASSWORD)
            user.save()

    def sign_in(self, user: User, password: str = PASSWORD, code: str = "", address: str = "192.0.2.1") -> Any:
        data = {"username": user.username, "password": password, "code": code, "next": "/admin/"}
        return self.client.post(SIGN_IN, data, REMOTE_ADDR=address, HTTP_USER_AGENT="Firefox/140.0")

    def device(self, user: User) -> TOTPDevice:
        """A second factor that is set up."""
        device = secondfactor.begin(user)
        secondfactor.confirm(user, code_of(device))
        return TOTPDevice.objects.get(user=user)


class SignInTests(AccountTestCase):
    def test_an_editor_signs_in_with_a_password(self) -> None:
        self.assertRedirects(self.sign_in(self.alice), "/admin/")

    def test_who_is_no_editor_does_not_get_in(self) -> None:
        self.assertEqual(self.sign_in(self.charlie).status_code, 200)

    @override_settings(SIGN_IN_FAILURES=3)
    def test_repeated_failures_lock_the_account_there_even_for_the_right_password(self) -> None:
        for _ in range(3):
            self.assertContains(self.sign_in(self.alice, "wrong"), "Please enter the correct")
        self.assertContains(self.sign_in(self.alice), "Too many attempts. Try again in 15 minutes.")
        entry = AuditEntry.objects.get()
        self.assertEqual((entry.action, entry.slug), ("locked", "account alice"))

    @override_settings(SIGN_IN_FAILURES=3)
    def test_a_stranger_cannot_lock_an_editor_out_from_elsewhere(self) -> None:
        for _ in range(5):
            self.sign_in(self.alice, "wrong", address="198.51.100.7")
        self.assertRedirects(self.sign_in(self.alice), "/admin/")

    @override_settings(SIGN_IN_FAILURES=1)
    def test_trying_many_accounts_from_one_network_is_stopped_too(self) -> None:
        for n in range(5):
            self.sign_in(User(username=f"guess{n}"), "wrong")
        self.assertContains(self.sign_in(self.alice), "Too many attempts")
        self.assertFalse(AuditEntry.objects.exists())

    @override_settings(SIGN_IN_FAILURES=2)
    def test_a_locked_account_and_one_that_does_not_exist_are_answered_alike(self) -> None:
        answers = []
        for user in (self.alice, User(username="nobody")):
            for _ in range(3):
                response = self.sign_in(user, "wrong", address=f"192.0.2.{len(user.username)}")
            answers.append((response.status_code, response.context["form"].non_field_errors()))
        self.assertEqual(answers[0], answers[1])

    @override_settings(SIGN_IN_FAILURES=3)
    def test_wrong_codes_lock_as_wrong_passwords_do(self) -> None:
        device = self.device(self.alice)
        for _ in range(3):
            self.sign_in(self.alice, code="000000")
        self.assertContains(self.sign_in(self.alice, code=code_of(device)), "Too many attempts")

    @override_settings(SIGN_IN_FAILURES=3)
    def test_a_success_ends_the_count(self) -> None:
        for _ in range(3):
            self.sign_in(self.alice, "wrong")
            self.sign_in(self.alice, "wrong")
            self.client.logout()
            self.assertRedirects(self.sign_in(self.alice), "/admin/")


class SecondFactorTests(AccountTestCase):
    def test_it_is_set_up_with_a_code_and_gives_recovery_codes_once(self) -> None:
        self.sign_in(self.alice)
        self.client.post(f"{ACCOUNT}factor/begin/")
        device = TOTPDevice.objects.get()
        self.assertContains(self.client.get(ACCOUNT), secondfactor.secret_of(device))
        self.client.post(f"{ACCOUNT}factor/confirm/", {"code": "000000"})
        self.assertFalse(secondfactor.has(self.alice))
        response = self.client.post(f"{ACCOUNT}factor/confirm/", {"code": code_of(device)})
        codes = response.context["codes"]
        self.assertEqual(len(codes), 8)
        self.assertContains(response, codes[0])
        again = self.client.get(ACCOUNT)
        self.assertNotContains(again, codes[0])
        self.assertNotContains(again, secondfactor.secret_of(device))

    def test_signing_in_asks_for_the_code(self) -> None:
        device = self.device(self.alice)
        for wrong in ("", "000000", "x"):
            self.assertEqual(self.sign_in(self.alice, code=wrong).status_code, 200)
        self.assertRedirects(self.sign_in(self.alice, code=code_of(device)), "/admin/")

    def test_a_code_counts_once(self) -> None:
        device = self.device(self.alice)
        code = code_of(device)
        self.assertRedirects(self.sign_in(self.alice, code=code), "/admin/")
        self.client.logout()
        self.assertEqual(self.sign_in(self.alice, code=code).status_code, 200)

    def test_a_recovery_code_signs_in_once(self) -> None:
        device = secondfactor.begin(self.alice)
        code, another, *_ = secondfactor.confirm(self.alice, code_of(device)) or []
        self.assertRedirects(self.sign_in(self.alice, code=code), "/admin/")
        self.client.logout()
        self.assertEqual(self.sign_in(self.alice, code=code).status_code, 200)
        StaticDevice.objects.update(throttling_failure_count=0)
        self.assertRedirects(self.sign_in(self.alice, code=f" {another[:6].upper()} {another[6:]}"), "/admin/")

    def test_who_reads_the_database_has_no_recovery_code(self) -> None:
        device = secondfactor.begin(self.alice)
        codes = secondfactor.confirm(self.alice, code_of(device)) or []
        kept = set(StaticToken.objects.values_list("token", flat=True))
        self.assertEqual((len(kept), kept & set(codes)), (8, set()))
        self.assertEqual(self.sign_in(self.alice, code=kept.pop()).status_code, 200)

    def test_a_session_without_the_code_opens_nothing(self) -> None:
        self.device(self.alice)
        self.client.force_login(self.alice)
        self.assertEqual(self.client.get("/admin/").status_code, 302)
        self.assertContains(self.client.get("/admin/", follow=True), "or the code of your second factor")

    def test_another_takes_its_place_only_with_a_code_of_the_first(self) -> None:
        device = self.device(self.alice)
        self.sign_in(self.alice, code=code_of(device))
        self.client.post(f"{ACCOUNT}factor/begin/")
        self.assertEqual(list(TOTPDevice.objects.all()), [device])
        self.client.post(f"{ACCOUNT}factor/begin/", {"code": code_of(device)})
        other = TOTPDevice.objects.exclude(pk=device.pk).get()
        self.client.post(f"{ACCOUNT}factor/confirm/", {"code": code_of(other)})
        self.assertEqual(list(TOTPDevice.objects.all()), [other])

    def test_a_wrong_code_is_answered_as_a_wrong_password_is(self) -> None:
        self.device(self.alice)
        by_code = self.sign_in(self.alice, code="000000").context["form"].non_field_errors()
        by_password = self.sign_in(self.alice, "wrong").context["form"].non_field_errors()
        by_name = self.sign_in(User(username="nobody"), "wrong").context["form"].non_field_errors()
        self.assertEqual((by_code, by_code), (by_password, by_name))

    def test_a_command_helps_who_lost_phone_and_recovery_codes(self) -> None:
        self.device(self.dana)
        out = io.StringIO()
        call_command("reset_second_factor", "dana", stdout=out)
        self.assertIn("dana signs in with the password alone", out.getvalue())
        self.assertRedirects(self.sign_in(self.dana), "/admin/")
        self.assertEqual(AuditEntry.objects.get().reason, "reset by manage.py")
        with self.assertRaisesMessage(CommandError, "There is no account 'nobody'."):
            call_command("reset_second_factor", "nobody")

    @override_settings(REQUIRE_SECOND_FACTOR=True)
    def test_where_it_is_required_an_administrator_does_nothing_before_it_is_set_up(self) -> None:
        self.sign_in(self.dana)
        for path in ("/admin/", "/admin/errors/user/", "/admin/gaps/"):
            self.assertRedirects(self.client.get(path), ACCOUNT)
        self.client.post(f"{ACCOUNT}factor/begin/")
        self.client.post(f"{ACCOUNT}factor/confirm/", {"code": code_of(TOTPDevice.objects.get())})
        self.assertEqual(self.client.get("/admin/errors/user/").status_code, 200)

    @override_settings(REQUIRE_SECOND_FACTOR=True)
    def test_of_writers_it_is_not_required(self) -> None:
        self.sign_in(self.alice)
        self.assertEqual(self.client.get("/admin/gaps/").status_code, 200)

    def test_removing_it_takes_a_code(self) -> None:
        device = self.device(self.alice)
        self.sign_in(self.alice, code=code_of(device))
        self.client.post(f"{ACCOUNT}factor/remove/", {"code": "000000"})
        self.assertTrue(TOTPDevice.objects.exists())
        self.client.post(f"{ACCOUNT}factor/remove/", {"code": code_of(device)})
        self.assertFalse(TOTPDevice.objects.exists() or StaticToken.objects.exists())

    def test_an_administrator_resets_that_of_another_and_the_record_shows_it(self) -> None:
        self.device(self.alice)
        self.sign_in(self.dana)
        self.client.post(f"{ACCOUNT}of/{self.alice.pk}/reset-factor/")
        self.assertFalse(secondfactor.has(self.alice))
        self.assertEqual(AuditEntry.objects.get().reason, "reset")


class SessionTests(AccountTestCase):
    def test_sessions_are_listed_and_ended(self) -> None:
        self.sign_in(self.alice)
        other = EditorSession.objects.get()
        elsewhere, self.client = self.client, self.client_class()
        self.sign_in(self.alice)
        self.assertContains(self.client.get(ACCOUNT), "<td>Firefox", count=2)
        self.assertEqual(elsewhere.get("/admin/").status_code, 200)
        self.client.post(f"{ACCOUNT}sessions/{other.pk}/end/")
        self.assertEqual(elsewhere.get("/admin/").status_code, 302)
        self.assertEqual(self.client.get("/admin/").status_code, 200)

    def test_all_others_are_ended_at_once(self) -> None:
        self.sign_in(self.alice)
        elsewhere, self.client = self.client, self.client_class()
        self.sign_in(self.alice)
        self.client.post(f"{ACCOUNT}sessions/end-others/")
        self.assertEqual(elsewhere.get("/admin/").status_code, 302)
        self.assertEqual(self.client.get("/admin/").status_code, 200)

    def test_only_an_administrator_ends_those_of_others(self) -> None:
        self.sign_in(self.dana)
        session = EditorSession.objects.get()
        administrator, self.client = self.client, self.client_class()
        self.sign_in(self.alice)
        self.assertEqual(self.client.post(f"{ACCOUNT}sessions/{session.pk}/end/").status_code, 403)
        of_alice = EditorSession.objects.get(user=self.alice)
        self.assertContains(administrator.get(f"{ACCOUNT}of/{self.alice.pk}/"), "Firefox")
        administrator.post(f"{ACCOUNT}sessions/{of_alice.pk}/end/")
        self.assertEqual(self.client.get("/admin/").status_code, 302)

    def test_signing_out_ends_it_in_the_list(self) -> None:
        self.sign_in(self.alice)
        self.client.post("/admin/logout/")
        self.sign_in(self.alice)
        self.assertEqual(EditorSession.objects.count(), 1)

    def test_changing_the_password_ends_all_others_and_this_one_goes_on(self) -> None:
        self.sign_in(self.alice)
        elsewhere, self.client = self.client, self.client_class()
        self.sign_in(self.alice)
        new = "another horse, another battery"
        data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
        self.assertRedirects(self.client.post("/admin/password_change/", data), "/admin/password_change/done/")
        self.assertEqual(elsewhere.get("/admin/").status_code, 302)
        response = self.client.get(ACCOUNT)
        self.assertContains(response, "End the session of", count=1)
        self.assertContains(response, "this one")

    def test_a_password_set_by_an_administrator_ends_all_sessions_of_the_account(self) -> None:
        self.sign_in(self.alice)
        elsewhere, self.client = self.client, self.client_class()
        self.sign_in(self.dana)
        new = {
            "usable_password": "true",
            "password1": "another horse, a battery",
            "password2": "another horse, a battery",
        }
        response = self.client.post(f"/admin/errors/user/{self.alice.pk}/password/", new)
        self.assertEqual(response.status_code, 302)
        self.assertEqual(elsewhere.get("/admin/").status_code, 302)
        self.assertContains(self.client.get(f"{ACCOUNT}of/{self.alice.pk}/"), "Nowhere.")

    def test_clients_are_named_as_people_call_them(self) -> None:
        webkit = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
        for header, name in (
            (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {webkit}", "Chrome on Windows"),
            (f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {webkit} Edg/140.0.0.0", "Edge on Windows"),
            (f"Mozilla/5.0 (Linux; Android 10; K) {webkit}", "Chrome on Android"),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/26.0 Safari/605.1.15", "Safari on macOS"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) CriOS/140.0 Mobile Safari/604.1",
                "Chrome on iPhone",
            ),
            ("curl/8.14.1", "curl"),
            ("<script>", "An unknown client"),
        ):
            with self.subTest(name):
                self.assertEqual(EditorSession(browser=header).client, name)
