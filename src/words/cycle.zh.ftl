### 届、专家库、名册、评审报告的文件里的问题。

fault-days-reversed = 申报截止日早于起始日。请改正日期。
fault-holiday-and-workday = { $day } 既列为休息日，又列为工作日。请只留一处。
fault-setting-out-of-range = 设置「{ $setting }」的值不能成立。请改为允许的值。
fault-id-twice = 编号「{ $id }」出现了两次。每个编号只能有一个。
fault-no-members = 评委会没有委员（第八条）。请列出委员。
fault-no-year = 证书「{ $certificate }」没有获奖年度（第三十四条）。请补上。
fault-check-sign = 「{ $id }」的校验码与前面各位不符。请核对是不是抄错了；确实如此的，可以保留。
fault-revision-without-reason = 第 { $revision } 版评审报告没有写修订理由。请补写理由后重新导出。
fault-material-report = 材料评审报告不写依据的材料评审报告，现场评审报告必须写。请改正后重新导出。
