from afreflect.ui import entry, keep

visit = entry.enter("Keep it")
keep.render(visit)
