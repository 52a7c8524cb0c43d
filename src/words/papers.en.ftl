### The papers of a cycle: names, titles, set phrases, columns, and what is missing.

## Papers: their names.

paper-name-announcement = Announcement
paper-name-receipt = Receipt
paper-name-supplement = Request for supplements
paper-name-consultation = Letter of consultation
paper-name-qualification = Qualified list
paper-name-assignment = Assignment
paper-name-material-report = Material report
paper-name-visit-list = List for the visit
paper-name-visit-plan = Plan of the visit
paper-name-site-report = Site report
paper-name-feedback = Feedback report
paper-name-ranking = Scores and ranking
paper-name-minutes = Minutes
paper-name-public-notice = Public notice
paper-name-request = Request to the government
paper-name-register = Register of awards

## Papers: what they share.

paper-day = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
paper-day-blank = ____ (day) ____ (month) ________ (year)
paper-moment = { $day }, { $time }
paper-blank = ____
paper-seal = (seal)
paper-signs = { $name }, signature: { $room } date: { $room }
paper-attachments = Attachments
paper-annex = Attachment { $number }
paper-notes = For the office; no part of the paper
paper-secretariat = Secretariat of the Committee for the { $award }
paper-committee = Committee for the { $award }
paper-rules = Rules for the { $award }
paper-form = Application form for the { $award }
paper-rubric = { $title } (version { $version })
paper-number = Document number
paper-issuer = Issued by
paper-public = Released to the public
paper-contact-person = Contact
paper-contact-phone = Telephone
paper-contact-mail = E-mail
paper-where = Where to apply
paper-address = Address
paper-date = Date
paper-none = None.
paper-none-word = none
paper-cycle = Cycle
paper-applicant = Applicant
paper-organisation-id = Credit code
paper-application-id = Application
paper-stage = Stage
paper-panel = Panel
paper-organisation-local = none (secretariat’s id: { $name })
paper-persons = { $count }
paper-rounding = { $rule }, decimals: { $decimals }
paper-panel-organ = Panel { $panel }
paper-rubric-label = Rubric
paper-due = Due
paper-revision = Revision
paper-revision-text = revision { $revision }
paper-head = Hash of the docket
paper-figures = Fingerprint of the figures
paper-clerk = Handled by
paper-checked-by = Checked by
paper-recomputed-by = Computed again by
paper-leader-signs = Panel leader
paper-article = Art. { $article }
paper-article-item = { $number } ({ $item })
paper-rule-consensus = consensus
paper-role-leader = leader
paper-role-trade = trade expert
paper-role-member = assessor
paper-class-first = first award
paper-class-repeat = repeated award
paper-state-withdrawn = withdrawn
paper-see-reason = see the reason
paper-setting-changed = After the review had begun, the committee approved another { $setting } (Art. 9(3)): { $reason }.
paper-kind-department = department of the district government
paper-kind-affiliated = affiliated institution
paper-kind-subdistrict = subdistrict office
paper-kind-stationed = stationed government body
paper-kind-medical = publicly funded medical institution
paper-kind-education = publicly funded school
paper-kind-utility = water or power utility
paper-kind-transport = public transport enterprise
paper-kind-other = other publicly funded service organisation
paper-note-blanks = Blanks are filled in by hand; document number, issuer and seal follow the procedure for official papers.
paper-note-head = This paper rests on entries 1 to { $seq } of the docket, hash { $head }.

## Papers: columns of tables.

