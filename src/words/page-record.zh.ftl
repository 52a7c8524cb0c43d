### 页面：手写的记录表。

record-open = 打印空白记录表
record-title = 空白记录表
record-lead = 现场不便用电脑时，打印这张表用手记，回来再录入。表里只有评定标准，没有任何已经打的分。
record-notes = 记录：优势、改进机会、核实情况
record-points = { $points } 分
