from afreflect.ui import corrections, entry

visit = entry.enter("Put right")
corrections.render(visit)
