//! A process and all that it started: their memory and their processor time.

use std::collections::HashMap;
use std::fs;

/// Ids of the process `root` and of everything below it.
pub(crate) fn of(root: u32) -> Vec<u32> {
    let entries = fs::read_dir("/proc").expect("Linux has /proc").flatten();
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let parents: HashMap<u32, u32> = ids.filter_map(|id| Some((id, stat(id)?.first()?.parse().ok()?))).collect();
    let mut tree = vec![root];
    let mut next = 0;
    while let Some(&parent) = tree.get(next) {
        tree.extend(parents.iter().filter(|(_, of)| **of == parent).map(|(id, _)| *id));
        next += 1;
    }
    tree
}

/// Memory in bytes, where each page that several processes share counts in parts (PSS).
pub(crate) fn memory_bytes(tree: &[u32]) -> u64 {
    let kilobytes = tree.iter().filter_map(|id| {
        let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
        rollup.lines().find_map(|line| line.strip_prefix("Pss:")?.split_whitespace().next()?.parse::<u64>().ok())
    });
    kilobytes.sum::<u64>() * 1024
}

/// Processor time since their start, in ticks of the kernel, that of ended children included.
pub(crate) fn ticks(tree: &[u32]) -> u64 {
    let times = tree.iter().filter_map(|id| stat(*id));
    // utime, stime, cutime and cstime, counted from the parent's id.
    times.map(|fields| fields[10..14].iter().filter_map(|field| field.parse::<u64>().ok()).sum::<u64>()).sum()
}

/// Fields of `/proc/<id>/stat` from the fourth on, which is the parent's id; absent once it has ended.
fn stat(id: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name, in brackets, may contain anything.
    let (_, fields) = text.rsplit_once(") ")?;
    Some(fields.split_whitespace().skip(1).map(str::to_owned).collect())
}
