/// What a storage can do beyond the verbs; its conformance kit reads this, and tests that what is absent is refused.
public struct StorageCapabilities: Sendable, Equatable {
    /// Acknowledged writes survive the end of the process.
    public var isDurable: Bool
    /// A transaction sees one state while others write.
    public var hasSnapshots: Bool
    /// References are checked.
    public var checksReferences: Bool

    public init(isDurable: Bool, hasSnapshots: Bool, checksReferences: Bool) {
        self.isDurable = isDurable
        self.hasSnapshots = hasSnapshots
        self.checksReferences = checksReferences
    }
}
