from afreflect.ui import contest, entry

visit = entry.enter("Question a measure")
contest.render(visit)
