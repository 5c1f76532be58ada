"""Invented articles, as many as wanted, whose words are spread as in real ones and whose messages have near twins.

Words follow Zipf's law with exponent 1 (G. Zipf, "Human Behavior and the Principle of Least Effort", 1949): the real
library's words are the most frequent, invented ones the long tail. One message in twenty is a real one with one or two
of its three rarest words exchanged: a sibling that a matcher must tell apart.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from errors.articledocument import PLACEHOLDER, ArticleDocument, Message
from errors.matching.tokens import words

VOCABULARY = 500_000
MESSAGES_PER_ARTICLE = 5
TWINS = 0.05
DECISIVE = 3
CODES = 0.2
SYLLABLES = words(
    "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu "
    "bra cle dri flo gru stra ple tri spo clu ten mor lin ser nix dat con per tor min"
)
FORMS = ("{}: {}", "error: {} {}", "{} '{{name}}': {}", "{} ({})", "{} {{path}}: {}", "{} {}", "fatal: {}, {}")


class Generator:
    """Articles number 0, 1, 2 ...: the same for the same seed and the same real messages."""

    def __init__(self, real_messages: Sequence[str], seed: int = 7) -> None:
        self.chance = random.Random(seed)
        self.real_messages = real_messages
        self.counts = Counter(word for text in real_messages for word in words(PLACEHOLDER.sub(" ", text)))
        self.real_words = [word for word, _ in self.counts.most_common()]

    def articles(self) -> Iterator[ArticleDocument]:
        while True:
            messages = [self._message() for _ in range(MESSAGES_PER_ARTICLE)]
            yield ArticleDocument(
                title=messages[0],
                status="published",
                messages=[Message(text) for text in messages],
                search_variations=[self._phrase(3, 7), self._phrase(3, 7)],
                meaning=self._phrase(30, 80),
            )

    def _word(self) -> str:
        # The logarithm of a rank is spread evenly: that is Zipf's law.
        rank = int(VOCABULARY ** self.chance.random()) - 1
        return self.real_words[rank] if rank < len(self.real_words) else _invented(rank)

    def _phrase(self, shortest: int, longest: int) -> str:
        return " ".join(self._word() for _ in range(self.chance.randint(shortest, longest)))

    def _message(self) -> str:
        if self.chance.random() < TWINS:
            return self._twin(self.chance.choice(self.real_messages))
        text = self.chance.choice(FORMS).format(self._phrase(2, 6), self._phrase(2, 8))
        if self.chance.random() < CODES:
            return f"{self._word().upper()}{self.chance.randint(1000, 9999)}: {text}"
        return text

    def _twin(self, message: str) -> str:
        """The message with one or two of its most telling words exchanged for others."""
        pieces = re.split(r"([^\W\d_]{3,}|\{\w+\})", message)
        places = [place for place in range(1, len(pieces), 2) if not pieces[place].startswith("{")]
        telling = sorted(places, key=lambda place: self.counts[pieces[place].lower()])[:DECISIVE]
        for place in self.chance.sample(telling, min(len(telling), self.chance.randint(1, 2))):
            pieces[place] = self._word()
        return "".join(pieces)


def _invented(rank: int) -> str:
    """A word for each rank: its digits, written in syllables."""
    parts = []
    while rank:
        rank, digit = divmod(rank, len(SYLLABLES))
        parts.append(SYLLABLES[digit])
    return "".join(parts)
