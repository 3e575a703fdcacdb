from afreflect.ui import entry, group_wall

visit = entry.enter("Shared screen")
group_wall.render(visit)
