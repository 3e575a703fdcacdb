from afreflect.ui import entry, trust

visit = entry.enter("How far to trust it")
trust.render(visit)
