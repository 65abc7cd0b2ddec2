import CaravanCore
import CaravanProtocol
import TestSupport

/// Every row of the database, by table.
typealias Snapshot = [String: [[StoredValue]]]

extension TestWorld {
    /// What the database holds: equal before and after a call that changed nothing.
    func snapshot() throws -> Snapshot {
        try storage.readNow { tx in
            var snapshot: Snapshot = [:]
            for type in Catalogue.entities { try read(type, tx, into: &snapshot) }
            return snapshot
        }
    }

    /// The rows of one entity.
    func rows<E: Entity>(_ query: Query<E>) throws -> [E] { try storage.readNow { try $0.select(query) } }

    private func read<E: Entity>(_: E.Type, _ tx: any Reading, into snapshot: inout Snapshot) throws {
        var query = Query<E>()
        query.order = E.schema.table.key
        snapshot[E.schema.table.name] = try tx.select(query).map { E.fields.row(of: $0) }
    }
}
