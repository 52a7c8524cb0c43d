### Pages: the secretariat.

secretariat-title = Secretariat
secretariat-lead = Import applications and scoresheets, with a verdict for each. The two stages stay apart; the ranking goes by the site score alone (Art. 26).
rule-label = Rule of aggregation
rule-hint = It works clause by clause on percentages. The regulation names none: these are our options, for the committee to decide.
rule-percent = By the rule
desk-no-rubric = decided by the first file
import-title = Import
import-drop = Drop scoresheets, applications and rubrics (JSON) here, hundreds at once.
import-button = Choose files to import
import-keeps = What you import and do is kept in this machine’s browser and is there again next time; what is cleared or removed is kept too, and can be undone. Keep the originals.
importing = Reading { $done }/{ $all }
import-stop = Stop
desk-interrupted = An import was interrupted: { $count } of the files that were chosen were not read. Please choose them again; those that were read do not count twice. If another window is still importing, wait for it.
desk-interrupted-names = The files that were not read
desk-interrupted-seen = Understood
import-counts = { $accepted } accepted, { $refused } not accepted
desk-empty = Nothing is imported yet. Each file’s verdict and reason will be listed here.
desk-opening = Opening what was imported before.
desk-saving = Saving.
desk-on-disk = Saved on this machine.
desk-doubtful = Written to this machine, but the journal has failed: if the disk was full, nothing of it may be there at the next start. Export the results and keep the files that you chose; make room, open a draft, and rebuild the journal on its page “History”.
desk-bytes-missing = the content of a file is gone, from the storage of this browser and from where it was chosen; choose these files again
desk-not-kept = Not saved on this machine: { $reason }. Please do not close the page yet.
desk-damaged = { $count } saved entries of the log are damaged and had no effect; please look over the files and verdicts below.
desk-left = { $files ->
        [one] One file that was removed or cleared ({ $megabytes } MB) and the log are
       *[other] { $files } files that were removed or cleared ({ $megabytes } MB) and the log are
    } still kept on this machine; that can be undone.
desk-erase = Delete for good
desk-clear = Clear all imports
desk-remove = Remove
desk-remove-label = Remove the file “{ $name }”
verdict-label = Verdict
about-label = Contents
reason-label = Reason and way out
same-again-reason = The same as “{ $first }”; not counted twice.
applicants-title = Applicants
ranking-title = Ranking of candidates
ranking-rule = By the exact site score alone; it is never blended with the material score (Art. 26).
ranking-site = Site score
ranking-material = Material score (does not rank)
ranking-tie = There are ties. The regulation has no rule for them and the software makes none; the committee decides.
export-json = Export summary as JSON
export-csv = Export summary as CSV
export-group-json = Export this stage as JSON
export-group-csv = Export this stage as CSV
spread-hint = Clauses with a spread of { $spread } percentage points or more are shaded; the number is ours.
summary-name = summary
desk-example-tag = Example
desk-example = This is the example, on a desk of its own. The files that you imported are unchanged.
desk-example-close = Close the example and go back to your work
desk-example-open = First look at an example: the scoresheets of four applicants
desk-undo = Undo
desk-redo = Redo
desk-holds = { $files ->
        [one] 1 file
       *[other] { $files } files
    }, { $megabytes } MB in all
desk-count-asked = { $count } to be confirmed
desk-count-rubrics = rubrics: { $count }
desk-count-same = { $count } the same again
desk-count-superseded = { $count } superseded
desk-count-stopped = { $count } not read
desk-show-refused = Show the files that need attention
desk-find-label = Find a file name, applicant or assessor
desk-order-label = Order
desk-order-coming = As imported
desk-order-verdict = Verdict, what needs attention first
desk-order-name = File name
desk-order-applicant = Applicant
questions-title = Names to be confirmed
questions-lead = These names are written alike, or belong to one application file. Please confirm each; until then the sheets do not count and the applicants have no rank.
question-same = The same
question-different = Different
voices-open = Read every comment
voices-reading = The files are being read again.
voices-title = Comments, clause by clause
voices-close = Fold the comments away
desk-own-unscored = The application came without the applicant’s own scores; they stay with the applicant.
