import CLinux
import Glibc

/// The clock that never jumps, in nanoseconds.
package enum Monotonic {
    package static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    package static func nanoseconds(_ seconds: Double) -> UInt64 { UInt64(seconds * 1e9) }
}
