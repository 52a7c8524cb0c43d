### 表格。

column-code = 编号
column-name = 名称
column-kind = 类别
column-points = 分值
column-method = 方法
column-requirement = 要求
column-look-at = 看点
column-percent = 百分比
place-row = 第 { $row } 行
place-row-column = 第 { $row } 行「{ $column }」列
place-header = 表头「{ $column }」列
fault-unreadable-table = 表格读不出来（{ $detail }）。请在电子表格中另存为 CSV。
fault-missing-column = 缺少「{ $column }」列。请在表头补上这一列。
fault-repeated-column = 「{ $column }」列出现了两次。请只留一列。
fault-unknown-column = 不认识「{ $column }」列，已跳过。认识的列：{ $known }。
fault-no-rows = 只有表头，没有内容。请至少写一行。
fault-extra-cells = 这一行的格子比表头多。请检查是否有多余的逗号，或把含逗号的文字放进引号。
fault-bad-code = 编号「{ $found }」写法不对。编号由字母或数字组成，各段用点分开，最多 16 段。
fault-missing-parent = 缺少上级 { $parent } 的一行。请补上这一行，分值可以不填。
fault-unknown-kind = 类别「{ $found }」不认识。请写 enabler、result、方法类或结果类。
fault-fractional-points = 分值「{ $found }」不是整数。请写整数。
fault-percent-contradicts = 百分比 { $found } 与各分项算出的 { $computed } 不一致。请清空百分比，或改正分项。
fault-open-quote = 引号没有合上，后面的内容都成了这一格。请补上引号，或把多余的引号去掉。
