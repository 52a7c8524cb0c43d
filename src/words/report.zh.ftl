### 总分、汇总和排序的输出。

rounding-half-up = 四舍五入
rounding-half-even = 四舍六入五成双
rounding-line = 输出时按「{ $rule }」保留 { $decimals } 位小数；排序用未舍入的精确值。
total = 总分
shared-rank = 并列
column-score = 得分
column-exact = 精确值
column-min = 最低
column-max = 最高
column-spread = 极差
column-applicant = 申报组织
column-stage = 阶段
column-sheets = 评分表份数
column-rank = 名次
column-shared = 并列
scored-of = 已评 { $scored }/{ $clauses }
column-reason = 不排名的原因
column-rule = 汇总规则
column-rounding = 舍入
column-notice = 说明
rule-per-clause = { $rule }（按各条款的得分率）
rounding-short = { $rule }，保留 { $decimals } 位小数
