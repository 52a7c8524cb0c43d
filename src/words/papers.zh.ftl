### 一届评定的公文：名称、标题、套语、列名，以及还缺什么。

## 公文：各件的名称。

paper-name-announcement = 申报通知
paper-name-receipt = 受理回执
paper-name-supplement = 补正通知
paper-name-consultation = 征求意见函
paper-name-qualification = 资格名单
paper-name-assignment = 评审任务书
paper-name-material-report = 材料评审报告
paper-name-visit-list = 现场评审名单
paper-name-visit-plan = 现场评审工作计划
paper-name-site-report = 现场评审报告
paper-name-feedback = 反馈报告
paper-name-ranking = 得分汇总与排序表
paper-name-minutes = 会议纪要
paper-name-public-notice = 公示稿
paper-name-request = 请示稿
paper-name-register = 获奖名册

## 公文：各件共用的话。

paper-day = { $year }年{ $month }月{ $day }日
paper-day-blank = ＿＿＿＿年＿＿月＿＿日
paper-moment = { $day }{ $time }
paper-blank = ＿＿＿＿
paper-seal = （盖章）
paper-signs = { $name }　签字：{ $room }　日期：{ $room }
paper-attachments = 附件
paper-annex = 附件{ $number }
paper-notes = 以下供办理人员参考，不属于正文
paper-secretariat = { $award }评定工作委员会秘书处
paper-committee = { $award }评定工作委员会
paper-rules = 《{ $award }评定管理办法》
paper-form = 《{ $award }申报表》
paper-rubric = 《{ $title }》（版本{ $version }）
paper-number = 发文字号
paper-issuer = 签发人
paper-public = 此件公开发布
paper-contact-person = 联系人
paper-contact-phone = 联系电话
paper-contact-mail = 电子邮箱
paper-where = 受理地点
paper-address = 通信地址
paper-date = 日期
paper-none = 无。
paper-none-word = 无
paper-cycle = 届
paper-applicant = 申报组织
paper-organisation-id = 统一社会信用代码
paper-application-id = 申报编号
paper-stage = 评审阶段
paper-panel = 评审组编号
paper-organisation-local = 无（秘书处编号：{ $name }）
paper-persons = { $count }人
paper-rounding = { $rule }，保留{ $decimals }位小数
paper-panel-organ = 专家评审组（{ $panel }）
paper-rubric-label = 评定标准
paper-due = 提交期限
paper-revision = 版本
paper-revision-text = 第{ $revision }版
paper-head = 案卷日志散列值
paper-figures = 数字指纹
paper-clerk = 经办人
paper-checked-by = 审核人
paper-recomputed-by = 复核人
paper-leader-signs = 组长
paper-article = { $article ->
    [6] 第六条
    [15] 第十五条
    [16] 第十六条
    [22] 第二十二条
   *[other] 第{ $article }条
}
paper-article-item = { $number }第（{ $item ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
   *[5] 五
}）项
paper-rule-consensus = 合议
paper-role-leader = 组长
paper-role-trade = 行业专家
paper-role-member = 评审员
paper-class-first = 首次
paper-class-repeat = 再次
paper-state-withdrawn = 已撤回
paper-see-reason = 见理由
paper-setting-changed = 评审开始后，经评委会批准（第九条第（三）项），变更了{ $setting }：{ $reason }。
paper-kind-department = 区政府工作部门
paper-kind-affiliated = 直属事务（业）单位
paper-kind-subdistrict = 派出机构（街道办事处）
paper-kind-stationed = 驻区政府职能部门
paper-kind-medical = 政府投资的医疗卫生机构
paper-kind-education = 政府投资的教育机构
paper-kind-utility = 城市供水、供电企业
paper-kind-transport = 公共交通企业
paper-kind-other = 其他由政府投资提供公共服务的组织
paper-note-blanks = 空白处由经办人、签字人手工填写；发文字号、签发人、印章按公文程序办理。
paper-note-head = 本件依据案卷日志第1条至第{ $seq }条，散列值{ $head }。

## 公文：表格的列。

