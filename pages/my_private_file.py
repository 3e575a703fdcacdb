from afreflect.ui import entry, my_private_file

visit = entry.enter("My private file")
my_private_file.render(visit)
