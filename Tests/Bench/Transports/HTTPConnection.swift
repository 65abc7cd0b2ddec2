import Foundation

/// A blocking connection to this machine that speaks just enough HTTP/1.1.
final class HTTPConnection {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw BenchError("127.0.0.1:\(port) cannot be reached") }
    }

    deinit { close(descriptor) }

    /// Sends a request and reads its answer; answers the body.
    @discardableResult
    func exchange(_ request: [UInt8]) throws -> [UInt8] {
        guard request.withUnsafeBytes({ send(descriptor, $0.baseAddress, $0.count, 0) }) == request.count else {
            throw BenchError("the request cannot be sent")
        }
        while true {
            if let end = endOfHead() {
                let head = String(decoding: buffer[..<end], as: UTF8.self)
                guard head.hasPrefix("HTTP/1.1 20") else { throw BenchError(String(head.prefix(200))) }
                let length = contentLength(head)
                while buffer.count < end + length { try receive() }
                let body = Array(buffer[end..<(end + length)])
                buffer.removeFirst(end + length)
                return body
            }
            try receive()
        }
    }

    private func endOfHead() -> Int? {
        guard buffer.count >= 4 else { return nil }
        for place in 0...(buffer.count - 4)
        where buffer[place] == 13 && buffer[place + 1] == 10 && buffer[place + 2] == 13 && buffer[place + 3] == 10 {
            return place + 4
        }
        return nil
    }

    private func contentLength(_ head: String) -> Int {
        for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix("content-length:") {
            return Int(line.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)) ?? 0
        }
        return 0
    }

    private func receive() throws {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { throw BenchError("the connection ended") }
        buffer.append(contentsOf: bytes[..<count])
    }
}
