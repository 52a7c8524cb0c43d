### 页面：帮助。

help-title = 帮助与快捷键
help-intro = 所有操作都有按钮，也有按键。数字键在档位一栏里有效。
help-data = 内容只写在这台电脑的这个浏览器里，不会上传。要交给别人或换电脑，请用「总览与导出」导出文件。
key-band = 选择第几档，并转到得分率
key-step = 在得分率里：档位内的上一个、下一个值；还没有填时 ↑ 给最低值，↓ 给最高值
key-enter = 在得分率里：确认并转到下一条未评的条款
key-gap = 转到下一条未评的条款
key-next = 下一条，留在同一栏
key-previous = 上一条，留在同一栏
key-undo = 撤销一步
key-redo = 重做一步
key-overview = 打开总览与导出
key-help = 打开这份帮助
