### 页面：把文件并入草稿。

origin-label = 草稿来历
merge-title = 把文件并入这份草稿
merge-lead = 「{ $file }」和这台电脑上的这份草稿是同一份工作。现在什么都还没有改，请先看清楚，再决定怎么办。
merge-unknown = 不知道两边最后一次相同时写的是什么，所以判断不了哪一边改过：只有一边写了的，照写了的；两边不同的，都请您选择。
merge-nothing = 文件里没有这台电脑上还没有的内容。
merge-choices = 两边都改过的：{ $count } 处，请您选择
merge-ours = 这台电脑上的
merge-theirs = 文件里的
merge-empty = （没有写）
merge-row-removed = （已删去这一行）
merge-taken = 只有文件里改过的：{ $count } 栏，并入后照文件
merge-only-theirs = 只有文件里写了的：{ $count } 栏，并入后照文件
merge-taken-marks = 划去的是现在有、文件里没有的，加底色的是文件里写的。
merge-kept = 只有这台电脑上改过的：{ $count } 栏，不变。
merge-only-ours = 只有这台电脑上写了的：{ $count } 栏，不变。
merge-differ = 两边不同的：{ $count } 处，请您选择
merge-safe = 并入是一步，可以撤销；并入以前的样子留在「保存与历史」里，可以恢复。
merge-accept = 并入这份草稿
merge-separate = 另开一份新草稿
merge-drop = 不用这个文件
merge-undecided = 还有没选的。两边都改过的，每处都请选一边，再并入。
merged = 已并入文件里的 { $count } 栏。需要时可以撤销。
merged-nothing = 没有要改的，草稿照旧。
