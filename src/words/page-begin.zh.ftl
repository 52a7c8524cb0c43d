### 页面：新建。

new-self-title = 开始自我评价
new-self-lead = 只需一个名称就可以开始，其他内容随时可改。
new-self-action = 开始评分
applicant-label = 申报组织
applicant-hint = 填写组织全称。
rubric-label = 评定标准
rubric-hint = 打开过的评定标准文件也会列在这里。
rubric-still-loading = 评定标准还在载入，请稍候再试。
new-review-title = 开始评审
new-review-lead = 请打开秘书处发来的申报文件。
new-review-action = 开始评分
review-drop = 把申报文件（JSON）拖到这里。
review-open = 选择申报文件
review-other = 换一份文件
scores-hidden = 申报组织的自评分不显示，以保证独立评分。
stage-label = 评审阶段
stage-material-hint = 依据申报材料
stage-site-hint = 依据现场核实；排序只看这个阶段
assessor-label = 评审员
writer-label = 填写人（可不填）
file-label = 文件
fingerprint-label = 指纹
own-application-text = 这是您自己组织的申报文件？可以在这台电脑上接着填写，自评分会一并打开。
own-application-action = 接着填写这份申报
