from afreflect.ui import coach, entry

visit = entry.enter("Read with a colleague")
coach.render(visit)
