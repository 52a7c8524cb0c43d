### 问题有多严重，在哪里。

severity-error = 错误
severity-warning = 提醒
place-file = 整个文件
more-problems = 还有 { $count } 个问题没有列出。
