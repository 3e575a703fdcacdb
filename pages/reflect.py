from afreflect.ui import entry, reflect

visit = entry.enter("Reflect")
reflect.render(visit)
