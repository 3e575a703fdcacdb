from afreflect.ui import entry, target

visit = entry.enter("My target")
target.render(visit)
