from afreflect.ui import entry, grid

visit = entry.enter("Where I stand")
grid.render(visit)
