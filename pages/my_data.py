from afreflect.ui import entry, my_data

visit = entry.enter("My data")
my_data.render(visit)