paper-column-number = No.
paper-column-step = Step
paper-column-planned = Planned for
paper-column-material = Material
paper-column-copies = Copies
paper-column-remarks = Remarks
paper-column-supplement = Missing or to be put right
paper-column-standard = What it must meet
paper-column-applicant = Applicant
paper-column-organisation = Organisation
paper-column-organisation-id = Credit code
paper-column-application = Application
paper-column-event = Anything under Art. 16
paper-column-facts = Facts
paper-column-opinion = Opinion
paper-column-kind = Kind
paper-column-opinions = Opinions
paper-column-article = Article
paper-column-reason = Reason
paper-column-state = State
paper-column-name = Name
paper-column-id = Id
paper-column-role = Role
paper-column-judges = Assessors
paper-column-sheet = Scoresheet (first 12 digits)
paper-column-clause = Clause
paper-column-clause-name = Name
paper-column-points = Points
paper-column-percent = Percentage
paper-column-score = Score
paper-column-material-percent = Material
paper-column-site-percent = Site
paper-column-issue = To be verified or clarified
paper-column-source = Source
paper-column-outcome = Outcome
paper-column-clauses = Clauses
paper-column-method = How
paper-column-assessor = Assessor
paper-column-visited = Department visited
paper-column-time = Time
paper-column-content = What
paper-column-award = Award
paper-column-material-total = Material total
paper-column-site-total = Site total
paper-column-rank = Rank
paper-column-unranked = Why it has no rank
paper-column-candidate = Candidate
paper-column-entitled = Entitled
paper-column-handed-out = Handed out
paper-column-handed-in = Handed in
paper-column-valid = Valid
paper-column-for = For
paper-column-against = Against
paper-column-abstained = Abstained or void
paper-column-recused = Recused
paper-column-result = Result
paper-column-class = Class
paper-column-vote = Vote
paper-column-certificate = Certificate
paper-column-cycle = Cycle
paper-column-year = Year
paper-column-document = Document
paper-column-decided = Decided on
paper-column-sheet-total = Assessor { $number }

## The announcement.

paper-word-circular = Circular
paper-word-proclamation = Proclamation
paper-word-notice = Notice
paper-announcement-title = { $word } on applications for the { $title }
paper-all-bodies = To all bodies concerned
paper-announcement-intro = Under the { $rules } this { $word } gives notice of applications for the { $title } ({ $year }).
paper-announcement-award = The { $award } is the district’s highest honour for quality in public services. Applying is voluntary and free of charge.
paper-announcement-time = When to apply
paper-announcement-net = Files
paper-announcement-paper = Paper copies
paper-announcement-hours = Office hours
paper-announcement-net-time = from { $first } until 24:00 on { $last }
paper-announcement-paper-time = from { $first } to { $last }, in office hours on working days
paper-announcement-late = What counts is when the secretariat received it; late applications are not accepted.
paper-announcement-conditions = Who may apply
paper-announcement-must = An applicant fulfils all of these conditions (Art. 15):
paper-condition-operation = It was founded by law in the district and has been in operation for { $years } years or more.
paper-condition-excellence = It practises performance excellence, has a sound quality management system, and performs markedly well.
paper-condition-credit = It has a good record of integrity and a good name.
paper-announcement-must-not = Nobody may apply to whom one of these applies (Art. 16, the last { $years } years):
paper-exclusion-policy = Acts against national policy.
paper-exclusion-accident = A grave accident through its fault, or a grave complaint found valid.
paper-exclusion-fraud = Fraud or other breaches in a quality award.
paper-exclusion-crime = A leader held criminally liable.
paper-exclusion-law = Another grave breach of law (whenever it was).
paper-announcement-reference = Years are counted up to { $reference }. A former winner may apply again once { $waiting } years have passed since its award (Art. 6, 34).
paper-announcement-materials = What to hand in
paper-material-form = the application form for the { $award }, with the declaration, signed and sealed;
paper-material-overview = an overview of the organisation (3,000 characters at most);
paper-material-report = a self-assessment, clause by clause (30,000 characters at most, with charts);
paper-material-proofs = proofs, with a list of them.
paper-announcement-copies = One copy as files, five on paper.
paper-announcement-procedure = Procedure and timetable
paper-announcement-quota = As a rule there are { $quota } first-time winners at most; repeat winners take no place.
paper-step-qualification = qualification (Art. 23)
paper-step-material = review of the material (Art. 24)
paper-step-site = visit (Art. 25)
paper-step-committee = vote of the whole committee (Art. 26)
paper-step-publicity = publicity (Art. 27)
paper-step-government = decision of the government (Art. 28)
paper-announcement-reward = Awards
paper-announcement-rewarded = The government honours the winners, with a plaque and a certificate (Art. 29, 35).
paper-announcement-remarks = Please note
paper-remark-truth = What is handed in must be true. An award won by fraud is withdrawn, with plaque and certificate, and that is made known (Art. 31).
paper-remark-recommended = The departments in charge of each trade encourage and recommend applicants (Art. 14).
paper-remark-kept = Everybody who reviews keeps the applicants’ secrets (Art. 32).
paper-note-announcement = Ours, where the rules are silent: the word circular (proclamation and notice can be chosen), the limits of characters, the number of copies, the day up to which years are counted.

