"""Columns of an extract that are not kept, because they identify people."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ColumnLeftOut:
    """A column that is not kept, because it identifies somebody or may well do so.

    `kind` is one of `IDENTIFYING`, `by` is "name" where the column's name tells, "content" where
    its values do, "you" where the clinician left it out. One that is `certain` can't be brought
    back.
    """

    file: str
    column: str
    kind: str
    by: str
    certain: bool = False

    @property
    def why(self) -> str:
        """What it holds and what told so: "phone numbers, by what stands in it"."""
        return f"{IDENTIFYING.get(self.kind, IDENTIFYING[''])}, {_TOLD[self.by]}"


CAN_MISS = (
    "Such a check can miss a first name that stands alone, one phone number in bare digits, or a "
    "name in a sentence that no column of names holds."
)
_TOLD = {"name": "by its name", "content": "by what stands in it", "you": "as you said"}
IDENTIFYING = {
    "name": "names of people",
    "number": "health or social security numbers",
    "phone": "phone numbers",
    "email": "e-mail addresses",
    "address": "addresses or places",
    "birth": "dates of birth or death",
    "patient": "patients' numbers",
    "staff": "colleagues",
    "text": "free text",
    "": "something that identifies people",
}
"""What a column that is left out holds, in words."""
