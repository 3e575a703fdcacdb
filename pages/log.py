from afreflect.ui import entry, log

visit = entry.enter("CPD log")
log.render(visit)