paper-column-number = 序号
paper-column-step = 环节
paper-column-planned = 计划时间
paper-column-material = 材料名称
paper-column-copies = 份数
paper-column-remarks = 备注
paper-column-supplement = 缺少或者需要补正的材料
paper-column-standard = 应当符合的要求
paper-column-applicant = 申报组织
paper-column-organisation = 组织名称
paper-column-organisation-id = 统一社会信用代码
paper-column-application = 申报编号
paper-column-event = 有无第十六条情形
paper-column-facts = 具体情况
paper-column-opinion = 意见
paper-column-kind = 组织类别
paper-column-opinions = 意见回收情况
paper-column-article = 依据条款
paper-column-reason = 理由
paper-column-state = 情况
paper-column-name = 姓名
paper-column-id = 编号
paper-column-role = 角色
paper-column-judges = 参加评审的评审员
paper-column-sheet = 评分表指纹（前12位）
paper-column-clause = 条款
paper-column-clause-name = 名称
paper-column-points = 分值
paper-column-percent = 百分比
paper-column-score = 得分
paper-column-material-percent = 材料评审
paper-column-site-percent = 现场评审
paper-column-issue = 需核实或者澄清的事项
paper-column-source = 来源
paper-column-outcome = 核实结论
paper-column-clauses = 负责条款
paper-column-method = 核实方式
paper-column-assessor = 评审员
paper-column-visited = 受访部门
paper-column-time = 时间
paper-column-content = 内容
paper-column-award = 拟授奖项
paper-column-material-total = 材料总分
paper-column-site-total = 现场总分
paper-column-rank = 名次
paper-column-unranked = 未排名的原因
paper-column-candidate = 候选组织
paper-column-entitled = 应投
paper-column-handed-out = 发出
paper-column-handed-in = 收回
paper-column-valid = 有效
paper-column-for = 赞成
paper-column-against = 反对
paper-column-abstained = 弃权及无效
paper-column-recused = 回避
paper-column-result = 结果
paper-column-class = 类别
paper-column-vote = 表决
paper-column-certificate = 证书编号
paper-column-cycle = 届
paper-column-year = 获奖年度
paper-column-document = 决定文号
paper-column-decided = 决定日期
paper-column-sheet-total = 评审员{ $number }

## 申报通知。

paper-word-circular = 通知
paper-word-proclamation = 公告
paper-word-notice = 通告
paper-announcement-title = 关于申报{ $title }的{ $word }
paper-all-bodies = 各有关单位
paper-announcement-intro = 根据{ $rules }，现将{ $title }（{ $year }年度）申报工作有关事项{ $word }如下。
paper-announcement-award = { $award }是本区公共服务领域的最高质量荣誉。申报坚持自愿原则，评定工作不向申报组织收取任何费用。
paper-announcement-time = 申报时间
paper-announcement-net = 电子材料
paper-announcement-paper = 纸质材料
paper-announcement-hours = 办公时间
paper-announcement-net-time = 自{ $first }起，至{ $last }24时止
paper-announcement-paper-time = 自{ $first }至{ $last }，工作日办公时间内送达
paper-announcement-late = 以秘书处收到的时间为准，逾期不予受理。
paper-announcement-conditions = 申报条件
paper-announcement-must = 申报组织必须同时具备下列基本条件（第十五条）：
paper-condition-operation = 在本区行政区域内依法设立，正常运作{ $years }年以上。
paper-condition-excellence = 建立并实施卓越绩效模式，质量管理体系健全，管理绩效成绩显著。
paper-condition-credit = 具有良好的诚信记录和社会声誉。
paper-announcement-must-not = 凡有下列情形之一的，不得申报（第十六条，近{ $years }年）：
paper-exclusion-policy = 有违反国家相关政策行为的。
paper-exclusion-accident = 发生重大责任事故，或者发生重大有效投诉的。
paper-exclusion-fraud = 参加质量奖评定活动存在弄虚作假等违规行为的。
paper-exclusion-crime = 组织领导人员被追究刑事责任的。
paper-exclusion-law = 有其他严重违反法律法规行为的（不限年限）。
paper-announcement-reference = 年限计算至{ $reference }。曾获本奖的组织，上一次获奖满{ $waiting }年之后方可再次申报（第六条、第三十四条）。
paper-announcement-materials = 申报材料
paper-material-form = { $award }申报表（含承诺声明，签字并盖章）；
paper-material-overview = 组织概述（不超过3000字）；
paper-material-report = 对照评定标准逐条撰写的自评报告（含图表不超过30000字）；
paper-material-proofs = 有关证明材料及目录。
paper-announcement-copies = 电子材料1份，纸质材料一式5份。
paper-announcement-procedure = 评定程序及进度
paper-announcement-quota = 本届首次获奖组织原则上不超过{ $quota }家；再次获奖的组织不占名额。
paper-step-qualification = 资格审核（第二十三条）
paper-step-material = 材料评审（第二十四条）
paper-step-site = 现场评审（第二十五条）
paper-step-committee = 评委会全体会议审议表决（第二十六条）
paper-step-publicity = 公示（第二十七条）
paper-step-government = 区政府常务会议审定（第二十八条）
paper-announcement-reward = 奖励
paper-announcement-rewarded = 区政府对获奖组织给予表彰和奖励，以精神奖励为主，授予奖牌和证书（第二十九条、第三十五条）。
paper-announcement-remarks = 注意事项
paper-remark-truth = 申报材料应当真实。弄虚作假骗取荣誉的，撤销称号，收回奖牌、证书并通报批评（第三十一条）。
paper-remark-recommended = 各行业主管部门负责本系统的发动和推荐工作（第十四条）。
paper-remark-kept = 评审人员依法保守申报组织的秘密（第三十二条）。
paper-note-announcement = 办法未规定而由软件设定：默认称“通知”（可改称“公告”“通告”），字数限额，纸质材料份数，年限计算的基准日。

