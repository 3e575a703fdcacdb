"""The router: every page of the product, in its group; nothing else."""

from afreflect.ui import navigation

navigation.route().run()
