"""What was answered, signed: the answer page hands it to the reader, so that a report can say nothing that was not said.

security: a form field could hold anything. With the signature nobody can report a line that we did not redact, or
blame an article that did not answer it. It names articles by number and holds nothing of the paste but the line.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.core import signing

from errors.matching.fingerprint import fingerprint
from errors.matching.placeholders import mask

SALT = "errors.receipt"


@dataclass(frozen=True)
class Receipt:
    """One answer: the redacted line, the article that was shown for it (None: no answer), how sure that was (0 to 1),
    and the articles that were shown beside it.
    """

    line: str
    article: int | None
    confidence: float | None
    others: list[int]

    @property
    def template(self) -> str:
        return mask(self.line)

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.line)


def sign(receipt: Receipt) -> str:
    """The receipt as the value of a form field."""
    return signing.dumps(asdict(receipt), salt=SALT, compress=True)


def read(text: str) -> Receipt | None:
    """The receipt in a form field; None where it is not one of ours."""
    try:
        return Receipt(**signing.loads(text, salt=SALT))
    except (signing.BadSignature, TypeError):
        return None