## Receipt, request for supplements, letter of consultation, qualified list.

paper-receipt-title = Receipt for an application
paper-receipt-number = Receipt number
paper-received = Received
paper-in-time = In time
paper-received-in-time = in time (the last day is { $last })
paper-received-supplement = in time as a supplement (due by { $due })
paper-received-late = late (the last day is { $last })
paper-fingerprint-short = fingerprint (first 12 digits) { $digits }
paper-receipt-file = application (file)
paper-receipt-form = application form (paper)
paper-receipt-report = overview and self-assessment (paper)
paper-receipt-proofs = proofs with their list (paper)
paper-receipt-taken = The above was received and recorded. Receipt does not mean that the applicant qualifies.
paper-receipt-replaces = The above was received and recorded; revision { $revision } replaces all before it. Receipt does not mean that the applicant qualifies.
paper-receipt-late-revision = The above came after the last day. It is kept and not reviewed; the review rests on revision { $revision } (Art. 22).
paper-receipt-late = The above came after the last day. It is kept and takes no part in the award (Art. 22).
paper-signed-for = Signed for by
paper-signed-for-at = Signed for at
paper-receipt-copies = Two copies: one for the applicant, one for the secretariat
paper-note-receipt = The paper copies are counted and filled in by hand; the form of the receipt is ours.
paper-supplement-title = Request for supplements to an application
paper-supplement-intro = The secretariat has your application for the { $title } ({ $application }). Held against Art. 22 and 23 of the { $rules }, the following is missing or to be put right:
paper-supplement-due = Please hand it in by { $due }, that day included. Without it the application is judged by what came in time.
paper-supplement-once = This is everything that is asked for; nothing is wanted that has no bearing on the application.
paper-note-supplement = Ours, where the rules are silent: one notice, sent within 5 working days of receipt, answered within 5 more.
paper-consultation-title = Letter of consultation on the applicants for the { $title }
paper-department-organisation = Organisation department of the district
paper-department-personnel = Personnel department of the district
paper-department-discipline = Discipline and supervision department of the district
paper-department-other = Body concerned
paper-consultation-intro = Under Art. 23 of the { $rules } we ask for your opinion { $count ->
        [one] on the applicant
       *[other] on the { $count } applicants
    } for the { $title }; attachment 1 lists them.
paper-consultation-years = Please look into whether anything under Art. 16 happened in the last { $years } years (counted up to { $reference }; please tell us also of what happens after it, until the government decides); item 5 has no limit of years.
paper-consultation-due = Please answer with attachment 2 under seal by { $due }. Without an answer we record that there was none, and never that there is no objection.
paper-consultation-close = We look forward to your answer.
paper-consultation-list = List of applicants
paper-consultation-reply = Form for the answer
paper-replying-office = Answering body (seal)
paper-head-signature = Signature of its head
paper-note-consultation = One letter a department. Ours: no answer is shown as no answer, never as consent.
paper-qualification-title = Qualification of the applicants for the { $title }
paper-qualification-intro = Under Art. 23 of the { $rules } the secretariat looked into conditions and papers, and asked the departments. Applications received: { $received }; confirmed: { $confirmed }; not confirmed: { $refused }; otherwise settled: { $others }.
paper-qualification-confirmed = Confirmed
paper-qualification-refused = Not confirmed
paper-qualification-others = Others
paper-short-organisation = organisation
paper-short-personnel = personnel
paper-short-discipline = discipline
paper-opinion-none = no objection
paper-opinion-objection = objection
paper-opinion-unanswered = no answer
paper-opinion = { $department } { $outcome }
paper-opinions-all = all three: { $outcome }
paper-note-qualification = Internal. The kind of organisation (Art. 2) is filled in from the application form; an applicant that is not confirmed gets a letter with article and reason.

