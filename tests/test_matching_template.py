from unittest import TestCase

from errors.matching.features import pair_feature
from errors.matching.fingerprint import fingerprint, template_key
from errors.matching.template import parse_template
from errors.matching.tokens import humps, words


class TokenTests(TestCase):
    def test_it_keeps_codes_and_names_with_symbols_apart(self) -> None:
        self.assertEqual(words("TS2345 is not TS2304"), ["ts2345", "is", "not", "ts2304"])
        self.assertEqual(words("c++: fatal, c#, g++-12"), ["c++", "fatal", "c#", "g++", "12"])

    def test_it_splits_constants_and_camel_case(self) -> None:
        self.assertEqual(words("CERTIFICATE_VERIFY_FAILED"), ["certificate", "verify", "failed"])
        self.assertEqual(humps("java.lang.NoClassDefFoundError"), ["no", "class", "def", "found", "error"])


class TemplateTests(TestCase):
    def test_it_knows_which_words_stand_side_by_side(self) -> None:
        template = parse_template("manifest for {image}:{tag} not found")
        self.assertEqual(template.words, ("manifest", "for", "not", "found"))
        joined = [pair_feature("manifest", "for"), pair_feature("not", "found")]
        self.assertEqual([pair for pair in template.pair_features if pair], joined)

    def test_it_leaves_out_letters_that_touch_a_placeholder(self) -> None:
        self.assertEqual(parse_template("cannot find -l{library}").words, ("cannot", "find"))

    def test_a_template_of_placeholders_has_no_words(self) -> None:
        self.assertEqual(parse_template("{a}{b}").words, ())


class FingerprintTests(TestCase):
    def test_it_is_the_same_whatever_the_variable_parts(self) -> None:
        lines = [
            "manifest for 'alpine:3.999' not found",
            "manifest for 'x' not found",
            "Manifest for {image} not found",
        ]
        self.assertEqual(len({fingerprint(line) for line in lines}), 1)

    def test_it_differs_by_code(self) -> None:
        self.assertNotEqual(fingerprint("error TS2345: bad"), fingerprint("error TS2304: bad"))

    def test_a_template_is_the_same_whatever_its_placeholders_are_called(self) -> None:
        self.assertEqual(template_key("port {port} in use"), template_key("port  {number} in use"))
        self.assertNotEqual(template_key("port {port} in use"), template_key("port {port} is in use"))
