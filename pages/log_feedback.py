from afreflect.ui import entry, log_feedback

visit = entry.enter("Read it together")
log_feedback.render(visit)
