### Pages: keeping a draft.

history-link = History
history-title = Saving and history
history-lead = Every step of this draft is in the journal on this computer. Look at what stood there at some time, and bring it back; that too can be undone.
history-empty = No versions yet. The first letter makes one.
history-unreadable = The journal of this browser cannot be read, so there are no versions. The draft shows the texts that the quick storage has; those that only the journal has appear once it can be read.
history-more = List { $count } earlier versions
versions-title = Versions
version-look = Look
version-look-label = Look at the version of { $title }
version-restored-title = { $title } (an older version brought back, or a file merged)
version-fields = { $names } and others, { $count } fields
version-same = This version is the same as now.
version-differs = { $count ->
        [one] One field says something else now
       *[other] { $count } fields say something else now
    }.
version-damaged = Entries of this version are damaged or gone; what was written there then is not known: { $fields }.
version-marks = What is struck out stood there then; what has a ground was written since.
version-restore = Bring all these fields back
version-restore-field = Bring this field back
version-restore-field-label = Bring “{ $name }” back
version-restored = Brought back { $count ->
        [one] one field. Undo takes it away again
       *[other] { $count } fields. Undo takes them away again
    }.
conflicts-title = Some words wait for you
conflicts-text = One field was changed in two windows at once, or a record in storage was damaged, so these words are not in the draft. Decide what becomes of them; until then they are kept.
conflict-now = The draft says now:
conflict-other = Not in the draft:
conflict-damaged = A record of this field is damaged and its text cannot be read. This is the damaged record as it is, and not what was written; copy by hand what you can make out:
conflict-take = Add to the end of its field
conflict-drop = Drop
draft-begun = begun { $time }
draft-locked = An encrypted draft
draft-exported = last exported { $time }
unlock-title = This draft is locked
passphrase-label = Passphrase
unlock-hint = Your passphrase is nowhere but in your head, and there is no back door. If it is forgotten, go on from an exported file.
unlock-action = Open the draft
unlocking = Opening, one moment …
copies-title = Copies
copies-text = A copy is one file, of an unfinished draft too; open it on another computer and go on there. A copy is not encrypted; keep it well.
copy-action = Export a copy of the draft
copy-never = never exported
copy-current = Last exported { $when }; nothing has changed since.
copy-changed = Last exported { $when }; it has changed since.
age-now = just now
age-minutes = { $count ->
        [one] one minute ago
       *[other] { $count } minutes ago
    }
age-hours = { $count ->
        [one] one hour ago
       *[other] { $count } hours ago
    }
age-days = { $count ->
        [one] one day ago
       *[other] { $count } days ago
    }
