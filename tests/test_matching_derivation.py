from unittest import TestCase

from errors.matching.derivation import derive


class DerivationTests(TestCase):
    def test_it_takes_an_image_apart(self) -> None:
        for image, registry, repository, tag in (
            ("registry.example.com:5000/team/api:1.8", "registry.example.com:5000", "team/api", "1.8"),
            ("localhost/api", "localhost", "api", None),
            ("acme/api:1.8", None, "acme/api", "1.8"),
            ("alpine", None, "alpine", None),
            ("ghcr.io/acme/api@sha256:abc", "ghcr.io", "acme/api", None),
        ):
            with self.subTest(image):
                values = derive({"image": image})
                found = (values.get("registry"), values.get("repository"), values.get("tag"))
                self.assertEqual(found, (registry, repository, tag))

    def test_it_reads_region_and_account_from_an_ecr_host(self) -> None:
        values = derive({"image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/base/php:8"})
        self.assertEqual((values["region"], values["account"]), ("eu-central-1", "123456789012"))

    def test_it_reads_host_and_port_from_a_url(self) -> None:
        values = derive({"url": "https://ada@git.example.com:8443/x.git"})
        self.assertEqual((values["host"], values["port"]), ("git.example.com", "8443"))

    def test_what_the_paste_gave_is_kept(self) -> None:
        self.assertEqual(derive({"url": "https://a/v2/", "host": "b"})["host"], "b")

    def test_nothing_comes_from_nothing(self) -> None:
        self.assertEqual(derive({"module": "yaml"}), {"module": "yaml"})
