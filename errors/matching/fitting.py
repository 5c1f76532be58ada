"""Fit the weights of calibration.py: logistic regression with a ridge penalty, by Newton's method.

Source: T. Hastie, R. Tibshirani, J. Friedman, "The Elements of Statistical Learning" (2009), section 4.4.1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

STEPS = 25
RIDGE = 1.0


def fit(rows: Sequence[dict[str, float]], truths: Sequence[bool]) -> dict[str, float]:
    """The weight of each fact, and the bias under "": the probability of truth is the logistic function of their sum.

    Raises ValueError where there are no rows, or all have the same truth: nothing could be learned.
    """
    if len(set(truths)) < 2:
        raise ValueError("give rows that are true and rows that are not")
    names = ["", *rows[0]]
    points = [[1.0, *row.values()] for row in rows]
    weights = [0.0] * len(names)
    for _ in range(STEPS):
        gradient = [-RIDGE * weight if i else 0.0 for i, weight in enumerate(weights)]
        curvature = [[RIDGE * (i == j and i > 0) for j in range(len(names))] for i in range(len(names))]
        for point, truth in zip(points, truths, strict=True):
            probability = _logistic(sum(w * x for w, x in zip(weights, point, strict=True)))
            for i, x in enumerate(point):
                gradient[i] += (truth - probability) * x
                for j in range(i + 1):
                    curvature[i][j] += probability * (1 - probability) * x * point[j]
        for i in range(len(names)):
            for j in range(i):
                curvature[j][i] = curvature[i][j]
        weights = [w + step for w, step in zip(weights, _solve(curvature, gradient), strict=True)]
    return dict(zip(names, weights, strict=True))


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by Gaussian elimination with partial pivoting."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(column + 1, size):
            factor = rows[row][column] / rows[column][column]
            rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    solution = [0.0] * size
    for row in reversed(range(size)):
        known = sum(rows[row][i] * solution[i] for i in range(row + 1, size))
        solution[row] = (rows[row][size] - known) / rows[row][row]
    return solution
