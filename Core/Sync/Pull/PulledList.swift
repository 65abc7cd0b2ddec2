import CaravanProtocol

/// A list of a page while it is written: entities as encoded JSON, and the ids of deleted ones.
struct PulledList: Sendable {
    private var writer = JSONWriter(capacity: 0)
    private(set) var deleted: [UUIDBits] = []
    private var hasRoom = false
    /// About what an entity has.
    private static let entityBytes = 480

    init() { writer.beginArray() }

    /// Adds an entity: `body` writes one JSON object.
    mutating func add(_ body: (inout JSONWriter) throws -> Void) rethrows { try body(&writer) }

    /// Makes room for so many more entities, so that the list need not be moved each time that it has grown.
    mutating func reserve(count: Int) {
        if !hasRoom { writer.reserve(bytes: count * Self.entityBytes) }
        hasRoom = true
    }

    mutating func delete(_ id: UUIDBits) { deleted.append(id) }

    func hasDeleted(_ id: UUIDBits) -> Bool { deleted.contains(id) }

    var isEmpty: Bool { writer.bytes.count == 1 && deleted.isEmpty }

    /// How long that is.
    var bytesCount: Int { writer.bytes.count + 1 + 40 * deleted.count }

    /// Writes the entities as a JSON array.
    func write(to target: inout JSONWriter) { target.array(begunIn: writer) }
}
