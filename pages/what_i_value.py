from afreflect.ui import entry, what_i_value

visit = entry.enter("What I value")
what_i_value.render(visit)