## Assignment, reports, list and plan for the visit.

paper-assignment-title = Assignment for the { $title }: { $stage }
paper-assignment-to = To the assessors of panel { $panel }
paper-assignment-intro = Under Art. 12 and 13 of the { $rules } your panel is asked to review for the { $title }: { $stage }.
paper-assignment-panel = Members of the panel
paper-assignment-applicants = Applicants
paper-assignment-duties = Duties
paper-duty-alone = Score clause by clause and by yourself, with strengths and areas for improvement, and hand in your sheet in time (Art. 20).
paper-duty-conflict = Sign the declaration before reading; report a conflict of interest to the secretariat at once, and stop reviewing that applicant.
paper-duty-secret = Keep the applicants’ secrets, during the review and after it (Art. 32).
paper-duty-return = Return all papers after the review, and delete the files.
paper-assignment-signed-for = Signed for
paper-note-assignment = This paper holds neither the applicants’ own scores nor their contacts; its form is ours.
paper-material-report-title = Material report, { $title }
paper-site-report-title = Site report, { $title }
paper-report-course = The review
paper-report-members = { $members ->
        [one] One member
       *[other] { $members } members
    }, { $sheets ->
        [one] one scoresheet
       *[other] { $sheets } scoresheets
    }; results of clauses by { $rule }.
paper-report-overall = Overall judgement and key themes
paper-report-clauses = Clause by clause
paper-report-issues = Issues for the visit
paper-report-outcomes = Outcomes of the issues
paper-report-moved = Differences from the material review
paper-report-not-moved = Every clause has the result of the material review.
paper-report-dissent = Dissent
paper-report-proposal = Proposal
paper-report-visit = The panel’s opinion
paper-report-no-proposal = This report proposes no award; ranking and candidates are the secretariat’s (Art. 26).
paper-signing-as = { $name } ({ $role })
paper-not-applicable = not applicable: { $reason }
paper-themes = Key themes
paper-strengths = Strengths
paper-areas = Areas for improvement
paper-comment-pages = { $text } (see { $pages })
paper-finding = Found on site
paper-comment-source = { $name }, comment { $number }
paper-comment-see = see { $pages }
paper-comment-from = from: { $sources }
paper-comment-about = [{ $aspects }] { $text }
paper-comment-beside = { $text } ({ $beside })
paper-key-factors = Key factors (as assessors noted them)
paper-issue-source = { $name }, issue { $number }
paper-issue-of-panel = the panel
paper-issue-waived = waived: { $reason }
paper-note-report = Internal. The form of the report is ours; scoresheets are named by fingerprint; strengths and areas are taken from them, each said once, and name their sources where the panel has merged them.
paper-visit-list-title = List for the visit, { $title }
paper-visit-list-intro = Under Art. 24 of the { $rules } { $count ->
        [one] one applicant was chosen
       *[other] { $count } applicants were chosen
    } for the visit on { $day }, on the material reports. Rule: { $rule }.
paper-visit-all = all that are confirmed and have a finished material report
paper-visit-first = the first { $places } by material rank, ties at the edge included
paper-visit-at-least = at least { $points ->
        [one] 1 point
       *[other] { $points } points
    } in the material review
