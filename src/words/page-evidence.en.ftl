### The page's results grids and evidence register.

results-title = Results
results-lead = One indicator a row: values of at least three years, a target, a comparison and a source. The chart follows.
results-add = Add an indicator
results-row = Row { $number }
results-name = Row { $number }: { $indicator }
year-add = Add { $year }
row-up = Move up
row-down = Move down
row-remove = Remove
paste-title = Paste from Excel or WPS
paste-label = Pasted cells
paste-hint = Select cells in the spreadsheet, copy them, and paste them here. The first row may hold headings: indicator, unit, 2023, target, comparison, compared with, source.
paste-action = Fill in the grid
paste-done = Filled in { $rows ->
    [one] { $rows } row.
   *[other] { $rows } rows.
}
paste-told = { $count ->
    [one] { $count } place to check:
   *[other] { $count } places to check:
}
paste-nothing = There are no cells to fill in.
trend-title = Trend of { $indicator }
trend-target = target { $value }
trend-comparison = comparison { $value }
trend-comparison-with = { $name } { $value }
register-title = Evidence register
register-lead = Every item has a number, and clauses cite it by that number.
register-add = Add an item of evidence
register-empty = There is no evidence yet.
register-item = Item { $number }: { $title }
register-cited-by = Cited by
register-uncited = cited by no clause
register-findings = To check
register-findings-count = To check: { $count }
register-count = All evidence: { $count ->
    [one] one item
   *[other] { $count } items
}
register-uncited-count = { $count ->
    [one] One item is cited by no clause.
   *[other] { $count } items are cited by no clause.
}
register-unknown-count = { $count ->
    [one] One citation names a number that is not in the register.
   *[other] { $count } citations name a number that is not in the register.
}
findings-results = To check in the grid
cited-items = Cited: { $items }
