"""`--fail-on`: a list that holds what a script waits for ends with exit code 1."""

from collections.abc import Mapping

from navcheck.core.messages import say
from navcheck.core.privacy import hide_stops
from navcheck.core.problems import Problem, refuse
from navcheck.core.text import did_you_mean, quote


def fails_on(words: tuple[str, ...], counts: Mapping[str, int]) -> bool:
    """Tell whether the list holds any of the words; asked before it is printed, so that a wrong word prints nothing.

    Args:
        words: what was given, each one word or several with commas between.
        counts: how many of each word the list holds, all words that it knows among them.

    Raises:
        NavcheckError: `option`, for each word that the list does not know.

    """
    asked = [part.strip().casefold() for word in words for part in hide_stops(word).split(",") if part.strip()]
    refuse(
        Problem(
            "option",
            say("{value} does not go with {option}", value=quote(word), option="--fail-on"),
            None,
            did_you_mean(word, counts) or say("choose between {words}", words=", ".join(counts)),
        )
        for word in asked
        if word not in counts
    )
    return any(counts[word] for word in asked)