## 受理回执、补正通知、征求意见函、资格名单。

paper-receipt-title = 申报材料受理回执
paper-receipt-number = 受理编号
paper-received = 收到时间
paper-in-time = 是否按时
paper-received-in-time = 按时（申报截止日为{ $last }）
paper-received-supplement = 补正按时（补正期限为{ $due }）
paper-received-late = 逾期（申报截止日为{ $last }）
paper-fingerprint-short = 文件指纹（前12位）{ $digits }
paper-receipt-file = 申报文件（电子）
paper-receipt-form = 申报表（纸质）
paper-receipt-report = 组织概述和自评报告（纸质）
paper-receipt-proofs = 证明材料及目录（纸质）
paper-receipt-taken = 上述材料已收到并登记。受理不表示已通过资格审核。
paper-receipt-replaces = 上述材料已收到并登记，第{ $revision }版代替以前各版。受理不表示已通过资格审核。
paper-receipt-late-revision = 上述材料在期限之后收到，已登记留存，不作为评审依据；评审以第{ $revision }版为准（第二十二条）。
paper-receipt-late = 上述材料在申报截止日之后收到，已登记留存，不予参评（第二十二条）。
paper-signed-for = 签收人
paper-signed-for-at = 签收时间
paper-receipt-copies = 本回执一式两份，申报组织、秘书处各存一份
paper-note-receipt = 纸质材料的份数由经办人清点后填写；回执的格式由软件拟定。
paper-supplement-title = 申报材料补正通知
paper-supplement-intro = 你单位{ $title }申报材料（申报编号{ $application }）收悉。经按{ $rules }第二十二条、第二十三条审核，下列材料缺少或者需要补正：
paper-supplement-due = 请于{ $due }前（含当日）将补正材料送达秘书处。逾期未补正的，按期限内收到的材料审核。
paper-supplement-once = 以上为一次性告知的全部补正事项，不需要提供与申报无关的材料。
paper-note-supplement = 办法未规定而由软件设定：一次告知，收到材料后5个工作日内发出，5个工作日内答复。
paper-consultation-title = 关于征求{ $title }申报组织意见的函
paper-department-organisation = 区组织部门
paper-department-personnel = 区人事部门
paper-department-discipline = 区纪检监察部门
paper-department-other = 有关单位
paper-consultation-intro = 按照{ $rules }第二十三条，现就{ $title }{ $count }家申报组织征求你单位意见，名单见附件1。
paper-consultation-years = 请核查各组织近{ $years }年（计算至{ $reference }，此后至区政府审定前发生的也请告知）有无第十六条所列情形；该条第（五）项不限年限。
paper-consultation-due = 请于{ $due }前填写附件2，盖章后函复秘书处。届时未函复的，记为“未复”，不视为没有意见。
paper-consultation-close = 请予支持并函复。
paper-consultation-list = 申报组织名单
paper-consultation-reply = 征求意见回复表
paper-replying-office = 复函单位（盖章）
paper-head-signature = 负责人签字
paper-note-consultation = 每个部门一件。办法未规定而由软件设定：未函复的按“未复”显示，不视为同意。
paper-qualification-title = { $title }申报资格审核结果
paper-qualification-intro = 按照{ $rules }第二十三条，秘书处对申报条件和申报材料进行审核，并征求有关部门意见。登记申报{ $received }份，其中确认符合申报条件{ $confirmed }家，不予确认{ $refused }家，其他{ $others }份。
paper-qualification-confirmed = 确认符合申报条件的组织
paper-qualification-refused = 不予确认的组织
paper-qualification-others = 其他申报
paper-short-organisation = 组织
paper-short-personnel = 人事
paper-short-discipline = 纪检监察
paper-opinion-none = 无异议
paper-opinion-objection = 有异议
paper-opinion-unanswered = 未复
paper-opinion = { $department }{ $outcome }
paper-opinions-all = 三部门均{ $outcome }
paper-note-qualification = 本件为内部材料。组织类别（第二条）须由经办人按申报表填写；不予确认的，另函告知申报组织条款和理由。

