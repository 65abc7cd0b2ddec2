import CaravanProtocol

/// How events are told to a kind of peer. There is one of each, for all peers of the kind.
final class EventDialect: Sendable {
    /// Its place among the dialects, by which an event keeps what it was written as.
    let place: Int
    /// Writes an entry of a log; for the peer that asked for it, with its reference.
    let durable: @Sendable (LiveEvent, _ reference: JSONValue?) -> [UInt8]
    let ephemeral: @Sendable (EphemeralEvent) -> [UInt8]
    /// Whether each message says where the peer stands in all its logs.
    let tellsPositions: Bool

    init(
        place: Int, durable: @escaping @Sendable (LiveEvent, JSONValue?) -> [UInt8],
        ephemeral: @escaping @Sendable (EphemeralEvent) -> [UInt8], tellsPositions: Bool = false
    ) {
        self.place = place
        self.durable = durable
        self.ephemeral = ephemeral
        self.tellsPositions = tellsPositions
    }

    static let count = 3

    /// JSON-RPC notifications: the RPC socket and stdio.
    static let rpc = EventDialect(
        place: 0,
        durable: { event, _ in notification(event.bytes) },
        ephemeral: { notification($0.bytes) })

    /// Server-sent events; their ids are added for each peer.
    static let stream = EventDialect(
        place: 1,
        durable: { event, _ in block(event.bytes) },
        ephemeral: { block($0.bytes) },
        tellsPositions: true)

    private static func notification(_ event: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(event.count + 48)
        bytes.append(contentsOf: #"{"jsonrpc":"2.0","method":"event","params":"#.utf8)
        bytes.append(contentsOf: event)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// JSON has no line breaks of its own, so an event is one `data` line.
    private static func block(_ event: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(event.count + 8)
        bytes.append(contentsOf: "data: ".utf8)
        bytes.append(contentsOf: event)
        bytes.append(contentsOf: "\n\n".utf8)
        return bytes
    }
}
