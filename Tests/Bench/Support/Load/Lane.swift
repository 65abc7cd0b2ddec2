import Glibc

/// A kept-alive connection to this machine with at most one request on its way.
package final class Lane {
    package let descriptor: Int32
    /// When the request on its way was due, by the monotonic clock.
    package private(set) var due: UInt64 = 0
    private var request: Request?
    private var buffer: UnsafeMutableRawBufferPointer
    private var filled = 0
    private var answer: AnswerHead?

    package init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        buffer = .allocate(byteCount: 65_536, alignment: 16)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw BenchError("127.0.0.1:\(port) cannot be reached") }
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    deinit {
        close(descriptor)
        buffer.deallocate()
    }

    /// Sends a request, which is short enough to go at once.
    package func send(_ request: Request, due: UInt64) throws {
        let count = request.bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, 0x4000) }
        guard count == request.bytes.count else { throw BenchError("a request cannot be sent: errno \(errno)") }
        self.request = request
        self.due = due
        filled = 0
        answer = nil
    }

    /// Reads what has come; answers whether the answer is whole. Throws where it is not the one that must come.
    package func receive() throws -> Bool {
        while true {
            if filled == buffer.count { grow() }
            let room = buffer.count - filled
            let count = recv(descriptor, buffer.baseAddress.map { $0 + filled }, room, 0)
            if count < 0, errno == EAGAIN { return false }
            guard count > 0 else { throw BenchError("the connection ended within an answer: errno \(errno)") }
            filled += count
            if answer == nil { answer = try AnswerHead.parse(UnsafeRawBufferPointer(buffer.prefix(filled).rebased)) }
            guard let answer, let request else { continue }
            if filled < answer.length + answer.bodyLength { continue }
            guard answer.status == request.status, filled == answer.length + answer.bodyLength,
                request.length ?? answer.bodyLength == answer.bodyLength
            else {
                throw BenchError(
                    "not the answer of \(request.status) with \(request.length ?? -1) bytes, after "
                        + "\(String(decoding: request.bytes.prefix(60), as: UTF8.self)): "
                        + String(decoding: buffer.prefix(min(filled, 600)), as: UTF8.self))
            }
            return true
        }
    }

    /// Waits until the answer is whole.
    package func waitForAnswer(seconds: Int32 = 30) throws {
        while try !receive() {
            var interest = pollfd(descriptor: descriptor)
            guard poll(&interest, 1, seconds * 1000) == 1 else { throw BenchError("no answer within \(seconds) s") }
        }
    }

    package var head: String { String(decoding: buffer.prefix(answer?.length ?? 0), as: UTF8.self) }
    package var body: [UInt8] { Array(buffer[(answer?.length ?? 0)..<filled]) }

    private func grow() {
        let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: buffer.count * 2, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
        buffer.deallocate()
        buffer = larger
    }
}

extension pollfd {
    /// Waits for something to read.
    package init(descriptor: Int32) { self.init(fd: descriptor, events: Int16(POLLIN), revents: 0) }
}

extension Slice<UnsafeMutableRawBufferPointer> {
    fileprivate var rebased: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(rebasing: self) }
}