## 评审任务书、评审报告、现场评审名单和工作计划。

paper-assignment-title = { $title }{ $stage }任务书
paper-assignment-to = 专家评审组（{ $panel }）各位评审员
paper-assignment-intro = 按照{ $rules }第十二条、第十三条，现请你组承担{ $title }{ $stage }任务。
paper-assignment-panel = 评审组成员
paper-assignment-applicants = 申报组织
paper-assignment-duties = 要求和纪律
paper-duty-alone = 对照评定标准逐条独立评分，写明优势和改进机会，按期提交评分表（第二十条）。
paper-duty-conflict = 阅卷前签署声明；与申报组织有利害关系的，立即报告秘书处并停止评审该组织。
paper-duty-secret = 依法保守申报组织的秘密，评审期间和评审之后均不得泄露（第三十二条）。
paper-duty-return = 评审结束后返还全部材料，删除电子文件。
paper-assignment-signed-for = 签收
paper-note-assignment = 本件不含申报组织的自评分和联系方式；任务书的格式由软件拟定。
paper-material-report-title = { $title }材料评审报告
paper-site-report-title = { $title }现场评审报告
paper-report-course = 评审概况
paper-report-members = 评审组成员{ $members }人，依据评分表{ $sheets }份；各条款结果的确定方式：{ $rule }。
paper-report-overall = 总体评价与关键主题
paper-report-clauses = 逐条评价
paper-report-issues = 需现场核实的事项
paper-report-outcomes = 核实事项的结论
paper-report-moved = 与材料评审的差异
paper-report-not-moved = 各条款结果与材料评审一致。
paper-report-dissent = 不同意见
paper-report-proposal = 建议
paper-report-visit = 评审组意见
paper-report-no-proposal = 本报告不提授奖建议；按现场评审得分排序、提出候选名单由秘书处办理（第二十六条）。
paper-signing-as = { $name }（{ $role }）
paper-not-applicable = 不适用：{ $reason }
paper-themes = 关键主题
paper-strengths = 优势
paper-areas = 改进机会
paper-comment-pages = { $text }（见{ $pages }）
paper-finding = 现场核实情况
paper-comment-source = { $name }第{ $number }条
paper-comment-see = 见{ $pages }
paper-comment-from = 来源：{ $sources }
paper-comment-about = 【{ $aspects }】{ $text }
paper-comment-beside = { $text }（{ $beside }）
paper-key-factors = 关键因素（评审员记录）
paper-issue-source = { $name }第{ $number }项
paper-issue-of-panel = 评审组提出
paper-issue-waived = 免予核实：{ $reason }
paper-note-report = 本件为内部材料。报告的格式由软件拟定；评分表以指纹指明，优势和改进机会汇总自各评分表，相同的只列一次，评审组合并的注明来源。
paper-visit-list-title = { $title }现场评审组织名单
paper-visit-list-intro = 按照{ $rules }第二十四条，{ $day }根据材料评审报告确定现场评审组织{ $count }家。入围规则：{ $rule }。
paper-visit-all = 资格确认且材料评审报告完整的全部进入
paper-visit-first = 材料评审名次在前{ $places }名的进入，末位并列的一并进入
paper-visit-at-least = 材料评审总分不低于{ $points }分的进入
paper-note-visit-list = 本件为内部材料。入围规则办法未作规定，由届的设置确定；名单按组织编号排列，不表示名次。
paper-visit-plan-title = { $title }现场评审工作计划
paper-visit-days = 现场评审日期
paper-visit-place = 地点
paper-visit-plan-kept = 计划执行情况
paper-visit-purpose = 目的和依据
paper-visit-basis = 按照{ $rules }第十三条、第二十五条，对{ $applicant }进行现场评审，核实申报材料，澄清材料评审中提出的事项。
paper-visit-panel = 评审组分工
paper-visit-timetable = 日程
paper-visit-opening = 首次会议：宣读计划，说明纪律，介绍情况
paper-visit-looking = 查阅资料、访谈、现场观察
paper-visit-consensus = 评审组合议
paper-visit-closing = 末次会议：通报评审情况，不公布得分
paper-visit-time = { $day }{ $begins }至{ $ends }
paper-visit-content = { $words }（{ $method }）
paper-visit-days-from-to = { $first }至{ $last }
paper-method-meeting = 会议
paper-method-documents = 查阅资料
paper-method-interview = 访谈
paper-method-observation = 现场观察
paper-visit-discipline = 纪律
paper-discipline-rules = 严格按照评审工作规范进行评审，保守申报组织的秘密（第三十二条）。
paper-discipline-gifts = 不接受宴请、礼品和其他影响公正评审的安排。
paper-discipline-scores = 不向申报组织透露评分和名次。
paper-visit-confirmed-by = 申报组织确认
paper-note-visit-plan = 日期、地点、分工和日程由组长填写；核实事项取自材料评审报告。

