import CaravanProtocol

/// What a push has found out about the histories of entities, within one transaction: what others wrote meanwhile it has
/// not seen.
final class HistoryMemory {
    /// An entity, as seen from a base or a time.
    struct Key: Hashable {
        var entity: UUIDBits
        var base: Int64?
        var time: Instant?
    }

    private var found: [Key: (divergence: any Sendable, revision: Int64)] = [:]

    /// What was found, and up to which revision of the entity it tells.
    func recall<D: Sendable>(_ key: Key, as _: D.Type) -> (D, Int64)? {
        guard let (known, revision) = found[key], let divergence = known as? D else { return nil }
        return (divergence, revision)
    }

    func keep(_ divergence: some Sendable, _ key: Key, at revision: Int64) { found[key] = (divergence, revision) }
}
