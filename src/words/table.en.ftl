### Tables.

column-code = Code
column-name = Name
column-kind = Kind
column-points = Points
column-method = Method
column-requirement = Requirement
column-look-at = Points to look at
column-percent = Per cent
place-row = row { $row }
place-row-column = row { $row }, column “{ $column }”
place-header = header, column “{ $column }”
fault-unreadable-table = The table cannot be read ({ $detail }). Save it as CSV in the spreadsheet.
fault-missing-column = The column “{ $column }” is missing. Add it to the header.
fault-repeated-column = The column “{ $column }” stands twice. Keep one.
fault-unknown-column = The column “{ $column }” is unknown and was passed over. Known columns: { $known }.
fault-no-rows = There is a header and nothing below it. Write at least one row.
fault-extra-cells = This row has more cells than the header. Look for a stray comma, or put text with commas in quotes.
fault-bad-code = The code “{ $found }” is not well formed. Codes are letters or digits in segments joined by dots, 16 segments at most.
fault-missing-parent = The row of the parent { $parent } is missing. Add it; its points may be empty.
fault-unknown-kind = The kind “{ $found }” is unknown. Write enabler, result, 方法类 or 结果类.
fault-fractional-points = The points “{ $found }” are not whole. Write a whole number.
fault-percent-contradicts = { $found } per cent does not match the { $computed } of the components. Clear it, or correct the components.
fault-open-quote = A quotation mark is never closed, so that all that follows is in one cell. Close it, or remove it.
