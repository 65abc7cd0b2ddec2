#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The system calls on a file descriptor that stdio needs, repeated after `EINTR`. It owns nothing.
struct Descriptor: Sendable, Equatable {
    let number: Int32

    /// What a call that may not be able to go on at once has done.
    enum Moved: Equatable {
        case bytes(Int)
        /// Nothing now (`EAGAIN`): poll first.
        case wouldBlock
        /// The other side is gone (`EPIPE`, `ECONNRESET`).
        case gone
    }

    /// Reads at most as much as the buffer holds; no bytes are the end of the input.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(StdioError) -> Moved {
        try moved("read", systemRead(number, buffer.baseAddress, buffer.count))
    }

    /// Writes as much as it takes now.
    func write(_ bytes: UnsafeRawBufferPointer) throws(StdioError) -> Moved {
        try moved("write", systemWrite(number, bytes.baseAddress, bytes.count))
    }

    private func moved(_ name: String, _ call: @autoclosure () -> Int) throws(StdioError) -> Moved {
        while true {
            let count = call()
            if count >= 0 { return .bytes(count) }
            switch errno {
            case EINTR: continue
            case EAGAIN, EWOULDBLOCK: return .wouldBlock
            case EPIPE, ECONNRESET: return .gone
            default: throw .system(call: name, number: errno)
            }
        }
    }

    /// Whether it is a regular file, which is always ready and never blocks for long.
    var isRegularFile: Bool {
        var facts = stat()
        return fstat(number, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    }

    /// A copy that child processes do not get, with a number that is none of the standard ones.
    func duplicated() throws(StdioError) -> Descriptor {
        try Self.checked("fcntl", fcntl(number, F_DUPFD_CLOEXEC, 3))
    }

    /// Makes this number stand for what the other one does.
    func become(_ other: Descriptor) throws(StdioError) {
        _ = try Self.checked("dup2", dup2(other.number, number))
    }

    func close() {
        _ = systemClose(number)
    }

    /// The device that is empty to read and takes everything written.
    static func openNull() throws(StdioError) -> Descriptor {
        try checked("open", open("/dev/null", O_RDWR | O_CLOEXEC))
    }

    /// A pipe that does not block and that child processes do not get.
    static func pipe() throws(StdioError) -> (reading: Descriptor, writing: Descriptor) {
        var numbers: [Int32] = [-1, -1]
        _ = try checked("pipe", systemPipe(&numbers))
        for number in numbers {
            _ = fcntl(number, F_SETFD, FD_CLOEXEC)
            _ = fcntl(number, F_SETFL, O_NONBLOCK)
        }
        return (Descriptor(number: numbers[0]), Descriptor(number: numbers[1]))
    }

    private static func checked(_ name: String, _ call: @autoclosure () -> Int32) throws(StdioError) -> Descriptor {
        while true {
            let number = call()
            if number >= 0 { return Descriptor(number: number) }
            guard errno == EINTR else { throw .system(call: name, number: errno) }
        }
    }

    static func message(of number: Int32) -> String {
        strerror(number).map { String(cString: $0) } ?? "error \(number)"
    }
}

// The system's names, which the members above would hide.
private func systemRead(_ number: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(number, buffer, count)
}

private func systemWrite(_ number: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(number, buffer, count)
}

private func systemClose(_ number: Int32) -> Int32 { close(number) }
private func systemPipe(_ numbers: UnsafeMutablePointer<Int32>) -> Int32 { pipe(numbers) }
