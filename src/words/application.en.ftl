### Results grids and the evidence register.

place-evidence = Evidence register
result-indicator = Indicator
result-unit = Unit
result-better = Direction
result-year = Value of a year
result-target = Target
result-comparison = Comparison
result-against = Compared with
result-source = Source
evidence-row = Evidence
evidence-number = No.
evidence-title = Title
evidence-issuer = Issuer
evidence-date = Date or period
evidence-pages = Pages
row-order = Order
better-higher = higher is better
better-lower = lower is better
better-none = neither
fault-not-an-amount = Row { $number } of the results grid, “{ $row }”: “{ $found }” under { $cell } is not a number. Write a number such as 96.5, -3 or 1,200.
fault-no-indicator = Row { $number } of the results grid names no indicator.
fault-few-years = “{ $row }” has values { $count ->
        [one] of one year only
       *[other] of { $count } years only
    }. A trend takes at least three.
fault-no-comparison = “{ $row }” has nothing to compare with. Give a benchmark, an average of the trade, or a similar organisation.
fault-evidence-without-number = “{ $title }” has no number; no clause can cite it.
fault-uncited-evidence = No clause cites item { $number }, “{ $title }”.
fault-repeated-number = The number { $number } stands more than once. Give each item its own.
fault-unknown-citation = Item { $number } is cited and is not in the register.
fault-pasted-not-a-number = “{ $found }” is not a number; it was filled in as it is.
fault-pasted-percent = “{ $found }” is in per cent, and the unit of this row is “{ $unit }”; it was filled in as it is.
fault-pasted-mixed-percent = Some numbers of this row have a per cent sign and some have none. The unit was set to %; please check.
fault-pasted-heading = The heading “{ $found }” is no column of the grid; { $cells ->
        [one] one cell below it was not filled in
       *[other] { $cells } cells below it were not filled in
    }.
fault-pasted-twice = The heading “{ $found }” stands twice; { $cells ->
        [one] one cell of the second column was not filled in
       *[other] { $cells } cells of the second column were not filled in
    }.
fault-pasted-beyond = “{ $found }” lies beyond the last column and was not filled in.
fault-pasted-separated = The cells are separated by “{ $separator }” in place of a tab; the range was read so.
fault-pasted-separated-alone = The cells are separated by “{ $separator }” and there are no headings; nothing was filled in. Paste the headings (indicator, unit, years) too, or copy from Excel or WPS.
fault-pasted-unheaded = As the columns stand, “{ $found }” would come under “{ $column }”; nothing was filled in. Paste the headings (indicator, unit, years) too.
fault-pasted-no-indicator = This row has no name of an indicator; write it in the grid.
fault-pasted-total-row = “{ $label }” is a row that sums up others and no indicator; it was not filled in.
fault-pasted-above-headings = This row stands above the headings and was not filled in: “{ $found }”.
fault-pasted-note = This row is a note and no indicator; it was not filled in: “{ $found }”.
fault-pasted-left-empty = “{ $found }” says that there is no number; { $cells } such cells were left empty.
fault-pasted-open-quote = The quotation mark of this cell is not closed; everything behind it stands in this cell.
