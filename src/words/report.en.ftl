### Totals, aggregates and rankings as they are written out.

rounding-half-up = half up
rounding-half-even = half to even
rounding-line = Rounded on output ({ $rule }) to { $decimals } { $decimals ->
        [one] decimal
       *[other] decimals
    }; ranks use the exact values.
total = Total
shared-rank = tied
column-score = Score
column-exact = Exact
column-min = Lowest
column-max = Highest
column-spread = Spread
column-applicant = Applicant
column-stage = Stage
column-sheets = Scoresheets
column-rank = Rank
column-shared = Tied
scored-of = { $scored }/{ $clauses } scored
column-reason = Why not ranked
column-rule = Rule
column-rounding = Rounding
column-notice = Note
rule-per-clause = { $rule }, on percentages, clause by clause
rounding-short = { $rule }, { $decimals ->
        [one] 1 decimal
       *[other] { $decimals } decimals
    }
