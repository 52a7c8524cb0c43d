### What is wrong in the files of a cycle, a pool, a register, a panel's report.

fault-days-reversed = The last day for applications lies before the first. Correct the days.
fault-holiday-and-workday = { $day } is listed as a holiday and as a working day. Keep one of the two.
fault-setting-out-of-range = The { $setting } has a value that cannot stand. Allowed: { $allowed }. Put it right.
fault-id-twice = The id “{ $id }” stands twice. Each id belongs to one alone.
fault-no-members = The committee has no members (Art. 8). List them.
fault-no-year = The certificate “{ $certificate }” has no year of the award (Art. 34). Add it.
fault-check-digit = The check digit of “{ $id }” does not fit the characters before it. See whether it was copied wrongly; if it really is so, keep it.
fault-revision-without-reason = Revision { $revision } of the panel report gives no reason. Add the reason and export again.
fault-material-report = A material report names no material report, and a site report names one. Correct it and export again.
fault-many-themes = There are { $found } key themes; { $max } is the most. Merge or remove some.
fault-recommendation-after-visit = A report of the site visit does not recommend whether to visit; the material report does. Remove it and export again.
fault-no-visit-without-reason = A recommendation against the visit needs a reason (our rule). Add it.
fault-no-name = The applicant has no name (Art. 22). Add it.
fault-claimed-article = Article { $article } is not asked in the form, or is answered twice. Correct it.
fault-not-declared = The declaration of truth has no day (Art. 22). Have the applicant sign it.
fault-due-before = It is due before it was issued. Correct the days.
fault-not-on-panel = Assessor { $id } is none of this panel (Art. 12). Check the id.
fault-plan-days = The days of the visit are reversed, or a session lies outside them or does not end after it begins. Correct it.
fault-nobody-visits = Nobody of the panel takes part in this session (Art. 13). Say who does.

recommended-visit = A visit is recommended
recommended-no-visit = A visit is not recommended: { $reason }
fault-scored-and-not-applicable = The clause has a value and is said not to be applicable. Keep one of the two.
fault-withdrawn-before = The award “{ $certificate }” was withdrawn before the day on which it was given (Art. 31). Check both days.
