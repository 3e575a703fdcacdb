from afreflect.ui import entry, start

visit = entry.enter("Today")
start.render(visit)
