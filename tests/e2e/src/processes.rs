//! The processes below one of ours, ended all at once, as a machine that fails ends them.

use std::fs;
use std::process::Command;

/// Ends a process and all that it has started. Nothing is asked, and nothing is flushed.
pub(crate) fn kill_family(ancestor: u32) {
    let parents = parents();
    let mut family = vec![ancestor];
    let mut next = 0;
    while let Some(parent) = family.get(next).copied() {
        family.extend(
            parents
                .iter()
                .filter(|(_, of)| *of == parent)
                .map(|(child, _)| *child),
        );
        next += 1;
    }
    // Parents stand before their children, so that nobody sees a child go.
    let ids = family.iter().map(u32::to_string);
    // What has ended by itself meanwhile cannot be ended any more.
    drop(Command::new("kill").arg("-KILL").args(ids).output());
}

/// Every process with its parent.
fn parents() -> Vec<(u32, u32)> {
    let Ok(all) = fs::read_dir("/proc") else {
        return told_by_ps();
    };
    let ids = all
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter_map(|id: u32| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // The name stands in parentheses and may hold anything; state and parent follow it.
        let parent = stat.rsplit_once(')')?.1.split_whitespace().nth(1)?;
        Some((id, parent.parse().ok()?))
    })
    .collect()
}

fn told_by_ps() -> Vec<(u32, u32)> {
    let told = Command::new("ps")
        .args(["-A", "-o", "pid=,ppid="])
        .output()
        .expect("ps");
    let lines = String::from_utf8_lossy(&told.stdout).into_owned();
    let numbers = lines.lines().filter_map(|line| {
        let mut numbers = line.split_whitespace().map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    });
    numbers.collect()
}
