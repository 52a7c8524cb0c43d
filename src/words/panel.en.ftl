### Taking scoresheets in: verdicts and faults.

fault-second-self = This applicant already has a self-assessment. To replace it, remove the first.
fault-other-application = Not the same application file: this sheet is about { $found }, those before about { $wanted }. Ask the assessor.
verdict-accepted = Accepted
verdict-same-again = Same again
verdict-altered = Altered
verdict-other-rubric = Another rubric
verdict-newer = Newer version
verdict-not-ours = Not one of ours
verdict-unreadable = unreadable
verdict-over-limit = too large
verdict-second-sheet = Second sheet
verdict-other-application = Other application
verdict-invalid = Contents wrong
