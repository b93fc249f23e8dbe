"""A report as one page of HTML: a summary, the cascade, a page for every figure; everything inside, nothing fetched."""