## 反馈报告。

paper-feedback-title = { $title }评审反馈报告
paper-feedback-intro = 感谢你单位参加{ $title }评定。现将评审组在{ $stage }中的主要意见反馈如下，供改进时参考。
paper-feedback-reading = 如何阅读
paper-feedback-bands = 各条款只列所在档位，不列得分；档位的含义见评定标准。
paper-feedback-comments = 优势是值得保持的做法，改进机会是评审组未见到证据或者可以做得更好之处。
paper-feedback-use = 建议先看总体评价，再选少数重点条款制定改进计划。
paper-feedback-clauses = 逐条反馈
paper-band = 档位
paper-note-feedback = 本件不含评审员姓名、准确得分和其他申报组织的情况。区政府审定之后方可发出（由软件设定）；文件名和文档属性中也不得写入评审员姓名。

## 得分汇总与排序表。

paper-ranking-title = { $title }得分汇总与排序表
paper-result-rule = 结果确定方式
paper-quota = 名额
paper-quota-text = 首次获奖组织{ $quota }家，再次获奖的不占名额
paper-ranking-ranked = 按现场评审得分排序
paper-ranking-unranked = 列入现场评审名单而未排名的组织
paper-ranking-ties = 得分相同的名次并列，不以材料总分或者其他方式区分；并列组织的先后不表示名次。
paper-rank-shared = { $rank }（并列）
paper-repeat-at-least = 得分不低于名额内末位
paper-repeat-below = 得分低于名额内末位
paper-no-report = 没有现场评审报告
paper-unfinished = 现场评审报告不完整：{ $lacking }
paper-computed-by = 计算人
paper-supervised-by = 监督人
paper-note-ranking = 本件为内部材料。评审员以代号列出；排序只用未舍入的现场评审结果，材料总分不参与排序。

## 会议纪要。

paper-minutes-title = { $committee }会议纪要
paper-minutes-time = 时间
paper-minutes-place = 地点
paper-minutes-chair = 主持人
paper-minutes-topic = 议题
paper-minutes-topic-text = 审议表决{ $title }获奖组织候选名单
paper-minutes-due = 应到委员
paper-minutes-present-count = 实到委员
paper-minutes-present = 出席
paper-minutes-absent = 未到会
paper-minutes-attending = 列席
paper-minutes-report = 听取汇报
paper-minutes-heard = 会议听取了秘书处关于评审结果的汇报，审议了{ $day }提出的候选名单，对{ $count }家候选组织进行表决。
paper-minutes-vote = 表决情况
paper-minutes-quorum = 全体委员{ $members }人，到会{ $present }人；法定人数为全体委员的{ $share }，{ $outcome }。
paper-quorum-reached = 已达到
paper-quorum-missed = 未达到
paper-majority-above = 赞成票超过到会且不回避委员的{ $share }为通过。
paper-majority-of-present = 赞成票达到到会委员的{ $share }为通过。
paper-minutes-recused = 表决{ $applicant }时，{ $who }回避。
paper-minutes-decided = 议定事项
paper-minutes-no-quorum = 到会委员不足法定人数，本次表决不产生结果，另行召开会议。
paper-minutes-nobody = 候选组织均未通过，本次会议不产生拟奖名单。
paper-minutes-passed = 会议确定下列{ $count }家组织为{ $title }拟奖组织，由秘书处按程序公示（排名不分先后）：
paper-minutes-scrutineer = 监票人
paper-minutes-teller = 计票人
paper-minutes-writer = 记录人
paper-note-minutes = 法定人数和多数由届的设置确定，办法未作规定。案卷日志只记未到会，是否请假由记录人核实；发出、收回、有效票数由计票人填写。

