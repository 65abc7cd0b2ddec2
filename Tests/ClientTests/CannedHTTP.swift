import CaravanProtocol
import CaravanSQLite
import CaravanSystem
import Synchronization
import TestSupport

@testable import CaravanClient

/// Answers by a closure, and remembers what it was asked.
final class CannedHTTP: HTTPPort, LivePort {
    struct Gone: Error {}

    private let asked = Mutex<[HTTPCall]>([])
    private let reply: @Sendable (HTTPCall) async throws -> HTTPReply

    init(_ reply: @escaping @Sendable (HTTPCall) async throws -> HTTPReply) {
        self.reply = reply
    }

    /// A fresh replica that calls it, in a session of the user 1.
    func client(_ adjust: (inout StoredSession) -> Void = { _ in }) throws -> LiveReplica {
        let random = SeededRandom()
        let client = LiveReplica(
            try Replica(ClientDatabase.sqlite(.memory), random: random), http: self, live: self, clock: SystemClock(),
            random: random)
        var session = StoredSession()
        session.userID = .n(1)
        adjust(&session)
        try client.begin(session)
        return client
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
