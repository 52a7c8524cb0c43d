### Pages: start.

start-title = Scoring for public-service quality awards
start-lead = Applicants assess themselves, experts score, the secretariat brings it together, all in this one page. Everything stays on your computer and is handed on as files.
start-ways = Where to begin
way-self = I assess my organisation
way-self-text = Say clause by clause what you do and achieve, choose a band and a value, and export the application file.
way-self-action = Begin assessing
way-review = I review an application
way-review-text = Open an application file and score it on your own. The applicant’s scores are not shown.
way-review-action = Begin a review
way-secretariat = I am the secretariat
way-secretariat-text = Import everybody’s files, check each, and see totals, spread and the ranking by site score.
way-secretariat-action = Open the desk
way-example = First look at an example
way-example-text = An invented self-assessment. Scoresheets of four applicants are an example at the secretariat’s desk.
way-example-action = Open the example
drafts-title = Drafts on this computer
drafts-looking = Looking for drafts on this computer …
drafts-empty = There are no drafts yet. Begin with one of the above; what you write will appear here.
draft-continue = Continue
draft-overview = Overview and export
draft-remove = Remove
draft-remove-label = Remove the draft “{ $name }”
draft-written = last written { $time }
draft-size = takes about { $size } thousand characters
draft-unnamed = Unnamed
draft-incomplete = An incomplete draft
draft-without-head = Single records are left of it, without its head record, and it does not open. Take the records out, or remove it.
draft-label = Draft id
remove-title = Remove the draft
remove-text = This removes the draft of “{ $name }” from this browser for good. Export it first if you have not.
remove-keep = Keep the draft
remove-action = Remove the draft
open-title = Open files
open-drop = Drop applications, scoresheets, rubrics (JSON) or rubric tables (CSV) here, several at once.
open-button = Choose files
open-own = To go on with your own application file, choose “I assess my organisation” above.
waiting-title = Files you opened
waiting-text = These files open in different places. Decide one by one; the others stay here until the page is closed.
waiting-sheets = { $count ->
        [one] 1 scoresheet
       *[other] { $count } scoresheets
    }
waiting-to-desk = Take to the secretariat’s page
waiting-drop = Do not open
unlisted-local = The quick storage cannot be looked into ({ $why }), so this list of drafts may not be complete.
removal-unfinished = A draft that was to be removed is not gone yet: { $why }.
removal-again = Remove it again
