"""Mistakes put into a clean plan one at a time, and what a review says of each: `python -m tests.seeded`."""
