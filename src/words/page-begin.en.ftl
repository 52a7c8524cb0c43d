### Pages: beginning.

new-self-title = Begin a self-assessment
new-self-lead = A name is enough to begin; everything can be changed later.
new-self-action = Start scoring
applicant-label = Applicant
applicant-hint = The organisation’s full name.
rubric-label = Rubric
rubric-hint = Rubric files that you opened are listed too.
rubric-still-loading = The rubric is still loading; try again in a moment.
new-review-title = Begin a review
new-review-lead = Open the application file that the secretariat sent you.
new-review-action = Start scoring
review-drop = Drop the application file (JSON) here.
review-open = Choose the application file
review-other = Another file
scores-hidden = The applicant’s own scores are not shown, so that yours stay independent.
stage-label = Stage of the review
stage-material-hint = by the papers
stage-site-hint = by what is verified on site; it alone ranks
assessor-label = Assessor
writer-label = Filled in by (may be empty)
file-label = File
fingerprint-label = Fingerprint
own-application-text = Is this your own organisation’s application? You can go on with it on this computer, own scores included.
own-application-action = Go on with this application
