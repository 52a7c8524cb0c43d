### Pages: help.

help-title = Help and keys
help-intro = Everything has a button, and most things a key. Digits work inside the bands.
help-data = What you write stays in this browser on this computer and is never uploaded. To hand it on or change computers, export a file from “Overview and export”.
key-band = choose that band, and go on to the share of points
key-step = in a share of points: the next higher or lower value of the band; without a value ↑ gives the lowest, ↓ the highest
key-enter = in a share of points: confirm, and go to the next clause without a score
key-gap = go to the next clause without a score
key-next = next clause, same field
key-previous = previous clause, same field
key-undo = undo one step
key-redo = redo one step
key-overview = open overview and export
key-help = open this help