paper-note-visit-list = Internal. The rule is a setting, since the regulation has none; the order by id says nothing of ranks.
paper-visit-plan-title = Plan of the visit, { $title }
paper-visit-days = Days of the visit
paper-visit-place = Place
paper-visit-plan-kept = How the plan was kept
paper-visit-purpose = Purpose and basis
paper-visit-basis = Under Art. 13 and 25 of the { $rules } the panel visits { $applicant }, verifies the application, and clarifies what the material review asked.
paper-visit-panel = Who does what
paper-visit-timetable = Timetable
paper-visit-opening = opening: the plan, the rules of conduct, the applicant’s introduction
paper-visit-looking = documents, interviews, observation
paper-visit-consensus = consensus of the panel
paper-visit-closing = closing: what was seen, without scores
paper-visit-time = { $day }, { $begins } to { $ends }
paper-visit-content = { $words } ({ $method })
paper-visit-days-from-to = { $first } to { $last }
paper-method-meeting = meeting
paper-method-documents = documents
paper-method-interview = interview
paper-method-observation = observation
paper-visit-discipline = Rules of conduct
paper-discipline-rules = Keep to the rules of the review and the applicant’s secrets (Art. 32).
paper-discipline-gifts = Accept no meals, gifts, or anything else that could sway the review.
paper-discipline-scores = Tell the applicant neither scores nor ranks.
paper-visit-confirmed-by = confirmed by the applicant
paper-note-visit-plan = Days, place, tasks and timetable are the leader’s to fill in; the issues are those of the material report.

## The feedback report.

paper-feedback-title = Feedback report, { $title }
paper-feedback-intro = Thank you for applying for the { $title }. This is what the panel found (stage: { $stage }), to help you improve.
paper-feedback-reading = How to read it
paper-feedback-bands = Clauses have bands and no scores; the rubric says what a band means.
paper-feedback-comments = A strength is worth keeping; an area for improvement is where evidence was not seen or more can be done.
paper-feedback-use = Begin with the overall judgement, then choose a few clauses to work on.
paper-feedback-clauses = Clause by clause
paper-band = Band
paper-note-feedback = This paper holds no name of an assessor, no exact score, and nothing of other applicants. It goes out after the government’s decision (ours); keep names of assessors out of file names and properties as well.

## Scores and ranking.

paper-ranking-title = Scores and ranking, { $title }
paper-result-rule = Results by
paper-quota = Quota
paper-quota-text = { $quota } first-time winners; repeat winners take no place
paper-ranking-ranked = By the site result
paper-ranking-unranked = On the list for the visit, without a rank
paper-ranking-ties = Equal results share a rank, and neither the material total nor anything else parts them; the order within a tie means nothing.
paper-rank-shared = { $rank } (shared)
paper-repeat-at-least = at least the last result inside
paper-repeat-below = below the last result inside
paper-no-report = no site report
paper-unfinished = unfinished site report: { $lacking }
paper-computed-by = Computed by
paper-supervised-by = Supervised by
paper-note-ranking = Internal. Assessors are coded; ranks follow the exact site result alone, never the material total.

## The minutes.

paper-minutes-title = Minutes of the { $committee }
paper-minutes-time = Held on
paper-minutes-place = Place
paper-minutes-chair = Chair
paper-minutes-topic = Subject
paper-minutes-topic-text = Candidates for the { $title }
paper-minutes-due = Members
paper-minutes-present-count = Present
paper-minutes-present = Attendance
paper-minutes-absent = Absent
paper-minutes-attending = In attendance
paper-minutes-report = Report
paper-minutes-heard = The committee heard the secretariat’s report and considered the candidates proposed on { $day }; { $count ->
        [one] one was voted on
       *[other] { $count } were voted on
    }.
paper-minutes-vote = Vote
paper-minutes-quorum = { $members ->
        [one] One member
       *[other] { $members } members
    }, { $present } present; the quorum is { $share } of all members: { $outcome }.
