### The lock of a draft.

fault-short-passphrase = The passphrase is too short ({ $count } of at least { $min } characters). Use a sentence that you remember.
fault-wrong-passphrase = The passphrase is wrong. Try again; without it nobody can open this draft.
fault-damaged-lock = The record of the lock is damaged; no passphrase opens it. Go on from an exported file.
fault-newer-lock = Encrypted by a newer version (lock { $found }; this version knows up to { $known }). Update the workbench and open it again; nothing is wrong with the draft.
fault-unknown-derivation = The lock uses “{ $found }”, which this version does not know. Open it with the version that encrypted it.
fault-lock-cost = The lock asks for more or less work than it may ({ $memory } KiB of memory, { $passes } passes, { $lanes } lanes), so none was done. Its record may have been changed; go on from an exported file.
fault-lock-memory = There is not enough memory to open the lock ({ $memory } KiB). Close other pages and try again; nothing is wrong with the draft.
fault-not-encrypted = The draft is encrypted, but this text is not. Make sure that it is your own, and encrypt the draft again.
fault-damaged-text = This encrypted text is damaged or was moved, and cannot be opened. Take it from an earlier version or an exported file.
