import Glibc

/// What the machine can do at once.
enum Processors {
    /// As many readers as threads may read at once, so that none of them waits for another's; at least a few, for those
    /// that wait for the disk.
    static let readersWanted = min(256, max(4, sysconf(Int32(_SC_NPROCESSORS_ONLN)) + 2))
}
