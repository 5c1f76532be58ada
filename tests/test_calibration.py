import random
from unittest import TestCase

from errors.matching.calibration import WEIGHTS, Verdict, confidence, facts, verdict
from errors.matching.clean import clean
from errors.matching.engine import rank_candidates
from errors.matching.fitting import fit
from errors.matching.lines import choose_lines
from tests.test_matching_engine import EngineTestCase


class FitTests(TestCase):
    def test_it_finds_the_weights_that_made_the_truths(self) -> None:
        chance = random.Random(7)
        rows = [{"a": chance.random(), "b": chance.random()} for _ in range(4000)]
        truths = [6 * row["a"] - 2 * row["b"] - 2 + chance.gauss(0, 1.7) > 0 for row in rows]
        weights = fit(rows, truths)
        self.assertAlmostEqual(weights["a"] / weights["b"], -3, delta=0.5)
        self.assertAlmostEqual(weights[""] / weights["b"], 1, delta=0.3)

    def test_it_refuses_rows_that_teach_nothing(self) -> None:
        for rows, truths in (([], []), ([{"a": 1.0}] * 3, [True] * 3)):
            with self.assertRaises(ValueError):
                fit(rows, truths)


class ConfidenceTests(EngineTestCase):
    def confidence(self, paste: str) -> float:
        ranked = rank_candidates(choose_lines(clean(paste)), self.index)
        return confidence(ranked[0], ranked[1] if len(ranked) > 1 else None)

    def test_every_fact_has_its_weight(self) -> None:
        ranked = rank_candidates(choose_lines(clean("No module named yaml")), self.index)
        self.assertEqual(list(facts(ranked[0], None)), list(WEIGHTS))

    def test_it_falls_as_less_of_the_message_is_there(self) -> None:
        line = "error TS2304: Cannot find name 'foo'."
        self.assertGreater(self.confidence(line), self.confidence(line[:24]))
        self.assertGreater(self.confidence(line), self.confidence("Cannot find"))

    def test_a_contradicted_code_is_never_a_match(self) -> None:
        value = self.confidence("error TS2349: Argument of type 'A' is not assignable to parameter of type 'B'.")
        self.assertIsNot(verdict(value), Verdict.MATCH)
