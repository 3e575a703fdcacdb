"""What somebody is told before they say yes to being part of a group's picture (K-10).

Said for one measure, one period and one session, before anything is collected, and the same words
whoever asks. What can't be promised is said as well.
"""

from typing import Literal

from afreflect.domain.disclosure import Asked, what_will_be_shown

Way = Literal["department", "files", "hosted"]
VERSION = "1.0"
"""The version of these words."""
_GIVEN: dict[Way, str] = {
    "department": "Your one figure for this measure over this period, and the number of cases it "
    "comes from, worked out from your department's file.",
    "files": "Your one figure for this measure over this period, the number of cases it comes "
    "from, and a code that stands for you.",
    "hosted": "Your one figure for this measure over this period, the number of cases it comes "
    "from, and a code that stands for you.",
}
_OPENED_BY: dict[Way, str] = {
    "department": "**Who can open it.** Whoever organises the session has the department's file, "
    "and could work out your figure without this app. Here its rows are held in memory until the "
    "picture is frozen, and then they are taken away.",
    "files": "**Who can open it.** The file is sealed to this one session. The computer that "
    "collects the files can open each of them: give yours only if you trust whoever runs it with "
    "your own figure.",
    "hosted": "**Who can open it.** Nobody reads your figure on a screen. It is sealed until the "
    "picture is frozen, and then it is deleted. Whoever alters the running server, or holds the "
    "facilitator's code and the database, could read it before.",
}
_KNOWN_TO: dict[Way, str] = {
    "department": "Whoever organises the session alone knows who said no",
    "files": "Nobody is told who said no",
    "hosted": "Nobody is told who said no",
}
_TAKEN_BACK: dict[Way, str] = {
    "department": "**If you change your mind.** Tell whoever organises the session until the "
    "picture is frozen, and you are left out. Afterwards your figure can't be taken out any more.",
    "files": "**If you change your mind.** Until the picture is frozen, ask whoever runs the "
    "session to take your file out and to delete it. Afterwards it can't be taken out any more.",
    "hosted": "**If you change your mind.** Take it back here until the picture is frozen. "
    "Afterwards it can't be taken out any more.",
}


def said(asked: Asked, way: Way) -> tuple[str, ...]:
    """Each thing to know, in a paragraph of its own."""
    return (
        f"**What you would give.** {_GIVEN[way]} No case, no patient, no date and no name.",
        f"**What will be shown.** {' '.join(what_will_be_shown(asked))} Never a dot, a name, a "
        "rank or a mean.",
        _OPENED_BY[way],
        _TAKEN_BACK[way],
        f"**What can't be promised.** {_KNOWN_TO[way]}, and no list of members is shown. But "
        "colleagues may notice that a group is smaller than they thought.",
        "**No is a good answer.** You can sit in, talk and learn without giving a figure.",
    )
