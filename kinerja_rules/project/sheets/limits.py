"""What a file of tables may at most be. Checked before a part is read, and again while it is."""

MAX_FILE = 50_000_000
"""Bytes of a file, as it lies on the disk."""
MAX_ROWS = 1_048_576
"""Rows of a sheet, the bound of the format."""
MAX_COLUMNS = 16_384
"""Columns of a sheet, the bound of the format."""
MAX_CELLS = 1_100_000
"""Filled cells of a sheet, and cells of the rectangle that they span."""
MAX_TEXT = 32_767
"""Characters of one cell, the bound of spreadsheets."""
MAX_RECORD = 4_000_000
"""Characters of one record of a CSV file."""
MAX_MERGES = 100_000
"""Merged ranges of a sheet."""

# ---- the zip and its XML --------------------------------------------------------------------------------------------
MAX_ENTRIES = 2_000
"""Parts in a zip."""
MAX_EXPANDED = 200_000_000
"""Bytes of one part, unpacked."""
MAX_FRAME = 20_000_000
"""Bytes of a part that is neither sheet nor shared texts, unpacked: styles, relations, the list of sheets."""
MAX_TOTAL = 400_000_000
"""Bytes of all parts, unpacked."""
MAX_RATIO = 200
"""Unpacked to packed, over the whole file; sheets full of equal rows reach about 100."""
RATIO_FREE = 1_000_000
"""Unpacked bytes below which the ratio says nothing."""
MAX_TOKEN = 2_000_000
"""Bytes of one tag, comment or instruction; expat reads an unfinished one again with each piece."""
MAX_DEPTH = 40
"""Elements inside one another; a sheet needs about ten."""
MAX_ELEMENTS = 10_000_000
"""Elements of one part; a sheet at the limit of cells has about seven million."""
MAX_NAMES = 5_000
"""Different names of elements and attributes in one part; expat keeps each."""
MAX_STRINGS = 1_100_000
"""Shared texts of a workbook."""
MAX_STYLES = 65_536
"""Cell styles of a workbook; Excel allows 65.490."""
MAX_SHEETS = 1_000
"""Sheets of a workbook."""

# ---- the table ------------------------------------------------------------------------------------------------------
MAX_HEADING = 200
"""Characters of a cell that may be a heading."""
MAX_NUMERAL = 120
"""Characters of a text that may be a number with its unit."""
MAX_HEADING_ROWS = 20
"""Rows of headings looked at above and below the one that names the label column."""
MAX_PROBLEMS = 20
"""Problems of one table that are reported at once."""
