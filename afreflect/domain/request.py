"""An objection that the data can't answer, as a request to whoever looks after them."""

from datetime import date

from afreflect.domain import figure
from afreflect.domain.metric import Metric


def request(
    metric: Metric, words: str, lacking: str, period: tuple[date | None, date | None]
) -> str:
    """A note to copy or save; `lacking` is what the extract would have to hold, '' if unknown.

    Nobody is added to the words, no patient and no clinician, and no figure.
    """
    since, until = period
    when = f", {figure.say_day(since)} to {figure.say_day(until)}" if since and until else ""
    asked = (
        f"To answer it, the extract would have to tell {lacking}. Could the next one hold that? If "
        "it is recorded nowhere, please tell me that too."
        if lacking
        else "I could not answer it from the extract. Do you know where it could be looked up, or "
        "who could tell?"
    )
    return (
        f"A question about the measure “{metric.title}”\n\n"
        f"I looked at an extract of my practice{when}. About this measure I ask: "
        f"“{_one_line(words)}”\n\n"
        f"{asked}\n\n"
        f"Who counts in it: {metric.eligible}\n"
        f"What is measured: {metric.met}\n"
        f"Definition: {metric.id}, version {metric.version}, fingerprint {metric.sha256[:12]}.\n"
    )


def _one_line(words: str) -> str:
    return " ".join(words.split()).strip("“”\"'")
