"""From the domain to files that can be handed on: pictures, and later documents."""