## 公示稿。

paper-public-notice-title = 关于{ $title }拟奖名单的公示
paper-public-notice-intro = 按照{ $rules }，经资格审核、材料评审、现场评审和评定工作委员会全体会议审议表决，确定下列{ $count }家组织为{ $title }（{ $year }年度）拟奖组织，现予公示。
paper-award-of-year = { $award }（{ $year }年度）
paper-public-notice-order = 排名不分先后。
paper-public-notice-period = 公示期自{ $first }至{ $last }，共{ $days }天。
paper-public-notice-objections = 任何单位和个人对公示名单有异议的，可以在公示期内以书面形式向秘书处提出，说明理由并提供证据。单位提出的应当加盖公章，个人提出的应当亲笔署真实姓名并留联系方式；匿名异议不予受理。
paper-public-notice-kept = 秘书处对异议人的身份予以保密。
paper-objections-to = 受理单位
paper-note-public-notice = 办法未规定而由软件设定：公示期天数，异议须实名或者盖章，名单按组织编号排列。组织类别按申报表填写；受理方式只写办公电话和地址，不写个人。

## 请示稿。

paper-request-title = 关于审定{ $title }拟奖名单的请示
paper-government = 区人民政府
paper-request-basis = 缘由和依据
paper-request-basis-text = { $title }评定工作已经完成公示。按照{ $rules }第二十八条，现将经公示的拟奖名单报请审定。
paper-request-course = 评定过程
paper-request-received = 申报受理：申报时间为{ $first }至{ $last }，登记申报{ $received }份，按时{ $in_time }份。
paper-request-qualified = 资格审核：经审核并征求有关部门意见，确认符合申报条件{ $count }家，其后撤回申报{ $withdrawn }家。
paper-request-visited = 材料评审和现场评审：{ $day }确定现场评审组织{ $count }家，由专家评审组独立评审并提交报告。
paper-request-proposed = 候选名单：秘书处按现场评审得分排序，{ $day }提出候选名单。
paper-request-session = 审议表决：{ $day }召开评委会全体会议，全体委员{ $members }人，到会{ $present }人，对{ $candidates }家候选组织表决，通过{ $passed }家。
paper-request-no-quorum = 审议表决：{ $day }召开评委会全体会议，全体委员{ $members }人，到会{ $present }人，不足法定人数，表决不产生结果。
paper-request-publicised = 公示：{ $first }至{ $last }向社会公示拟奖名单。
paper-request-no-objections = 异议：没有收到异议。
paper-request-objections = 异议：收到异议{ $all }件，其中实名或者盖章的{ $signed }件，匿名的{ $unsigned }件（只作登记）。
paper-objection = 对{ $about }的异议{ $outcome }。
paper-objection-procedure = 评定程序
paper-objection-open = 尚在核查
paper-objection-upheld = 经核查成立，该组织移出拟奖名单
paper-objection-dismissed = 经核查不成立
paper-request-list = 拟奖名单
paper-request-vote = 赞成{ $in_favour }票，应投{ $entitled }票
paper-request-waiting = 另有{ $names }的异议正在核查，待处理后另行报送。
paper-request-asks = 请求事项
paper-request-asks-text = 请将上述名单提交区政府常务会议审定，并以区政府名义对{ $title }获奖组织予以表彰。
paper-request-close = 妥否，请批示。
paper-request-publicity = 公示及异议处理情况说明
paper-note-request = 落款为秘书处所在部门，由发文单位填写；请示一文一事，只报一个主送机关。首次和再次按名册判断。

## 获奖名册。

