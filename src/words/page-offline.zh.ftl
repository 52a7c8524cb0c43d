### 页面：离线与新版本。

offline-ready = 不联网也能打开：本页的程序文件已经齐全地放在这个浏览器里。清除浏览器数据时会一起清除。
offline-preparing = 正在为不联网时打开做准备，请先保持联网。
offline-failed = 现在不联网还打不开本页：程序文件没有取全，或浏览器不允许。下次联网打开时会再试，其他功能照常。
offline-insecure = 不联网时打不开本页：浏览器只准许 https 地址的网页离线打开，这个地址不是。其他功能照常。
offline-unsupported = 不联网时打不开本页：这个浏览器不支持，或设置不允许。其他功能照常。
newer-waits = 有新版本。更新之前，现在的版本照常工作。
newer-take = 更新到新版本
newer-taken = 新版本已经启用。这一页还是原来的版本，照常工作，重新载入后更新。
newer-load = 重新载入
newer-later = 以后再说
newer-not-written = 没有更新：还有内容没有写入本浏览器或没有导出。请先导出，再更新。
