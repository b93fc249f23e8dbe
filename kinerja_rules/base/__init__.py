"""The ground floor: sources and places, diagnostics, numerals, citations. Imports nothing above itself."""