folder-unknown = This browser cannot write copies to a folder by itself; export one by hand now and then.
folder-text = Or choose a folder, such as a USB stick: a copy is written there while you work, one file a day.
folder-choose = Choose a folder …
folder-asks = The browser wants you to allow writing to the folder “{ $name }” again.
folder-allow = Allow writing
folder-forget = Write no more copies
folder-failed = Nothing was written to the folder “{ $name }”. See whether it is still there (was the stick pulled out?), or choose another.
folder-written = Copies go to “{ $name }”, the last one { $time }.
folder-waits = Copies will go to “{ $name }”.
folder-now = Write one now
lock-title = Encryption
lock-text = Once encrypted, what this computer keeps of it, its history and the applicant’s name included, does not open without the passphrase; stage, rubric, progress and times stay readable; saving, history and crash safety go on. Plain text written before may linger on the disk for a while, so it is best to encrypt at the beginning.
lock-put = Encrypt
lock-put-on = Encrypted. The passphrase is asked for the next time.
lock-is-on = This draft is encrypted, with all that this computer keeps of it.
lock-change = Change the passphrase
lock-changed = The passphrase was changed.
lock-now = Lock it now
lock-take-off = Decrypt
lock-taken-off = Decrypted: the draft is kept in plain text again.
lock-no-randomness = This browser gives no reliable random numbers, so the draft was not encrypted. Nothing was changed.
lock-under-way = Nothing was changed: another change of the encryption is still under way. Wait until it has ended, and try again.
lock-journal = Nothing was changed: encrypting rewrites the journal, and { $why }.
lock-changed-elsewhere = Not done: another window changed the encryption of this draft meanwhile or removed the draft, or the browser emptied the journal. See how it is now, and try again if you need to.
lock-journal-in-doubt = Nothing was changed and nothing was tried: the journal has failed, and nothing that is written to it may be there at the next start. Rebuild the journal on the page “History” first, and try again.
lock-used-up = Nothing was changed and nothing was tried: this draft has used up the numbers of its changes, and what was written last cannot be stored. Export a copy from “Overview and export”, open it as a new draft, and lock that one.
locking = Encrypting, one moment …
passphrase-new = New passphrase
passphrase-again = The same again
passphrase-hint = At least 8 characters; a sentence you will remember. Without it the draft does not open.
passphrases-differ = The two differ; write them again.
idle-label = Lock by itself when nobody has been there for
idle-never = never
idle-minutes = { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
wipe-title = After delivery
wipe-text = Once the file is with the secretariat, this draft and its history can be wiped from this computer. On a shared computer, do.
wipe-action = Wipe this draft …
wipe-question = Wipe this draft from this computer?
wipe-warning = The draft, its history and its backups are deleted for good. Make sure first that the exported file opens.
wipe-confirm = Wipe
wiped = Wiped from this computer.
copy-exported = The copy “{ $name }” was handed to the browser’s downloads; its contents were read back and are well. Look into the downloads folder. Open it on the start page to go on with it.
copy-seen = Noted: you have the copy “{ $name }”.
unlock-held = Another window encrypted this draft or changed its passphrase. Some words in this window are not written yet; they will be saved after you enter the passphrase. Please do not close this page before.
removed-title = This draft was removed in another window
gone-title = This browser no longer has this draft
unopened-title = This draft does not open any more
removed-text = What was written is still in this page and nowhere else. You can keep it as a new draft; if you do not, it is not saved any more.
removed-keep = Keep as a new draft
removed-drop = Drop
field-damaged = Every stored copy of this field is damaged, and what was written cannot be read. The damaged records are kept as they are, listed under “History” and by “Take records out”; what you write here takes their place.
field-unread = The journal has not been read yet, and may have a text of this field; it is shown once it is read. If you write here, both texts are kept.
damaged-title = The head record of this draft is damaged or missing
damaged-text = The draft does not open, but the texts of its fields may be whole. “Take records out” lists them as they are; look at each of them, or download them as one file. Do this before anything else.
journal-title = The journal
journal-emptied = This browser had a journal, and it is empty now: the browser cleared it (the disk ran out of space, for instance, or somebody cleared the browsing data). Earlier versions are gone; the drafts as they stand are in the quick storage, and changes are recorded again from now on.
journal-was-there = The journal cannot be opened. It worked in this browser before; its files may be damaged, or a setting was changed.
journal-unread = The journal cannot be read: { $why }.
journal-rebuild-text = You can delete this journal and make a new one. What can be read of it is carried over; what cannot be read is lost, so take the records out first, and keep the file. The drafts in the quick storage are recorded again.
journal-rebuild = Delete and rebuild the journal…
journal-rebuild-question = Delete the journal of this browser and make a new one?
journal-rebuild-warning = What can be read (drafts, earlier versions, the files imported at the secretariat’s desk, the chosen folder for copies) is carried over. What cannot be read is deleted for good: everything, if the journal does not open; the missing part, if a part is missing. Drafts in the quick storage are not affected.
journal-rebuild-not = Do not rebuild
journal-rebuild-confirm = Delete and rebuild
journal-doubtful = The journal has failed, and what is written after that may not be there at the next start. Keep a copy first, make room on the disk, then rebuild the journal; only after that does anything count as saved again.
journal-rebuilt-whole = The journal was rebuilt { $count ->
        [one] with its one record
       *[other] with all of its { $count } records
    }.
journal-rebuilt = The journal was rebuilt { $count ->
        [one] with the one record that could be read; the others could not
       *[other] with the { $count } records that could be read; the others could not
    }. Changes are recorded in it from now on.
journal-not-rebuilt = The journal was not rebuilt, and no record was lost by that: { $why }. Make room on the disk, close the other windows of this workbench, then try again.
