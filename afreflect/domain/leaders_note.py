"""A request to those who can change what is in the way, in the clinician's words (FR-57)."""

from datetime import date

from afreflect.domain import figure
from afreflect.domain.metric import Metric

TO = {"clinic": "To whoever leads our clinic", "system": "To whoever decides above our clinic"}


def leaders_note(
    metric: Metric,
    barrier: str,
    in_the_way: str,
    asked: str,
    period: tuple[date | None, date | None],
) -> str:
    """One page to copy or save; '' where nothing was written that could be asked.

    No patient, no clinician and no figure is added to their words: what is asked has to hold by
    itself. The words themselves are looked through by nobody but the clinician.
    """
    if not (in_the_way.strip() or asked.strip()):
        return ""
    since, until = period
    when = f", {figure.say_day(since)} to {figure.say_day(until)}," if since and until else ""
    said = [
        TO.get(barrier, TO["clinic"]),
        "",
        f"I looked at my own practice data{when} for one question:",
    ]
    said += [f"“{metric.question}”", ""]
    if in_the_way.strip():
        said += ["What stands in the way, as I see it:", _own(in_the_way), ""]
    if asked.strip():
        said += ["What I ask for, and what would change:", _own(asked), ""]
    said += [
        "I am glad to tell you more. Could you let me know what is possible, and by when?",
        "",
        f"How it is counted, in the words of its definition: “{metric.eligible} {metric.met}”",
        f"Definition: {metric.id}, version {metric.version}, fingerprint {metric.sha256[:12]}.",
        "",
    ]
    return "\n".join(said)


def _own(words: str) -> str:
    """The clinician's words as they wrote them, their lines kept."""
    return "\n".join(f"    {line.strip()}" for line in words.strip().splitlines() if line.strip())
