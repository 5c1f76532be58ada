"""Why an answer was given, in sentences for a reader."""

from __future__ import annotations

from collections.abc import Iterator

from errors.matching.placeholders import mask
from errors.matching.ranking import Candidate
from errors.matching.redaction import redact

MOST_WORDS = 12


def explain(candidate: Candidate, rival: Candidate | None) -> Iterator[str]:
    """What counted for the candidate and what against it."""
    best = candidate.best
    if best:
        matched = {i for i, _ in best.alignment.places}
        missing = [word for i, word in enumerate(best.template.words) if i not in matched]
        yield f"The message “{best.template.text}” was laid over the line “{redact(mask(best.window.text))[:300]}”."
        yield f"{best.alignment.coverage:.0%} of what that message tells, by the rarity of its words, is in the line."
        if missing:
            yield f"Words of the message that the line lacks: {', '.join(missing[:MOST_WORDS])}."
        for code in best.contradictions:
            yield f"Against it: where the message has {code}, the line has something else."
    if candidate.typed and candidate.typed.in_phrase > 0:
        yield f"Read as words typed from memory, {candidate.typed.in_article:.0%} of them are in the article."
        yield f"Its closest phrase is “{candidate.typed.phrase}”."
    if candidate.names_tool:
        yield f"The paste names {candidate.tool}."
    if rival and candidate.score:
        share = rival.score / candidate.score
        yield f"The next article for these lines scores {min(share, 1):.0%} of this one."