paper-quorum-reached = reached
paper-quorum-missed = not reached
paper-majority-above = Passed is what more than { $share } of the members present and not recused are for.
paper-majority-of-present = Passed is what at least { $share } of the members present are for.
paper-minutes-recused = { $who }: recused for { $applicant }.
paper-minutes-decided = Decided
paper-minutes-no-quorum = Without a quorum the vote has no result; the committee meets again.
paper-minutes-nobody = No candidate was passed.
paper-minutes-passed = The committee { $count ->
        [one] passed this organisation
       *[other] passed these { $count } organisations
    } for the { $title }, to be published by the secretariat (in no order of rank):
paper-minutes-scrutineer = Scrutineer
paper-minutes-teller = Teller
paper-minutes-writer = Secretary of the meeting
paper-note-minutes = Quorum and majority are settings, since the regulation has none. The docket knows who was not there, and not who was excused; ballots handed out, handed in and valid are the teller’s to fill in.

## The public notice.

paper-public-notice-title = Public notice of the proposed winners of the { $title }
paper-public-notice-intro = Under the { $rules }, after qualification, review of the material, visit and vote of the whole committee, { $count ->
        [one] this organisation is proposed
       *[other] these { $count } organisations are proposed
    } for the { $title } ({ $year }).
paper-award-of-year = { $award } ({ $year })
paper-public-notice-order = The order says nothing of ranks.
paper-public-notice-period = Objections can be made from { $first } to { $last }, { $days ->
        [one] one day
       *[other] { $days } days
    }.
paper-public-notice-objections = Anybody may object in writing within this time, with reasons and evidence: a body under its seal, a person by hand under the real name and with an address. Anonymous objections are not taken up.
paper-public-notice-kept = The identity of whoever objects is kept secret.
paper-objections-to = Objections to
paper-note-public-notice = Ours, where the rules are silent: the number of days, real name or seal, the order by id. The kind of organisation is filled in from the application form; write an office and no person to turn to.

## The request to the government.

paper-request-title = Request to decide on the proposed winners of the { $title }
paper-government = To the people’s government of the district
paper-request-basis = Reason and basis
paper-request-basis-text = The { $title } has passed its publicity. Under Art. 28 of the { $rules } the proposed winners are put before the government.
paper-request-course = Course of the award
paper-request-received = Applications from { $first } to { $last }: { $received } recorded, { $in_time } in time.
paper-request-qualified = Qualification: { $count } confirmed after asking the departments, { $withdrawn } of them withdrawn since.
paper-request-visited = Reviews: { $count ->
        [one] one was chosen
       *[other] { $count } were chosen
    } for the visit on { $day }; independent panels reviewed and reported.
paper-request-proposed = Candidates: proposed by the secretariat on { $day }, by the site results.
paper-request-session = Vote on { $day }: { $present } of { $members } members present, { $candidates ->
        [one] one candidate
       *[other] { $candidates } candidates
    }, { $passed } passed.
paper-request-no-quorum = Meeting on { $day }: { $present } of { $members } members present, no quorum and no result.
paper-request-publicised = Publicity: from { $first } to { $last }.
paper-request-no-objections = Objections: none.
paper-request-objections = Objections: { $all }, of them { $signed } signed and { $unsigned } anonymous (recorded only).
paper-objection = On { $about }: { $outcome }.
paper-objection-procedure = the procedure
paper-objection-open = still being looked into
paper-objection-upheld = upheld, and struck from the list
paper-objection-dismissed = not upheld
paper-request-list = Proposed winners
paper-request-vote = { $in_favour } for, of { $entitled }
paper-request-waiting = Objections about { $names } are being looked into; these follow separately.
paper-request-asks = What is asked
paper-request-asks-text = Please put the list before the government’s executive meeting, and honour the winners of the { $title } in the government’s name.
paper-request-close = We ask for your decision.
paper-request-publicity = Publicity and objections
paper-note-request = Signed by the department that houses the secretariat, which fills in its name; one matter and one addressee. First or repeated follows from the register.

## The register of awards.

