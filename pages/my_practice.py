from afreflect.ui import entry, my_practice

visit = entry.enter("My practice")
my_practice.render(visit)
