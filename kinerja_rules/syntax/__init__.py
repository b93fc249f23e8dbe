"""Text to syntax tree and back: grammar, parser, error classification, formatter."""
