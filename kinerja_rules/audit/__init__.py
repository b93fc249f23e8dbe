"""Published reports recomputed: verdicts on printed figures, and the derivations that explain a difference."""
