import CaravanProtocol
import Synchronization

/// An entry of a log on its way to peers: written once, and once for each dialect, whoever gets it.
final class LiveEvent: Sendable {
    let scope: Scope
    let revision: Int64
    let type: EventType
    let entityID: UUIDBits
    let at: Instant
    let data: EncodedJSON
    /// The event as it stands everywhere (WIRE.md section 4).
    let bytes: [UInt8]
    private let messages = Mutex<[PeerMessage?]>(Array(repeating: nil, count: EventDialect.count))

    init(_ event: Event) {
        scope = Scope(kind: event.change.scopeKind, id: event.change.scopeID)
        revision = event.change.revision
        type = event.change.type
        entityID = event.change.entityID
        at = event.change.at
        data = event.change.data
        bytes = event.bytes
    }

    /// The event in a dialect; `nil` if the dialect has no words for it.
    func message(in dialect: EventDialect) -> PeerMessage? {
        guard type.isLive else { return nil }
        return messages.withLock { messages in
            if let message = messages[dialect.place] { return message }
            let message = PeerMessage(.durable, dialect.durable(self, nil))
            messages[dialect.place] = message
            return message
        }
    }

    /// The event as the answer to the peer that asked for it under this reference.
    func message(in dialect: EventDialect, answering reference: JSONValue) -> PeerMessage {
        PeerMessage(.durable, dialect.durable(self, reference))
    }
}
