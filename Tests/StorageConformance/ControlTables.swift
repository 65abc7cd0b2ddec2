import CaravanProtocol

/// The tables that the kit works with.
enum ControlTables {
    static let all = [Depot.schema.table, Crate.schema.table, Entry.schema.table]
}
