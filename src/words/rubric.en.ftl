### Rubrics: names, places, and what can be wrong.

notice = Illustrative points, not official
notice-long = Illustrative points, not official: this point table is our own. Have the secretariat load the rubric that the committee approved before any official use.
notice-draft = This rubric is a draft, not official
notice-draft-long = The rubric is a draft, not official: use it for a real award once the committee has approved it.
kind-enabler = Enabler
kind-result = Result
place-clause = clause { $code }
place-rubric = rubric
place-untitled = part or clause number { $position }
place-method = method { $id }
place-method-item = method { $id }, “{ $item }”
fault-missing-code = There is no code. Add one, such as 1.1.
fault-duplicate-code = The code { $code } stands twice. Correct one; spreadsheets turn 1.10 into 1.1 unless the column is text.
fault-unknown-code = The rubric has no clause { $code }. Check the code, or use the rubric it belongs to.
fault-empty-name = The name is empty. Add one.
fault-no-parts = The rubric has no parts. Write at least one part and one clause.
fault-empty-identity = “{ $member }” is empty. Fill it in.
fault-no-approval = An official rubric names the committee’s approval (Art. 9(3)). Add it.
fault-missing-kind = There is no kind. Write enabler or result.
fault-missing-method = There is no scoring method. Name one at the clause or above it.
fault-unknown-method = The method “{ $found }” is not defined. Methods to choose from: { $known }.
fault-method-for-other-kind = The method { $method } is meant for the other kind of clause; please confirm.
fault-missing-points = There are no points. Every clause at the end of a branch needs them.
fault-points-out-of-range = The points “{ $found }” are out of range. Write a whole number from 1 to 999999.
fault-sum-differs = { $declared ->
        [one] 1 point is declared
       *[other] { $declared } points are declared
    }, but those below add up to { $sum }. Correct one side, or leave the parent’s points empty.
fault-total-differs = The clauses add up to { $sum } points instead of { $declared }. Check the points. If { $sum } is the right total, convert the table on the command line: scoresheets rubric import with --total { $sum }.
fault-too-many-decimals = { $found } decimals are too many. Six at most.
fault-comment-rule-reversed = A comment rule’s minimum is above its maximum. Correct it.
fault-bad-link = The link to { $code } does not hold: links lead from enabler clauses to result clauses.
fault-mapped-twice = The clause { $code } stands twice in the mapping. Keep one.
fault-duplicate-id = The id “{ $id }” is empty or stands twice. Give each its own.
fault-bad-step = The step must be above zero.
fault-step-does-not-fit = The step { $step } does not divide 100. Choose another.
fault-band-reversed = The band ends before it begins. Swap its limits.
fault-band-off-step = The band’s limit { $value } is not on a step. Use a multiple of the step.
fault-band-gap = No band covers { $from } to { $to }. Close the gap.
fault-band-overlap = Two bands cover { $value }. Move their limits apart.
fault-bands-without-steps = A method without steps, or in points, cannot have bands. Remove the bands, or give a step.
fault-combination-unclear = Components and their combination go together. Add or remove one.
fault-bad-components = A method in points cannot have components; twelve components at most.
fault-above-scale = { $found } is above the maximum { $max }. Make it smaller.
fault-off-step = { $found } is not a multiple of { $step }. Choose a neighbouring value.
