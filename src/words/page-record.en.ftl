### Page: a record sheet to fill in by hand.

record-open = Print a blank record sheet
record-title = Blank record sheet
record-lead = Where a computer is in the way on site, print this sheet, write by hand, and enter the scores afterwards. It holds the rubric alone, and no score that was given.
record-notes = Notes: strengths, areas for improvement, what was verified
record-points = { $points ->
        [one] 1 point
       *[other] { $points } points
    }
