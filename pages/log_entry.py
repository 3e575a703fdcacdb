from afreflect.ui import entry, log_entry

visit = entry.enter("A log entry")
log_entry.render(visit)
