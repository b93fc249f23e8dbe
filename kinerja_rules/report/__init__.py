"""Results as text, Markdown and JSON: tables of already formatted cells, and what turns them into bytes."""
