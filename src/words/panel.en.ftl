### Taking scoresheets in: verdicts and faults.

fault-second-self = This applicant already has a self-assessment. To replace it, remove the first.
fault-other-application = Not the same application file: this sheet is about { $found }, those before about { $wanted }. Ask the assessor.
verdict-accepted = Accepted
verdict-same-again = Same again
verdict-same-application = Same application
same-application-reason = The same application as “{ $by }”: one file has the applicant's own scores, the other is the one for assessors. The one with the scores counts; together they are one.
verdict-altered = Altered
verdict-other-rubric = Another rubric
verdict-newer = Newer version
verdict-not-ours = Not one of ours
verdict-encoding = Wrong encoding
verdict-unreadable = unreadable
verdict-over-limit = too large
verdict-second-sheet = Second sheet
verdict-second-self = Second self-assessment
verdict-other-application = Other application
verdict-invalid = Contents wrong
fault-table-at-desk = This is a table and no file of this workbench. Save a workbook (xls, xlsx) as “CSV UTF-8” first; make a scoresheet of it with scoresheets sheet import, or a rubric with scoresheets rubric import; then open the JSON file.
fault-opener-failed = The program stopped on an error while reading this file. It was not taken in; the other files are read as usual. Check where the file came from; if it happens again when you import it alone, hand the file to technical support.
fault-no-rubric = The rubric of this file, “{ $name }” (fingerprint { $found }), is not at hand. Import the rubric; this file is then checked again by itself.
verdict-rubric = Rubric
verdict-superseded = Superseded
verdict-asked = To be confirmed
verdict-waiting = Being read
verdict-stopped = Not read
verdict-table = Table
verdict-no-rubric = Rubric missing
reason-no-site-review = No site review scoresheet
reason-few-sheets = Only { $count } site scoresheets, fewer than { $needed }: not ranked (Art. 12)
reason-few-for-rule = The rule needs { $needed } scoresheets; { $count ->
        [one] there is one
       *[other] there are { $count }
    }
reason-gaps = Not fully scored: clauses { $clauses } ({ $assessors })
question-assessor = To be confirmed: whether the assessors “{ $first }” and “{ $second }” are one person
question-applicant = To be confirmed: whether the applicants “{ $first }” and “{ $second }” are one organisation
superseded-reason = The same assessor’s revision { $revision } “{ $by }” replaces this sheet. It stays in the list and does not count. Reason: { $reason }
correction-reason = Revision { $revision }. Reason: { $reason }
fault-other-predecessor = This correction says that it replaces { $found }, but the same assessor’s sheet before it is { $there }. Ask the assessor to correct it in the same draft and export again.
stopped-reason = The import was stopped before this file was read. Import it again if it is needed.
