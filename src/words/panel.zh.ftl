### 收下评分表：结论和问题。

fault-second-self = 这个申报组织已有一份自我评价。如要更换，请先移除前一份。
fault-other-application = 评的不是同一份申报材料：这份对应 { $found }，前面的对应 { $wanted }。请向评审员核实。
verdict-accepted = 已接收
verdict-same-again = 重复导入
verdict-altered = 被改动
verdict-other-rubric = 评定标准不同
verdict-newer = 版本较新
verdict-not-ours = 不是本工作台的文件
verdict-unreadable = 读不出来
verdict-over-limit = 太大
verdict-second-sheet = 同一评审员的第二份
verdict-other-application = 申报材料不同
verdict-invalid = 内容有误
