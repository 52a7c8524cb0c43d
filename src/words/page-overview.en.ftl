### Pages: overview.

rounding-label = Rounding
printed-label = Date
sources-title = Sources and licences
people-title = Names
organisation-overview-label = Organisation overview
organisation-overview-hint = Duties, customers, size, key processes and surroundings.
overall-label = Overall judgement
overall-hint = After the clauses, judge the whole in words (Art. 20).
clauses-title = Points by clause
export-title = Check and export
export-application-text = The application file goes to the secretariat, who hands it to the assessors: all texts, results and the evidence register, without your own scores and judgement, since assessors score first and alone (Art. 12). Your own file holds the scores too and stays with you; you may export it before all is scored, and go on with it on another computer.
export-sheet-text = Once every clause is scored and the overall judgement is written, export the scoresheet for the secretariat. Exporting submits it: from then on it is fixed, and a correction needs a reason.
export-application = Export the application (without own scores)
export-application-own = Export your own file (with scores, to keep)
export-sheet = Export the scoresheet
export-blocked = Some things are in the way of the export:
export-warnings = { $count ->
        [one] 1 warning
       *[other] { $count } warnings
    }
print-action = Print
signature-label = Signature:
date-label = Date:
applicant-from-file = as in the application file
applicant-differs = This draft says “{ $written }”, the application file says “{ $name }”. Under two names one application would count as two applicants.
applicant-take-from-file = Use the name of the application file
submission-label = Submission
correction-label = Reason for the correction
submitted-title = Submitted
submitted-as = Revision { $revision }, submitted { $time }, fingerprint { $fingerprint }.
submitted-text = What was submitted is fixed. Its file can be exported again, the same to the last character. If something is wrong, give the reason and correct it: the correction is a new revision that replaces this one, and the secretariat sees the reason.
submitted-fixed = This scoresheet was submitted; it cannot be edited.
submitted-to-correct = See the submission, or correct it
state-submitted = Submitted
state-correcting = Correcting
correcting-title = Correction under way
correcting = Exported again, it is revision { $revision } and replaces the sheet with the fingerprint { $fingerprint }. Reason: { $reason }
submission-damaged-title = The note of the submission is damaged
submission-damaged-text = This sheet was submitted, but the note of it cannot be read: nobody knows as which revision and under which fingerprint. So the text is fixed, and no scoresheet can be exported. If the note is among the conflicts where this draft is kept, take it back from there; otherwise ask the secretariat first which sheet it has.
submission-drop-open = The note cannot be found; go on all the same
submission-drop-text = Without the note this draft counts as never submitted: it can be edited, and its next export is revision 1. If the secretariat has a sheet already, it will see two from the same assessor.
submission-drop = Drop the note and go on
correct-open = Something is wrong: correct it
correct-begin = Begin the correction
correct-reword-open = Reword the reason
correct-reword = Save the reason
correction-hint = Say why, for example: 1.1 missed annex three. The secretariat sees it.
reason-count = { $count } / { $max } characters
revision-number = revision-{ $revision }
export-again = Export the same file again
export-correction = Export the corrected scoresheet
