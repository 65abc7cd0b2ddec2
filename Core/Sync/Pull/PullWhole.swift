import CaravanProtocol

/// A trip that comes whole, in pages: how far it has come.
struct PullWhole: Equatable, Sendable {
    /// It is told as it was at this revision of its log, whatever others write meanwhile; then its log goes on from there.
    var asOf: Int64
    /// What was deleted after this revision is named: the client may have it.
    var deletedAfter: Int64
    /// What comes next: the trip itself, then the tables.
    var stage = 0
    /// Of the last row that came, the values by which its table is ordered.
    var last: [StoredValue]?

    /// What is in a trip, in the order in which it comes.
    static let tables: [any PulledEntity.Type] = [
        Membership.self, Destination.self, Activity.self, Message.self,
    ]

    /// The table that comes at a stage; `nil` for the trip itself, and for what is no stage.
    static func table(at stage: Int) -> (any PulledEntity.Type)? {
        tables.indices.contains(stage - 1) ? tables[stage - 1] : nil
    }

    /// The types of the columns by which a stage's table is ordered.
    static func keyColumns(_ stage: Int) -> [ColumnType] {
        func columns<E: PulledEntity>(_: E.Type) -> [ColumnType] {
            E.rows(of: .unset).order.map { E.schema.table.columns[$0].type }
        }
        return table(at: stage).map { columns($0) } ?? []
    }
}
