### 页面：总览。

rounding-label = 舍入
printed-label = 日期
sources-title = 内容来源与许可
people-title = 名称与人员
overview-label = 组织概述
overview-hint = 职责、服务对象、规模、关键流程与环境。
overall-label = 综合评价
overall-hint = 逐条评分之后，用文字作出总的判断（第二十条）。
clauses-title = 各条款得分
export-title = 检查与导出
export-application-text = 导出的申报文件包含全部文字、证明材料清单和自评分。没有评完也可以先导出，换一台电脑接着填。
export-sheet-text = 逐条评完并写好综合评价后导出评分表，交给秘书处。
export-application = 导出申报文件
export-sheet = 导出评分表
export-blocked = 还不能导出，请先处理以下各项：
export-warnings = { $count } 条提醒
print-action = 打印
signature-label = 签名：
date-label = 日期：
applicant-from-file = 以申报文件为准
applicant-differs = 这份草稿写的是「{ $written }」，申报文件写的是「{ $name }」。一份申报只能用一个名称，否则会被当成两个申报组织。
applicant-take-from-file = 改用申报文件里的名称
submission-label = 提交记录
correction-label = 更正理由
