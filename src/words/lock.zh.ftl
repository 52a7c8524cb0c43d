### 草稿的锁。

fault-short-passphrase = 口令太短（{ $count } 个字符）。请至少写 { $min } 个，用一句自己记得住的话。
fault-wrong-passphrase = 口令不对。请再试一次；没有口令，谁也打不开这份草稿。
fault-damaged-lock = 锁的记录已损坏，任何口令都打不开。请从导出的文件继续。
fault-newer-lock = 由更新的版本加锁（锁的版本 { $found }，本版本认识到 { $known }）。请更新本工作台后再打开，草稿没有问题。
fault-unknown-derivation = 锁用的「{ $found }」本版本不认识。请用给它加锁的版本打开。
fault-lock-cost = 锁要求的运算量不在界限内（内存 { $memory } KiB，{ $passes } 遍，{ $lanes } 路），所以没有去算。锁的记录可能被改动过；请从导出的文件继续。
fault-lock-memory = 内存不够，还打不开锁（需要 { $memory } KiB）。请关掉别的页面再试，草稿没有问题。
fault-not-encrypted = 草稿加了锁，这段文字却没有加锁。请核对它是不是自己写的，再重新加锁。
fault-damaged-text = 这段加了锁的文字已损坏，或者被移动过，打不开。请从较早的版本或导出的文件找回。
