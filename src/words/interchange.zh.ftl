### 文件。

file-rubric = 评定标准
file-application = 申报
file-scoresheet = 评分表
file-draft = 草稿副本
fault-empty-file = 文件是空的。请换一个有内容的文件。
fault-undecodable = 文件既不是 UTF-8，也不是 GB 18030 编码。请在电子表格中另存为「CSV UTF-8」。
fault-not-json = 不是完整的 JSON 文件（第 { $line } 行第 { $column } 个字符处读不下去）。请重新取得原文件。
fault-not-ours = 不是本工作台导出的文件。请选择由本工作台导出的 JSON 文件。
fault-unknown-file-kind = 文件种类「{ $found }」本版本不认识。请用导出它的版本打开。
fault-wrong-file-kind = 这里需要的是「{ $expected }」文件，这是「{ $found }」文件。请换一个文件。
fault-newer-version = 文件由更新的版本制作（格式 { $found }，本版本读到 { $known }；{ $by }）。请更新本工作台后再打开，文件没有问题。
fault-altered = 内容与指纹不符：文件导出后被改动过。请向制作人索取原文件。
fault-altered-layout = 指纹与文件不符，但只是排版被改动，内容一致。请向制作人索取原文件，不要用编辑器重新保存。
fault-envelope-contradicts = 文件外层与内层的「{ $member }」不一致：外层被改动过。请向制作人索取原文件。
fault-bad-structure = 文件结构不对（{ $detail }）。请向制作人索取原文件。
