public import CaravanProtocol

/// Why an edit is not taken.
public enum ReplicaFault: Error, Sendable, Equatable {
    /// The user sees no such entity.
    case unknownEntity(EntityKind, UUIDBits)
    /// There is one with that id.
    case alreadyExists(EntityKind, UUIDBits)
    /// Members are changed online.
    case notEditable(EntityKind)
    /// A create does not say where it belongs, or it belongs to something that the user does not see.
    case missingParent(String)
    /// The data is larger than an edit may be.
    case tooLarge(bytesMax: Int)
    /// So many edits wait that no more are taken.
    case queueIsFull
    /// There is no such conflict, or none in the quarantine.
    case notFound
    /// `merge` and `manual` need the fields that shall be.
    case missingResolvedData
    /// The database belongs to another account.
    case otherAccount
}
