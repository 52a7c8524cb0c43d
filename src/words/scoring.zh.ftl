### 几份评分表合在一起。

rule-mean = 平均
rule-median = 中位数
rule-trimmed = 去掉一个最高和一个最低后平均
rule-trimmed-two = 去掉两个最高和两个最低后平均
fault-no-sheets = 没有评分表。
fault-other-applicant = 申报组织不同：这份是「{ $found }」，前面的是「{ $wanted }」。请分开汇总。
fault-other-stage = 阶段不同。材料评审和现场评审不能合并，请分开汇总。
fault-second-sheet = 评审员「{ $assessor }」在这个阶段已有一份评分表。每人每阶段只算一份；如要更换，请先移除前一份。
fault-few-sheets = 只有 { $count } 份评分表；第十二条要求专家评审组不少于 3 人。
fault-too-few-for-rule = 「{ $rule }」至少要 { $least } 份评分表，现在是 { $count } 份。请改用平均或中位数。
