### 文件。

file-rubric = 评定标准
file-application = 申报
file-scoresheet = 评分表
file-draft = 草稿副本
fault-empty-file = 文件是空的。请换一个有内容的文件。
fault-undecodable = 文件既不是 UTF-8，也不是 UTF-16 或 GB 18030 编码的文字。请看看是不是选错了文件；表格请在电子表格中另存为「CSV UTF-8」。
fault-other-encoding = 文件是 { $found } 编码，本软件的文件都是 UTF-8：它在导出之后另存过。请另存为 UTF-8，或向制作人索取原文件。
fault-damaged-encoding = 文件的开头说它是 { $encoding } 编码，内容却不全是：文件已损坏。请重新导出，或向制作人索取原文件。
fault-workbook = 这是电子表格的工作簿。请在电子表格中另存为「CSV UTF-8」，再打开那个文件。
fault-too-large = 文件有 { $size } MB，超过了上限 { $limit } MB。请看看是不是选错了文件。
fault-unreadable = 文件读不出来：选中之后它被移走、改动或锁住了。请重新选择。
fault-not-json = 不是完整的 JSON 文件（第 { $line } 行第 { $column } 个字符处读不下去）。请重新取得原文件。
fault-not-ours = 不是本工作台导出的文件。请选择由本工作台导出的 JSON 文件。
fault-unknown-file-kind = 文件种类「{ $found }」本版本不认识。请用导出它的版本打开。
fault-wrong-file-kind = 这里需要的是「{ $expected }」文件，这是「{ $found }」文件。请换一个文件。
fault-newer-version = 文件由更新的版本制作（格式 { $found }，本版本读到 { $known }；{ $by }）。请更新本工作台后再打开，文件没有问题。
fault-altered = 内容与指纹不符：文件导出后被改动过。请向制作人索取原文件。
fault-altered-layout = 指纹与文件不符，但只是排版被改动，内容一致。请向制作人索取原文件，不要用编辑器重新保存。
fault-envelope-contradicts = 文件外层与内层的「{ $member }」不一致：外层被改动过。请向制作人索取原文件。
fault-bad-structure = 文件结构不对（{ $detail }）。请向制作人索取原文件。
