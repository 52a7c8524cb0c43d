### The docket: entries that cannot stand, what is to be told, what an audit finds.

refusal-not-the-first = A docket begins with one entry that opens the cycle. Record that first.
refusal-unknown-file = The file that this entry names is not there, or is of another kind than belongs here. Add the original file.
refusal-unopened-file = The file that this entry names is there as it came and does not open: it does not fit its format, or holds a value that cannot stand. Ask whoever sent it for one that opens.
refusal-duplicate-file = A file with these contents is in already. It need not be recorded again.
refusal-other-cycle = The file belongs to the cycle “{ $found }” and not to this one. Use a file of this cycle.
refusal-other-rubric = The file was made with another rubric than this cycle’s (Art. 18). Score anew with the right one.
refusal-faulty-sheet = The scoresheet does not fit the rubric: { $problem }
refusal-faulty-file = The contents of the file cannot stand: { $problem }
refusal-unknown = “{ $id }” is not known here. Check the id.
refusal-already-done = “{ $id }” has been recorded and cannot be recorded again.
refusal-withdrawn = The application “{ $application }” was withdrawn: it takes no more files and goes no further.
refusal-revision-taken = Another file is revision { $revision }. Check the number.
refusal-other-revision = The scoresheet says that it is another revision than { $revision }. Record the one it states.
refusal-reason-needed = This differs from “{ $against }” and needs a reason.
refusal-wrong-body = By “{ $against }” another body decides this. Name the body that does.
refusal-other-organisation = One application id stands with two organisations. Check the id and the credit code.
refusal-other-application = The scoresheet was made with papers of another application. Check the application id.
refusal-other-assignment = The assignment or declaration that the scoresheet names does not fit it: another expert, stage, application or applicant’s name (Art. 12). Check it, and have the expert export again from the own assignment.
refusal-abstained = The sheet abstains on a clause, and this cycle allows no abstention (setting abstention). Have the assessor score it, or have the committee change the setting first.
refusal-not-on-panel = “{ $expert }” is no member of the panel for this application at this stage (Art. 12). Change the panel first.
refusal-panel-incomplete = A panel has three different members or more, exactly one leader, and a trade expert (Art. 12). Complete it.
refusal-second-panel = The application “{ $application }” has a panel. To change its members, record a change of the panel.
refusal-late = Nothing of the application came in time (Art. 22), so that it cannot be confirmed.
refusal-one-application = The organisation has two applications in this cycle. Withdraw one of them first.
refusal-not-confirmed = The qualification of the application “{ $application }” is not confirmed (Art. 23).
refusal-fixed-by-regulation = The regulation fixes this setting ({ $article }); it cannot be changed within a cycle.
refusal-setting-value = The setting “{ $setting }” has a value that cannot stand. Choose one that is allowed.
refusal-other-figures = The figures that are quoted are not those at this place. Record it anew with the present ones.
refusal-day-runs-back = The day lies before that of an earlier step. Check the day.
refusal-nothing-proposed = No candidates were proposed (Art. 26), so that there is nothing to vote on.
refusal-vote-does-not-add-up = The votes on the application “{ $application }” do not add up: more than the members present and not recused, or somebody recused who was not present. Check them.
refusal-not-passed = The committee has not passed the application “{ $application }”, so that it cannot be published (Art. 26, 27).
refusal-not-publicised = The application “{ $application }” is on no list whose time is over; the government adds none (Art. 28).
refusal-not-decided = The government has not approved the application “{ $application }” (Art. 28).
refusal-not-registered = The application “{ $application }” has no award in the register (Art. 34). Register its certificate first.
refusal-registered = The award of the application “{ $application }” stands in the register; the government alone withdraws it (Art. 31), and the application stays.
refusal-not-one = An answer about names is about one expert or one organisation. Name one of them, and one only.
refusal-no-holder = A docket is handed over to somebody. Name the person.
refusal-certificate-taken = The certificate number “{ $certificate }” is empty or taken (Art. 35). Choose another one.
refusal-no-decision = Withdrawing an award needs the day of the government’s decision (Art. 31). Add it.
refusal-not-again = The entry says that it is written again, yet no entry of another branch says the same, or it was written again already. Check it.
refusal-not-this-branch = The entry settles a fork by “{ $kept }”, and no entry before it has that hash. Write it behind the branch that is kept, with the hash of an entry of that branch.
refusal-due-before = The day until which it is due lies before the day of the entry itself. Check both days.
refusal-award-as-event = An award is no event of Art. 15 or 16: earlier awards stand in the register (Art. 6). Record it there.
refusal-rested-on = Entry { $seq } rests on it, so that it cannot be undone. Put it right by a new entry.
refusal-cannot-undo = The first entry cannot be undone.
remark-altered = Entry { $seq } does not fit its hash: it was altered. The standing ends before it.
remark-gap = An entry should have number { $expected } and has { $found }: one is missing or added. The standing ends before it.
remark-missing = No entry has number { $seq }: it was taken out. The standing ends before it.
remark-missing-run = No entries have numbers { $first } to { $last }: they were taken out. The standing ends before them.
remark-fork = There is more than one entry { $seq }: the docket has forked. Look into it and record which branch is kept.
remark-left-out = Entry { $seq } does not follow the entries before it and does not count.
remark-clock = The time of entry { $seq } lies before that of the entry before it. That changes nothing.
remark-unidentified = The file is in, but nobody has recorded which application or expert it belongs to. Record that.
remark-verdict-changed = What can be computed of the eligibility has changed since it was confirmed. Ranks stay; decide anew where that is needed.
remark-employer-applies = The employer of a member of a panel applies in this cycle. Make sure whether the member is recused.
remark-late-objection = The objection came after the publicity was over. It is recorded and stops the decision all the same until it is resolved.
remark-figures-changed = The figures are not those that the candidates were proposed with. Before publishing, give a reason or propose the candidates anew.
remark-above-quota = The committee passed more first-time winners than the quota (Art. 5). Publishing them needs a reason.
standing-title = Standing of { $cycle }: up to entry { $seq }, head { $head }
standing-received = received
standing-withdrawn = withdrawn
standing-yes = yes
standing-eligibility = conditions
standing-qualification = qualification
standing-candidate = candidate
standing-vote = vote
standing-award = award
standing-rank = rank { $rank }
standing-shared-rank = rank { $rank } (shared)
standing-no-rank = no rank
standing-votes = { $in_favour } for, { $against } against, { $present } present, { $recused } recused
standing-no-quorum = no quorum
standing-passed = passed
standing-not-passed = not passed
receipt-in-time = in time
receipt-late = late
receipt-missing = nothing there
verdict-eligible = fulfilled
verdict-excluded = not fulfilled: { $grounds }
verdict-unclear = unclear, missing: { $missing }
qualification-confirmed = confirmed
qualification-refused = refused
qualification-open = open
candidate-in-quota = inside the quota
candidate-tie-at-quota = tie at the edge of the quota; the committee decides
candidate-repeat = repeat winner, outside the quota
candidate-behind = behind the quota
candidate-none = none
award-none = none
award-proposed = proposed
award-publicised = published
award-decided = decided
award-registered = registered
award-withdrawn = withdrawn
award-struck = struck after an objection
award-rejected = not approved by the government
audit-equal = Equal: { $files ->
        [one] one file
       *[other] { $files } files
    }, { $entries ->
        [one] one entry
       *[other] { $entries } entries
    }.
