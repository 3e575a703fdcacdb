from afreflect.ui import entry, looking_back

visit = entry.enter("Looking back")
looking_back.render(visit)
