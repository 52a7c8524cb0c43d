### Page: merging a file into a draft.

origin-label = Where the draft came from
merge-title = Merge the file into this draft
merge-lead = “{ $file }” and the draft of “{ $draft }” on this computer are one piece of work. Nothing has been changed so far; look at both first, then decide.
merge-unknown = It is not known what both said when they were last the same, so nobody can tell which side changed what: where only one side has words, they stay; where the two differ, you choose.
merge-nothing = The file has nothing that is not on this computer already.
merge-choices = Changed on both sides: { $count ->
    [one] one place
   *[other] { $count } places
 } to choose
merge-ours = On this computer
merge-theirs = In the file
merge-empty = (nothing written)
merge-row-removed = (this row was removed)
merge-taken = Changed in the file alone: { $count ->
    [one] one field
   *[other] { $count } fields
 }, taken from the file
merge-only-theirs = Written in the file alone: { $count ->
    [one] one field
   *[other] { $count } fields
 }, taken from the file
merge-reordered = Rows stand in the order of the file.
merge-all-ours = Choose this computer everywhere
merge-all-theirs = Choose the file everywhere
merge-removed = (removed here)
merge-submitted = The scoresheet that this is a copy of is submitted and does not change any more, so the copy begins a draft of its own, which is not submitted. To change what was submitted, open the overview of that sheet and choose “Something is wrong: correct it”.
merge-taken-marks = Struck out is what stands here now and not in the file; shaded is what the file says.
merge-kept = Changed on this computer alone: { $count ->
    [one] one field
   *[other] { $count } fields
 }, left as they are
merge-only-ours = Written on this computer alone: { $count ->
    [one] one field
   *[other] { $count } fields
 }, left as they are
merge-differ = Different on both sides: { $count ->
    [one] one place
   *[other] { $count } places
 } to choose
merge-safe = Merging is one step and can be undone; the draft as it was before stays under “Saving and history” and can be restored.
merge-accept = Merge into this draft
merge-separate = Begin a new draft instead
merge-drop = Do not use this file
merge-undecided = Not everything is chosen yet. Choose a side wherever both changed, then merge.
merged = { $count ->
    [one] One field was
   *[other] { $count } fields were
 } merged from the file. This can be undone.
merged-nothing = There was nothing to change; the draft stays as it is.
merged-rows = Rows stand in the order of the file now. This can be undone.
