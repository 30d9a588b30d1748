"""One card each: a package or a module of its name, and the registry of all."""
