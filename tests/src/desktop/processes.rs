//! Processes of a session, those included that D-Bus started on its behalf.

use std::fs;
use std::path::Path;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};

/// How long a process may take to be gone.
const FAREWELL: Timespec = Timespec { tv_sec: 5, tv_nsec: 0 };

/// Ids of the processes whose home folder is `home` and whose name begins with `prefix`. The kernel
/// keeps 15 characters of a name.
pub(super) fn living_in(home: &Path, prefix: &str) -> Vec<u32> {
    let home = format!("HOME={}", home.display());
    let entries = fs::read_dir("/proc").expect("Linux has /proc").flatten();
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    // A process may end while it is looked at: what can not be read is not there any more.
    ids.filter(|id| {
        fs::read_to_string(format!("/proc/{id}/comm")).is_ok_and(|name| name.starts_with(prefix))
            && fs::read(format!("/proc/{id}/environ"))
                .is_ok_and(|variables| variables.split(|byte| *byte == 0).any(|one| one == home.as_bytes()))
    })
    .collect()
}

/// Ends all of them, and waits until they are gone.
pub(super) fn end_all(home: &Path) {
    // It unmounts its folder when it is asked to end, not when it is killed.
    living_in(home, "xdg-document-po").into_iter().for_each(|id| end(id, Signal::TERM));
    loop {
        let living = living_in(home, "");
        if living.is_empty() {
            return;
        }
        living.into_iter().for_each(|id| end(id, Signal::KILL));
    }
}

fn end(id: u32, signal: Signal) {
    let pid = i32::try_from(id).ok().and_then(Pid::from_raw).expect("the kernel gave it");
    // Where any of it fails, the process has ended meanwhile.
    let Ok(process) = pidfd_open(pid, PidfdFlags::empty()) else { return };
    if pidfd_send_signal(&process, signal).is_ok() {
        let _ = poll(&mut [PollFd::new(&process, PollFlags::IN)], Some(&FAREWELL));
    }
}
