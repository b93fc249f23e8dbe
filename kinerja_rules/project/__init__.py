"""From a path to a set of parsed packages. The only layer that reads files."""
