public import CaravanProtocol

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The machine's wall clock.
public struct SystemClock: Clock {
    /// The machine's wall clock.
    public init() {}

    /// `CLOCK_REALTIME`, cut to microseconds.
    public func now() -> Instant {
        var time = timespec()
        // It cannot fail: the clock exists and the pointer is good.
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}
