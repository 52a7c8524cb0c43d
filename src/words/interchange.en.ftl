### Files.

file-rubric = rubric
file-application = application
file-scoresheet = scoresheet
file-draft = draft copy
fault-empty-file = The file is empty. Choose one with content.
fault-undecodable = The file is neither UTF-8 nor UTF-16 nor GB 18030 text. Look whether it is the right file; save a table as “CSV UTF-8” in the spreadsheet.
fault-other-encoding = The file is in { $found }; files of this workbench are UTF-8, so it was saved anew after its export. Save it as UTF-8, or ask its author for the original.
fault-damaged-encoding = The file begins as { $encoding } and is not wholly that: it is damaged. Export it again, or ask its author for the original.
fault-workbook = This is a workbook of a spreadsheet. Save it as “CSV UTF-8” there, and open that file.
fault-too-large = The file has { $size } MB, more than the { $limit } MB that are read. Look whether it is the right file.
fault-unreadable = The file cannot be read: it was moved, changed or locked after it was chosen. Choose it again.
fault-not-json = Not a complete JSON file (unreadable at line { $line }, character { $column }). Get the original file again.
fault-not-ours = Not a file of this workbench. Choose a JSON file that the workbench exported.
fault-unknown-file-kind = The kind of file “{ $found }” is unknown to this version. Open it with the version that exported it.
fault-wrong-file-kind = A { $expected } file is needed here; this is a { $found } file. Choose another.
fault-newer-version = Made by a newer version (format { $found }; this version reads up to { $known }; { $by }). Update the workbench and open it again; nothing is wrong with the file.
fault-altered = The content does not match its fingerprint: the file was altered after export. Ask its author for the original.
fault-altered-layout = The fingerprint does not match, but only the layout was changed; the content is the same. Ask for the original, and do not save it again with an editor.
fault-envelope-contradicts = The file’s outside and inside differ in “{ $member }”: the outside was altered. Ask its author for the original.
fault-bad-structure = The file’s structure is wrong ({ $detail }). Ask its author for the original.
