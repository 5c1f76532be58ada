from django.test import SimpleTestCase

from tests.deskbench.__main__ import Measured, table


class TableTests(SimpleTestCase):
    def report(self, queries: int, milliseconds: float) -> str:
        small = {"The desk": Measured(10, 20.0), "Gaps": Measured(10, 20.0)}
        return table(["few", "many"], small, {**small, "Gaps": Measured(queries, milliseconds)})

    def test_each_page_has_its_queries_both_times_and_their_ratio(self) -> None:
        self.assertIn("| Gaps | 12 | 20 | 25 | 1.25 |", self.report(12, 25.0))

    def test_it_says_whether_the_bounds_are_kept(self) -> None:
        self.assertEqual(self.report(40, 30.0).count("kept"), 2)
        self.assertIn("Most queries of a page: 41 (at most 40: MISSED)", self.report(41, 30.0))
        self.assertIn("1.55 at most (Gaps; at most 1.5: MISSED)", self.report(40, 31.0))
