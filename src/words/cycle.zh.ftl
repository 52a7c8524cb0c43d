### 届、专家库、名册、评审报告的文件里的问题。

fault-days-reversed = 申报截止日早于起始日。请改正日期。
fault-holiday-and-workday = { $day } 既列为休息日，又列为工作日。请只留一处。
fault-setting-out-of-range = 「{ $setting }」的值不能成立，可以是：{ $allowed }。请改正。
fault-id-twice = 编号「{ $id }」出现了两次。每个编号只能有一个。
fault-no-members = 评委会没有委员（第八条）。请列出委员。
fault-no-year = 证书「{ $certificate }」没有获奖年度（第三十四条）。请补上。
fault-check-digit = 「{ $id }」的校验码与前面各位不符。请核对是不是抄错了；确实如此的，可以保留。
fault-revision-without-reason = 第 { $revision } 版评审报告没有写修订理由。请补写理由后重新导出。
fault-material-report = 材料评审报告不写依据的材料评审报告，现场评审报告必须写。请改正后重新导出。
fault-many-themes = 关键主题有 { $found } 项，最多写 { $max } 项。请合并或者删去一部分。
fault-recommendation-after-visit = 现场评审报告不写是否建议进入现场评审，那是材料评审报告的内容。请删去后重新导出。
fault-no-visit-without-reason = 建议不进入现场评审要写理由（我们的规定）。请补写。
fault-no-name = 没有写申报组织的名称（第二十二条）。请补写。
fault-claimed-article = 第 { $article } 条不在申报表的回答之列，或者回答了两次。请改正。
fault-not-declared = 承诺声明没有签署日期（第二十二条）。请申报组织签署。
fault-due-before = 提交期限早于下达日期。请改正。
fault-not-on-panel = 评审员「{ $id }」不是这个评审组的成员（第十二条）。请核对。
fault-plan-days = 现场评审的日期颠倒，或者有一项安排不在评审日期内、结束不晚于开始。请改正。
fault-nobody-visits = 这项安排没有评审员参加（第十三条）。请写明由谁负责。

recommended-visit = 建议进入现场评审
recommended-no-visit = 建议不进入现场评审：{ $reason }
fault-scored-and-not-applicable = 条款既有分值，又写明不适用。请只留其中一个。
fault-withdrawn-before = 奖项「{ $certificate }」的撤销日期早于获奖日期（第三十一条）。请核对这两个日期。