paper-register-title = Register of the { $award }
paper-award-valid = valid
paper-award-withdrawn = withdrawn ({ $day })
paper-register-unique = A certificate number is used once and stays taken after a withdrawal (Art. 35). Whoever speaks of an award names its year (Art. 34).
paper-note-register = Former awards are those of the register; a document or day that it does not hold is a blank; first or repeated follows from earlier rows.

## Papers: what is missing.

missing-cycle = The docket has not opened a cycle, so that there is no paper. Record that first.
missing-applicant = This paper is about one applicant. Name it by --applicant: the id of application or organisation, or the name.
missing-unknown-applicant = “{ $found }” is no applicant here, or more than one. Use the id of the application.
missing-panel = This paper is for one panel. Name it by --panel.
missing-unknown-panel = “{ $found }” is no panel here. Check the id.
missing-unknown-notice = “{ $found }” is no published list here. Check the id.
missing-department = There is one letter a department. Name it by --department.
missing-day = A publicity begins the day after the notice. Name the day of the notice by --day.
missing-day-before = The paper would be older than what it tells of ({ $day }). Check --day.
missing-other-day = The list was opened on { $day }, and its public notice is of that day. Leave --day out.
missing-file = No file of the application “{ $application }” is left (Art. 22), so that there is nothing to receipt.
missing-supplement-asked = Nothing was asked of the application “{ $application }” (Art. 22, 23). Record that first.
missing-applications = No application is there yet (Art. 22).
missing-qualification = The qualification of the application “{ $application }” is not decided (Art. 23), so that the list is not whole. Record the decision first.
missing-nothing-to-review = The panel “{ $panel }” has nothing to review at this stage (Art. 12).
missing-report = The application “{ $application }” has no report of this stage: { $stage } (Art. 24, 25). Take the report in first.
missing-unfinished = The report is not finished ({ $stage }): { $lacking } ({ $address }). Complete it first (Art. 24, 25).
unfinished-value = clause { $code } has no consensus value
unfinished-reason = clause { $code } has no reason
unfinished-finding = clause { $code } has no finding
unfinished-outcome = issue { $number } has no outcome
unfinished-source-unknown = issue { $number } names a source that no scoresheet has
unfinished-source = an issue of an assessor is not merged into the report
unfinished-comment-unknown = a comment of clause { $code } names a source that no scoresheet has
unfinished-sheet = a member has handed in no sheet
unfinished-sheet-superseded = it rests on a superseded sheet
unfinished-sheet-recused = it rests on a sheet of somebody who no longer judges (recused or replaced)
unfinished-sheet-named = a member’s sheet is not among those it rests on
unfinished-panel-size = the panel has too few members
unfinished-panel-leader = the panel has not exactly one leader
unfinished-panel-trade = the panel has no trade expert
unfinished-report-leader = the report was not written by the leader
unfinished-material = it goes on from a superseded material report
unfinished-rule = the rule needs { $needed } scores and has { $count }
unfinished-other = { $address }
missing-sheet-words = The words of the scoresheet { $sheet } are not at hand. Add the original file.
missing-visit-list = The list for the visit is not decided (Art. 24). Record the decision first.
missing-not-visited = The application “{ $application }” is not on the list for the visit, or was withdrawn (Art. 24).
missing-names = The words at “{ $place }” hold “{ $word }”, an assessor or another applicant, and cannot be fed back (Art. 32). Reword them in a corrected sheet or report.
missing-file-name = The file name holds “{ $word }”, an assessor or another applicant (Art. 32). Choose another name.
missing-ranks = Nobody has a rank on site yet (Art. 26).
missing-session = The committee has not met (Art. 26). Record the session first.
missing-vote = The committee has passed nobody (Art. 26), so that there is nothing to publish (Art. 27).
missing-publicity = No list is past its publicity with a name left on it (Art. 27, 28).
missing-objection = The objection “{ $objection }” is open (Art. 27), so that nothing can be put before the government.
missing-decision = The government has not decided (Art. 28), so that no feedback goes out.
missing-awards = No award is registered (Art. 34, 35).
