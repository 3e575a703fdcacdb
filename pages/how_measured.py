from afreflect.ui import entry, how_measured

visit = entry.enter("How it's measured")
how_measured.render(visit)
