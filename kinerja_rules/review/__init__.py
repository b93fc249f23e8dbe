"""Review rules run over a checked plan: what a careful reviewer would find, and the exceptions on record."""
