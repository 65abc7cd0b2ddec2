public import CaravanProtocol

/// What an adapter's test target gives the kit: how to make a place for a database, and how to open it.
public protocol StorageHarness: Sendable {
    /// Where a database is: a path, a connection and a schema's name.
    associatedtype Place: Sendable

    /// A new place without a database.
    func makePlace() throws -> Place
    /// Opens the place with these tables; makes them the first time.
    func open(_ place: Place, tables: [TableSchema]) throws -> any Storage
    /// Removes what is there. Every storage opened on it is closed.
    func remove(_ place: Place)
}

extension StorageHarness {
    /// Runs one case of the kit on a database of its own.
    public func run(_ testCase: StorageCase) async throws {
        let place = try makePlace()
        defer { remove(place) }
        let subject = Subject { try open(place, tables: ControlTables.all) }
        try subject.open()
        defer { subject.close() }
        try await testCase.body(subject)
    }
}
