from afreflect.ui import entry, my_plan

visit = entry.enter("My plan")
my_plan.render(visit)
