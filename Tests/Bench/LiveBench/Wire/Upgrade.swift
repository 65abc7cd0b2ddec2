import BenchSupport

/// The request that makes a connection a WebSocket, and its answer.
enum Upgrade {
    // The key and the answer of RFC 6455's own example.
    private static let accept = Array("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=".utf8)
    private static let end = Array("\r\n\r\n".utf8)

    static func request(_ target: (path: String, fields: [String])) -> [UInt8] {
        let lines = [
            "GET \(target.path) HTTP/1.1", "Host: 127.0.0.1", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
        ]
        return Array(((lines + target.fields).joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// Where the frames begin; `nil` while the answer is not whole. Throws where it is another.
    static func end(of bytes: UnsafeRawBufferPointer) throws -> Int? {
        guard let end = bytes.end(of: end) else { return nil }
        let head = UnsafeRawBufferPointer(rebasing: bytes[..<end])
        guard head.starts(with: "HTTP/1.1 101".utf8), head.contains(accept) else {
            throw BenchError("no upgrade: \(String(decoding: bytes.prefix(600), as: UTF8.self))")
        }
        return end
    }
}
