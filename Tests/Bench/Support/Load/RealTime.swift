import Glibc

/// Lets the calling thread run as soon as it has something to do, as if it had a machine of its own: else a generator that
/// waits for a processor beside busy servers measures itself. Where that is not allowed, it stays as it is; how late
/// requests were sent tells.
package enum RealTime {
    package static func run<R>(_ body: () throws -> R) rethrows -> R {
        var (policy, before) = (Int32(0), sched_param())
        pthread_getschedparam(pthread_self(), &policy, &before)
        var first = sched_param(sched_priority: 1)
        pthread_setschedparam(pthread_self(), SCHED_FIFO, &first)
        defer { pthread_setschedparam(pthread_self(), policy, &before) }
        return try body()
    }
}