paper-register-title = { $award }获奖名册
paper-award-valid = 有效
paper-award-withdrawn = 已撤销（{ $day }）
paper-register-unique = 证书编号不重复使用，已撤销的编号仍予保留（第三十五条）。对外宣传时应当注明获奖年度（第三十四条）。
paper-note-register = 以往各届按登记的名册列出，名册没有记载的决定文号和日期留空；类别按名册中更早的获奖判断。

## 公文：还缺什么。

missing-cycle = 案卷日志还没有开启本届，不能出具公文。请先登记开启本届。
missing-applicant = 这件公文针对一家申报组织，请用 --applicant 写明申报编号、组织编号或者名称。
missing-unknown-applicant = 找不到申报组织「{ $found }」，或者不止一家叫这个名称。请写申报编号。
missing-panel = 这件公文发给一个评审组，请用 --panel 写明评审组编号。
missing-unknown-panel = 找不到评审组「{ $found }」。请核对编号。
missing-unknown-notice = 找不到公示名单「{ $found }」。请核对编号。
missing-department = 征求意见函每个部门一件，请用 --department 写明部门。
missing-day = 公示期从公示次日起算，请用 --day 写明公示日期。
missing-day-before = 公文日期早于所述事项（{ $day }）。请核对 --day。
missing-other-day = 名单已于{ $day }公示，公示稿用当天的日期。请不要写 --day。
missing-file = 申报「{ $application }」没有留下任何文件（第二十二条），不能出具回执。
missing-supplement-asked = 没有登记要求申报「{ $application }」补正（第二十二条、第二十三条）。请先登记。
missing-applications = 还没有收到申报（第二十二条）。
missing-qualification = 申报「{ $application }」的资格还没有决定（第二十三条），名单不完整。请先登记决定。
missing-nothing-to-review = 评审组「{ $panel }」在这一阶段没有要评审的申报（第十二条）。
missing-report = 申报「{ $application }」没有{ $stage }报告（第二十四条、第二十五条）。请先收报告。
missing-unfinished = { $stage }报告不完整：{ $lacking }（{ $address }）。请补齐后再出具（第二十四条、第二十五条）。
unfinished-value = 条款{ $code }缺少合议值
unfinished-reason = 条款{ $code }缺少理由
unfinished-finding = 条款{ $code }缺少现场核实情况
unfinished-outcome = 第{ $number }项核实事项没有结论
unfinished-source-unknown = 第{ $number }项核实事项写明的来源在评分表中不存在
unfinished-source = 有评审员提出的核实事项没有并入报告
unfinished-comment-unknown = 条款{ $code }的评语写明的来源在评分表中不存在
unfinished-sheet = 有评审员没有提交评分表
unfinished-sheet-superseded = 所依据的评分表已被更正
unfinished-sheet-recused = 依据了不再参加评审（已回避或者已更换）的评审员的评分表
unfinished-sheet-named = 有评审员的评分表未列入依据
unfinished-panel-size = 评审组人数不足
unfinished-panel-leader = 评审组没有组长或者组长不止一名
unfinished-panel-trade = 评审组没有行业专家
unfinished-report-leader = 报告不是现任组长所写
unfinished-material = 所依据的材料评审报告已被更正
unfinished-rule = 评分少于汇总规则的要求（要 { $needed } 份，有 { $count } 份）
unfinished-other = { $address }
missing-sheet-words = 评分表 { $sheet } 的原文不在手边，不能引用。请补上原文件。
missing-visit-list = 现场评审名单还没有决定（第二十四条）。请先登记决定。
missing-not-visited = 申报「{ $application }」不在现场评审名单上，或者已经撤回（第二十四条）。
missing-names = 「{ $place }」的文字写到了“{ $word }”，是评审员或者其他申报组织，不能反馈（第三十二条）。请在更正后的评分表或报告里改写。
missing-file-name = 文件名写到了“{ $word }”，是评审员或者其他申报组织（第三十二条）。请换一个文件名。
missing-ranks = 还没有组织在现场评审中取得名次（第二十六条）。
missing-session = 评委会还没有开会表决（第二十六条）。请先登记会议。
missing-vote = 评委会还没有通过拟奖组织（第二十六条），不能公示（第二十七条）。
missing-publicity = 没有公示期满而可以报请审定的名单（第二十七条、第二十八条）。
missing-objection = 异议「{ $objection }」还没有处理（第二十七条），不能报请审定。
missing-decision = 区政府还没有审定（第二十八条），不能发出反馈报告。
missing-awards = 还没有登记任何奖项（第三十四条、第三十五条）。
