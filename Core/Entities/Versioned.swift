public import CaravanProtocol

/// An entity with a place in a log: each change of its own fields gives it the revision of the entry.
public protocol Versioned: Identified {
    /// The log position of the last change of its own fields; 0 before it is logged.
    var revision: Int64 { get set }
    var createdAt: Instant { get set }
    var updatedAt: Instant { get set }

    /// Whether the sum over a trip counts it while it is there (WIRE.md section 5).
    static var isInChecksum: Bool { get }

    /// Takes the revision of the entry that makes it.
    mutating func enter(at revision: Int64)

    /// What the log and events show of it: the same for every caller.
    func logged(in context: Context) throws -> EncodedJSON
}

extension Versioned {
    public static var isInChecksum: Bool { false }

    public mutating func enter(at revision: Int64) { self.revision = revision }

    public func logged(in context: Context) throws -> EncodedJSON {
        EncodedJSON {
            $0.beginObject()
            Self.fields.writeMembers(of: self, to: &$0)
            $0.endObject()
        }
    }
}

/// An entity that leaves a tombstone when it is deleted.
public protocol SoftDeleted: Versioned {
    var deletedAt: Instant? { get set }
}
