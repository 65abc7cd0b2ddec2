import CaravanProtocol
import Synchronization

@testable import CaravanClient

/// Answers by a closure, and remembers what it was asked.
final class CannedHTTP: HTTPPort, LivePort {
    struct Gone: Error {}

    private let asked = Mutex<[HTTPCall]>([])
    private let reply: @Sendable (HTTPCall) async throws -> HTTPReply

    init(_ reply: @escaping @Sendable (HTTPCall) async throws -> HTTPReply) {
        self.reply = reply
    }

    var calls: [HTTPCall] { asked.withLock { $0 } }

    func send(_ call: HTTPCall) async throws -> HTTPReply {
        asked.withLock { $0.append(call) }
        return try await reply(call)
    }

    func listen(_ call: HTTPCall) -> AsyncThrowingStream<LiveSignal, any Error> {
        AsyncThrowingStream { $0.finish() }
    }
}

extension HTTPReply {
    static func ok(_ object: JSONValue) -> HTTPReply {
        var writer = JSONWriter()
        writer.value(object)
        return HTTPReply(status: 200, body: writer.bytes)
    }

    static func problem(_ code: FailureCode) -> HTTPReply {
        let problem = Problem(Failure(code), requestID: "r")
        return HTTPReply(status: problem.status, body: problem.bytes)
    }
}
