from afreflect.ui import about_model, entry

visit = entry.enter("About this model")
about_model.render(visit)
