"""Pages looked at in a real browser: `python -m tests.browser`. Not part of the ordinary tests, which need none."""
