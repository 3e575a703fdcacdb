from afreflect.ui import entry, group

visit = entry.enter("Lead a group session")
group.render(visit)
