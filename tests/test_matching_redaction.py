from unittest import TestCase

from errors.matching.redaction import BLACK, redact

SECRET = "s3cr3tValue1234567890abcd"
# Each line holds SECRET where a secret stands; after redaction it must not.
LEAKS = [
    f"fatal: unable to access 'https://ada:{SECRET}@git.example.com/x.git/'",
    f"Cloning https://{SECRET}@github.com/acme/api.git",
    f"postgres://shop:{SECRET}@localhost:5432/shop",
    f"Authorization: Bearer {SECRET}",
    f'"authorization": "Basic {SECRET}"',
    f"export GITHUB_TOKEN={SECRET}",
    f"password={SECRET} host=db",
    f'{{"password": "{SECRET}"}}',
    f"DB_PASSWORD: {SECRET}",
    f"aws_secret_access_key = {SECRET}",
    f"docker login -u ada -p {SECRET} registry.example.com",
    f"mysql --password={SECRET} shop",
    f"curl -u ada:{SECRET} https://example.com",
    f"ghp_{SECRET}{SECRET}",
    f"github_pat_{SECRET}",
    f"glpat-{SECRET}",
    f"xoxb-{SECRET}",
    f"npm_{SECRET}{SECRET}",
    f"dckr_pat_{SECRET}",
    f"hf_{SECRET}",
    f"eyJhbGciOiJIUzI1NiJ9.{SECRET}.{SECRET}",
    f"ALTER ROLE shop IDENTIFIED BY '{SECRET}'",
    f"-----BEGIN OPENSSH PRIVATE KEY-----\n{SECRET}\n-----END OPENSSH PRIVATE KEY-----",
    f"-----BEGIN RSA PRIVATE KEY-----\n{SECRET}",
]
HIDDEN = ["ada.lovelace@example.com", "10.40.0.53", "192.168.49.1", "172.17.0.2", "fd00::17", "AKIAIOSFODNN7EXAMPLE"]
KEPT = [
    'FATAL:  password authentication failed for user "shop"',
    "unauthorized: authentication required",
    "Your authorization token has expired. Reauthenticate and try again.",
    "remote: Invalid username or token. Password authentication is not supported for Git operations.",
    "fatal: could not read Password for 'https://ada@git.example.com': terminal prompts disabled",
    "git@github.com: Permission denied (publickey).",
    "SyntaxError: Unexpected token < in JSON at position 0",
    "Get https://registry-1.docker.io/v2/: net/http: TLS handshake timeout",
    "connect ECONNREFUSED 127.0.0.1:5432",
    "error: src refspec main does not match any",
]


class RedactTests(TestCase):
    def test_it_blacks_out_secrets(self) -> None:
        for text in LEAKS:
            with self.subTest(text):
                self.assertNotIn(SECRET, redact(text))
                self.assertIn(BLACK, redact(text))

    def test_it_blacks_out_people_and_private_addresses(self) -> None:
        for text in HIDDEN:
            with self.subTest(text):
                self.assertEqual(redact(f"from {text} to"), f"from {BLACK} to")

    def test_it_keeps_messages_that_only_speak_of_secrets(self) -> None:
        for text in KEPT:
            with self.subTest(text):
                self.assertEqual(redact(text), text)

    def test_it_says_the_same_twice(self) -> None:
        for text in LEAKS:
            with self.subTest(text):
                self.assertEqual(redact(redact(text)), redact(text))
