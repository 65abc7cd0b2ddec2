import CaravanProtocol

/// One peer's subscription to the control application's log.
final class ControlSubscriptions: PeerSubscriptions {
    static let operations = [
        PeerOperation(
            name: "events.subscribe", summary: "Get the entries after a revision, or from now on",
            inputSchema: ["type": "object", "properties": ["since": ["type": "integer", "minimum": 0]]],
            outputSchema: ["type": "object", "required": ["revision"]], failures: [.resyncRequired, .validationFailed]),
        PeerOperation(
            name: "events.unsubscribe", summary: "Get no more entries", inputSchema: ["type": "object"],
            outputSchema: ["type": "object"], failures: []),
    ]

    let peer: UInt64
    private let feed: ControlFeed
    private let connection: any Peer

    init(_ feed: ControlFeed, _ connection: any Peer) {
        self.feed = feed
        self.connection = connection
        peer = feed.newID()
    }

    func bind(_ credential: Credential) async throws(Failure) -> Credential { try bindNow(credential) }

    func bindNow(_ credential: Credential) throws(Failure) -> Credential {
        feed.leave(peer)
        return credential
    }

    func perform(_ call: Call, answer: @escaping @Sendable (Reply) -> Void) async {
        var position = begin(call, answer)
        while let from = position {
            position = feed.advance(peer, connection, from: from)
            await connection.roomForMore()
        }
    }

    func performNow(_ call: Call, answer: @escaping @Sendable (Reply) -> Void) {
        var position = begin(call, answer)
        while let from = position { position = feed.advance(peer, connection, from: from) }
    }

    func end() { feed.leave(peer) }

    /// Answers; from where it goes on, if it subscribes.
    private func begin(_ call: Call, _ answer: (Reply) -> Void) -> Int64? {
        let head = feed.head
        var since = head
        if let value = call.input.body?["since"] {
            guard case .number(let number) = value, let revision = number.int64 else {
                answer(Reply(.failure(.invalid("since", .type, "This is a revision."))))
                return nil
            }
            guard revision <= head else {
                answer(Reply(.failure(Failure(.resyncRequired))))
                return nil
            }
            since = revision
        }
        feed.leave(peer)
        guard call.operation == "events.subscribe" else {
            answer(.json([:]))
            return nil
        }
        answer(.json(["revision": .int(since)]))
        return since
    }
}
