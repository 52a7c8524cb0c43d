### What is wrong in the files of a cycle, a pool, a register, a panel's report.

fault-days-reversed = The last day for applications lies before the first. Correct the days.
fault-holiday-and-workday = { $day } is listed as a holiday and as a working day. Keep one of the two.
fault-setting-out-of-range = The setting “{ $setting }” has a value that cannot stand. Choose one that is allowed.
fault-id-twice = The id “{ $id }” stands twice. Each id belongs to one alone.
fault-no-members = The committee has no members (Art. 8). List them.
fault-no-year = The certificate “{ $certificate }” has no year of the award (Art. 34). Add it.
fault-check-sign = The check sign of “{ $id }” does not fit the signs before it. See whether it was copied wrongly; if it really is so, keep it.
fault-revision-without-reason = Revision { $revision } of the panel report gives no reason. Add the reason and export again.
fault-material-report = A material report names no material report, and a site report names one. Correct it and export again.
