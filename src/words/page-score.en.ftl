### Pages: scoring.

progress-label = Progress
total-of = Total { $total } / { $max }
undo = Undo
redo = Redo
next-gap = Next gap
to-overview = Overview and export
clauses-label = Clauses
state-empty = empty
state-started = draft
state-faulty = error
state-unscored = not scored
points-of = { $points ->
        [one] 1 point
       *[other] { $points } points
    }
clause-unknown-title = No such clause
requirement-title = Requirement and points to look at
guidance-title = How to judge
words-title = What we do and achieve
findings-title = Evidence, strengths and areas for improvement
score-title = Score
evidence-label = Evidence
citations-label = Evidence cited
citations-hint = Numbers of the evidence register, one after the other: 1, 3, 12.
evidence-hint = One a line: name, date, page.
evidence-hint-review = One a line: what you looked at, on which page, what remains to verify.
strengths-label = Strengths
strengths-hint = One a line: facts and figures.
areas-label = Areas for improvement
areas-hint = One a line: the gap, not the advice.
count-characters = { $count ->
        [one] 1 character
       *[other] { $count } characters
    }
count-statements = { $count ->
        [one] 1 statement
       *[other] { $count } statements
    }
band-label = Band
band-cumulative = The levels build on each other: choosing one says that all below it are met.
value-label = Share of points
value-picks = Values of this band
value-hint-step = { $from }–{ $to } in steps of { $step }
value-hint-any = { $from }–{ $to }, decimals allowed
clear-value = Clear the score
clause-score = Clause { $code }, { $percent }%, score { $score } / { $max }
neighbours-label = Clauses before and after
previous-clause = Previous
next-clause = Next
reference-label = Reference
applicant-words-title = What the applicant says
leads-to = Should lead to these results
caused-by = Caused by these enablers
profile-title = Share of points by part
part-label = Part
clause-label = Clause
context-hint = Read this before you score: it says what the organisation is for, whom it serves and what matters to it. On every clause it stands folded at the head of what the applicant says.
context-first = Begin with the first clause
organisation-overview-none = The application file has no organisation overview.
value-label-points = Points
