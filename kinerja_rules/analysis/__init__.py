"""From parsed packages to a checked model: an ordered list of passes, see `build`."""
