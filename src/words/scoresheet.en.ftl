### Scoresheets and values.

stage-self = Self-assessment
stage-material = Material review
stage-site = Site review
place-applicant = applicant’s name
place-assessor = assessor’s name
place-overall = overall judgement
place-correction = correction
fault-not-a-leaf = { $code } is a parent; only the clauses below it are scored. Clear the score in this row.
fault-not-scored = Not scored. Not scored is not zero.
fault-number-empty = There is no number. Write one.
fault-not-a-number = “{ $found }” is no number to score with. Write it without a sign, such as 55 or 37.5.
fault-number-too-long = “{ $found }” has too many digits: nine before the point and twelve after it at most.
fault-percent-too-long = “{ $found }” has too many digits: a percentage in a table has nine before the point and ten after it at most.
fault-outside-band = { $found } is outside the chosen band ({ $from }–{ $to }). Change the value, or the band.
fault-partly-scored = Some components are missing: { $missing }. Fill them in, or clear all.
fault-wrong-form-percent = This clause is scored in per cent. Fill in the percentage and clear the components.
fault-wrong-form-points = This clause is scored in points. Write a number from 0 to the clause’s points.
fault-wrong-form-components = This clause is scored by components. Fill in these columns: { $components }.
fault-no-applicant = The applicant is missing. Fill in the name.
fault-no-assessor = The assessor is missing. Fill in the name.
fault-no-overall = There is no overall judgement. Article 20 asks for one after the clauses; write it.
fault-few-strengths = { $count ->
        [one] One strength
       *[other] { $count } strengths
    }; at least { $min } are advised.
fault-many-strengths = { $count } strengths; at most { $max } are advised.
fault-few-areas = { $count ->
        [one] One area for improvement
       *[other] { $count } areas for improvement
    }; at least { $min } are advised.
fault-many-areas = { $count } areas for improvement; at most { $max } are advised.
fault-must-be-scored = Not scored yet. Choose a band and fill in the value.
fault-no-reason = This is revision { $revision }, a correction, but it gives no reason, so it cannot replace the sheet before it. Ask the assessor to add the reason and export again.
fault-long-reason = The reason has { $found } characters; { $max } at most. Shorten it; details belong to the clauses.
fault-nothing-superseded = This is revision { $revision }, a correction, but it does not name the sheet that it corrects. Ask the assessor to correct it in the same draft and export again.
fault-first-corrects = This is revision 1, yet it gives a reason or names a file that it corrects. A first sheet has neither; ask the assessor to export again.
fault-abstained-without-reason = The abstention gives no reason. Add one.
fault-abstained-and-scored = The clause is abstained from and scored. Keep one of the two.
fault-issue-twice = Two issues for the visit have the number { $number }. Number them anew.
fault-issue-without-words = Issue { $number } for the visit says nothing. Write what it is, or remove it.
fault-damaged-submission = This sheet was submitted, but the note of it is damaged, so nobody knows which revision comes next. Decide on the overview page how to go on.
fault-unknown-aspect = A text stands in a field “{ $id }” that this clause does not have. It is kept, but not shown.
fault-unknown-tag = A comment has the tag “{ $id }”, which the method of this clause does not have. It is kept.
fault-many-key-factors = There are { $found } key factors; { $max } is the most. Merge or remove some.
fault-long-item = A key factor, page reference or tag has { $found } characters; { $max } is the most. Shorten it.
fault-blank-item = An item says nothing. Write what it is, or remove it.
fault-finding-before-visit = Findings of the visit stand only in a sheet of the site review. Remove them.
fault-assigned-self = A self-assessment answers no assignment. Remove the assignment.
fault-other-rubric = Another rubric: the sheet was made with “{ $found }”, here it is “{ $wanted }”. Use one rubric; scores of different rubrics cannot be put together.
fault-other-rubric-version = The rubrics differ inside: both are called “{ $name }”, but the fingerprint is { $found } and here it is { $wanted }. Use the same rubric file.
