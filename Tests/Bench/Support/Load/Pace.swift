import CLinux
import Glibc

/// A timer that is ready to be read at fixed times.
package final class Pace {
    package let descriptor: Int32

    /// - Parameters:
    ///   - start: the first time, by ``Monotonic``.
    ///   - interval: in nanoseconds.
    package init(from start: UInt64, every interval: UInt64) throws {
        descriptor = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_NONBLOCK))
        var times = itimerspec(
            it_interval: timespec(nanoseconds: interval), it_value: timespec(nanoseconds: start))
        guard descriptor >= 0, timerfd_settime(descriptor, Int32(TFD_TIMER_ABSTIME), &times, nil) == 0 else {
            throw BenchError("timerfd: errno \(errno)")
        }
    }

    deinit { close(descriptor) }

    /// Makes it wait for its next time.
    package func drain() {
        var expirations: UInt64 = 0
        _ = read(descriptor, &expirations, 8)
    }
}

extension timespec {
    fileprivate init(nanoseconds: UInt64) {
        self.init(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }
}
