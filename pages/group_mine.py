from afreflect.ui import entry, group_mine

visit = entry.enter("My part in a group")
group_mine.render(visit)
