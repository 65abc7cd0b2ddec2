#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A thread of its own for work that waits in system calls and so may not stand on a thread of the Swift runtime.
enum ReaderThread {
    /// Enough for the deepest JSON in a debug build, whatever the system's default (musl: 128 KiB).
    private static let stackBytes = 8 * 1024 * 1024

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Runs `body` on a new thread, where writing into a closed pipe is an error and no signal.
    static func start(_ body: @escaping @Sendable () -> Void) throws(StdioError) {
        let work = Unmanaged.passRetained(Work(body))
        let number = create(work.toOpaque())
        guard number == 0 else {
            work.release()
            throw .system(call: "pthread_create", number: number)
        }
    }

    private static func create(_ work: UnsafeMutableRawPointer) -> Int32 {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, stackBytes)
        pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let number = pthread_create(&thread, &attributes, readerThreadMain, work)
        pthread_attr_destroy(&attributes)
        return number
    }

    fileprivate static func perform(_ work: UnsafeMutableRawPointer) {
        // SIGPIPE goes to the thread that wrote, so blocking it here leaves the rest of the process alone.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
    }
}

// Functions of their own: a closure in their place crashes the compiler (Swift 6.3.1, SendNonSendable).
#if canImport(Darwin)
    private func readerThreadMain(_ work: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        ReaderThread.perform(work)
        return nil
    }
#else
    private func readerThreadMain(_ work: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        if let work { ReaderThread.perform(work) }
        return nil
    }
#endif
