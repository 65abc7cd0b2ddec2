import Glibc

/// A connection to a server on this machine, for what a well-behaved client would not send.
public final class HTTPConnection {
    private let descriptor: Int32
    private var received: [UInt8] = []

    public init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: 60, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let code = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard code == 0 else {
            close(descriptor)
            throw ProgramFailure("port \(port): \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    public func send(_ text: String) throws { try send(Array(text.utf8)) }

    /// Sends all bytes, or throws when the server has closed the connection.
    public func send(_ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw ProgramFailure("cannot send: \(String(cString: strerror(errno)))") }
            start += count
        }
    }

    /// Says that nothing more comes.
    public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next answer, interim ones (1xx) included.
    public func receive(isHead: Bool = false) throws -> HTTPAnswer {
        let blank = Array("\r\n\r\n".utf8)
        var end = received.firstRange(of: blank)
        while end == nil {
            guard try receiveMore() else {
                throw ProgramFailure("no answer, only: \(String(decoding: received, as: UTF8.self))")
            }
            end = received.firstRange(of: blank)
        }
        guard let end else { throw ProgramFailure("no answer") }
        let lines = String(decoding: received[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n")
        received.removeSubrange(..<end.upperBound)
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            fields[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let length = isHead ? 0 : fields["content-length"].flatMap { Int($0) } ?? 0
        while received.count < length, try receiveMore() {}
        let body = Array(received.prefix(length))
        received.removeFirst(body.count)
        let words = lines.first?.split(separator: " ") ?? []
        return HTTPAnswer(status: words.count > 1 ? Int(words[1]) ?? 0 : 0, fields: fields, body: body)
    }

    /// Whether the server has closed the connection; waits for it.
    public func isClosed() throws -> Bool { try !receiveMore() }

    private func receiveMore() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count >= 0 else {
            if errno == ECONNRESET { return false }
            throw ProgramFailure("cannot receive: \(String(cString: strerror(errno)))")
        }
        received += buffer[..<count]
        return count > 0
    }
}
