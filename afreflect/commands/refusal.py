"""What a command refuses, as problems that say what to do."""

from collections.abc import Sequence

from afreflect.domain.extract import Problem


class Refusal(Exception):
    """What can't be done, as problems in plain words."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.text for problem in problems))
        self.problems = tuple(problems)


def refuse(text: str, settles: str = "") -> Refusal:
    """A refusal of one problem; `settles` is the mapping's key that would settle it."""
    return Refusal([Problem(text, settles)])