audit-head = Head of the chain: { $head }. Compare it with the one that the supervisors were given (--head): an end that was cut off shows there alone.
audit-differs = Not equal: { $files ->
        [one] one file
       *[other] { $files } files
    }, { $entries ->
        [one] one entry
       *[other] { $entries } entries
    }, { $findings ->
        [one] one difference
       *[other] { $findings } differences
    }.
finding-altered = The file was altered: its bytes had the hash { $expected } when it came, and have { $found } now.
finding-unreadable = The file is what came, but it does not open: a newer version of the program may have written it, or it was faulty when it came.
finding-entry-altered = This entry was altered: what it says does not fit its hash. No entry behind it counts.
finding-refused = This entry is not allowed at its place ({ $code }).
finding-added = No entry of the docket names the file ({ $found }).
finding-missing = The docket names this file, and it is not there.
finding-twice = It is the same file as { $expected }.
finding-other-head = The head of the chain is { $found }, and the supervisors were given { $expected }.
finding-docket-unreadable = The docket does not open, so that nothing can be compared. The reason is told on standard error.
finding-fork = There are several entries here: the docket has a fork.
finding-left-out = This entry does not follow the entries before it and does not count.
finding-gap = Number { $expected } should follow here, and the entry has { $found }: one is missing or added.
finding-entry-missing = No entry has this number, and later ones are there ({ $numbers }): it was taken out.
refusal-likeness-open = An organisation of the expert “{ $expert }” has a name like that of the applicant of “{ $application }”. Record first whether it is the same.
refusal-handed-over = The docket was handed over to “{ $to }”, and nothing is recorded here. Wait until it comes back, or let “{ $to }” record it.
remark-expert-alike = An organisation of the expert has a name like that of the applicant of “{ $application }”. Record whether it is the same.
remark-organisation-alike = The organisation’s name is like that of “{ $organisation }”, under another id. Record whether it is the same.
remark-long-report = The self-assessment report has { $characters } characters, more than { $limit }. It is accepted; tell the applicant.
remark-paper-outdated = The figures that “{ $name }” rests on have changed. Write it anew from those of now.
remark-long-overview = The overview has { $characters } characters, more than { $limit }. It is accepted; tell the applicant.
check-leader = leader
check-trade-expert = trade expert
check-out = out
check-finished = finished
check-unfinished = unfinished
lacks-value = Clause { $code } has no consensus value.
lacks-reason = The consensus value of clause { $code } needs a reason: it lies outside the individual ones, or they lie far apart.
lacks-finding = The site result of clause { $code } differs from the material review and needs a finding.
lacks-source = Issue { $number } of assessor “{ $expert }” is merged into none of the report, and nothing says why it is waived.
lacks-source-unknown = Issue { $issue } of the report names issue { $number } of assessor “{ $expert }” as its source, and the scoresheets that the report rests on have no such issue.
lacks-comment-unknown = Comment { $comment } of clause { $code } names comment { $number } of assessor “{ $expert }” as its source, and the scoresheets that the report rests on have no such comment.
lacks-outcome = Issue { $number } has no outcome and no waiver with a reason.
lacks-sheet = The assessor “{ $expert }” has handed in no scoresheet yet.
lacks-sheet-superseded = The scoresheet of “{ $expert }” that the report rests on was replaced by a correction.
lacks-sheet-recused = The report rests on the scoresheet of “{ $expert }”, who is out.
lacks-sheet-in-report = The report does not rest on the scoresheet of the assessor “{ $expert }”.
lacks-panel = There is no panel yet (Art. 12).
lacks-panel-size = After recusals the panel has too few members (Art. 12).
lacks-panel-leader = The panel needs exactly one leader (Art. 12).
lacks-panel-trade-expert = The panel needs at least one trade expert (Art. 12).
lacks-report = There is no report yet.
lacks-report-leader = The report was not written by the present leader.
lacks-material = The material report that the site report goes on from was replaced.
lacks-likeness = An organisation of “{ $expert }” has a name like the applicant’s, and it is not recorded whether it is the same.
register-withdrawn = withdrawn on { $day }
certificate-unknown = The register has no certificate “{ $certificate }”.
certificate-valid = The certificate “{ $certificate }” is valid: { $holder }, { $year }.
certificate-withdrawn = The certificate “{ $certificate }” was withdrawn on { $day }: { $holder }, { $year }.
due-title = To be done on { $today }:
due-open = open
due-today = due today
due-missed = missed
due-applications = applications are taken in
due-supplement = supplement
due-opinion = opinion of a department
due-qualification = decision on qualification
due-certificate = registration of the certificate
due-sheet = scoresheet
due-closing = the publicity can be closed
due-objection = objection
due-replacement = replacement of an expert
