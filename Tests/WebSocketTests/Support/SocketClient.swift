import CaravanProtocol
import HTTPTestSupport
import NIOHTTP1
import Synchronization
import Testing

/// A WebSocket client down at the bytes.
final class SocketClient: Sendable {
    let raw: RawClient
    /// The frames that were found so far, and where the bytes behind them begin; 0 before the end of the handshake.
    private let found = Mutex<(frames: [Frame], end: Int)>(([], 0))

    init(raw: RawClient) {
        self.raw = raw
    }

    /// The example of RFC 6455, section 1.3.
    static let key = "dGhlIHNhbXBsZSBub25jZQ=="
    static let accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

    static func connect(
        port: Int, _ path: String, _ fields: [String: String?], line: String? = nil
    ) async throws -> SocketClient {
        let client = SocketClient(raw: try await RawClient.connect(port: port))
        client.raw.send(request(path, fields, line: line))
        return client
    }

    static func request(_ path: String, _ fields: [String: String?] = [:], line: String? = nil) -> String {
        var all: [String: String?] = [
            "Host": "localhost:80", "Upgrade": "websocket", "Connection": "keep-alive, Upgrade",
            "Sec-WebSocket-Key": key, "Sec-WebSocket-Version": "13",
        ]
        all.merge(fields) { $1 }
        let lines = all.compactMap { name, value in value.map { "\(name): \($0)\r\n" } }
        return (line ?? "GET \(path) HTTP/1.1") + "\r\n" + lines.joined() + "\r\n"
    }

    // MARK: - Handshake

    func awaitHead() async throws {
        let isThere = try await raw.gets("\r\n\r\n")
        try #require(isThere, "no answer to the handshake")
    }

    /// The answer, of which a refusal has a body.
    var head: TestResponse {
        let bytes = raw.bytes
        let end = bytes.positions(of: "\r\n\r\n").first ?? bytes.count
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        var fields = HTTPHeaders()
        for line in lines.dropFirst() {
            let sides = line.split(separator: ": ", maxSplits: 1)
            fields.add(name: String(sides[0]), value: sides.count > 1 ? String(sides[1]) : "")
        }
        let status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
        return TestResponse(status: status, fields: fields, body: Array(bytes[min(end + 4, bytes.count)...]))
    }

    func expectOpen() throws {
        try #require(head.status == 101, "\(raw.text)")
        #expect(head["Sec-WebSocket-Accept"] == Self.accept)
    }

    // MARK: - Frames

    func send(_ frames: Frame...) { raw.send(frames.flatMap(\.bytes)) }

    /// What came so far.
    var frames: [Frame] {
        found.withLock { found in
            let bytes = raw.bytes(from: found.end)
            var start = 0
            if found.end == 0 {
                guard let end = bytes.positions(of: "\r\n\r\n").first else { return [] }
                start = end + 4
            }
            let (frames, end) = Frame.parse(bytes[start...])
            found.frames += frames
            found.end += end
            return found.frames
        }
    }

    /// Waits for frames until it is enough; what came so far if that takes too long.
    @discardableResult
    func frames(within seconds: Double = 60, until isEnough: ([Frame]) -> Bool) async throws -> [Frame] {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            let frames = frames
            if isEnough(frames) { return frames }
            if raw.isEnded { return self.frames }
            try await Task.sleep(for: .milliseconds(20))
        }
        return frames
    }

    /// Waits for so many frames that are no pings.
    func frames(_ count: Int) async throws -> [Frame] {
        try await frames { $0.count { $0.opcode != 9 } >= count }.filter { $0.opcode != 9 }
    }

    /// The texts of so many messages.
    func texts(_ count: Int) async throws -> [String] { try await frames(count).map(\.text) }

    /// The code of the close frame that ends the connection, which the client answers; 0 for one without a code, `nil` if
    /// the connection ends without one.
    func closeCode(within seconds: Double = 60) async throws -> UInt16? {
        let last = try await frames(within: seconds) { $0.last?.opcode == 8 }.last
        if let last, last.opcode == 8 {
            raw.send(last.withKey.bytes)
            raw.endOutput()
        }
        #expect(try await raw.ends(within: seconds))
        guard let last = frames.last, last.opcode == 8 else { return nil }
        return last.closeCode ?? 0
    }

    func close() async { await raw.close() }
}

extension Frame {
    /// As a client sends it.
    var withKey: Frame {
        var copy = self
        copy.key = [1, 2, 3, 4]
        return copy
    }
}
