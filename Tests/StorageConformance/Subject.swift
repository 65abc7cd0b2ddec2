import CaravanProtocol
import Synchronization

/// The storage that a case tests; it can be closed and opened again.
final class Subject: Sendable {
    private let opener: @Sendable () throws -> any Storage
    private let current = Mutex<(any Storage)?>(nil)

    init(_ opener: @escaping @Sendable () throws -> any Storage) {
        self.opener = opener
    }

    var storage: any Storage {
        current.withLock { storage in
            guard let storage else { preconditionFailure("the case has closed its storage") }
            return storage
        }
    }

    func open() throws {
        let opened = try opener()
        current.withLock { $0 = opened }
    }

    func close() {
        current.withLock { storage in
            storage?.close()
            storage = nil
        }
    }

    func reopen() throws {
        close()
        try open()
    }

    /// A depot for crates to lie in, whose number is part of its id and its code.
    @discardableResult
    func addDepot(_ number: UInt64 = 1) throws -> Depot {
        let depot = Depot(number)
        try storage.writeNow { try $0.insert(depot) }
        return depot
    }

    func add(_ crates: [Crate]) throws {
        try storage.writeNow { transaction in
            for crate in crates { try transaction.insert(crate) }
        }
    }

    /// The names of the crates that meet the query, in its order; sorted if it has none.
    func names(_ query: Query<Crate>) throws -> [String] {
        let names = try storage.readNow { try $0.select(query) }.map(\.name)
        return query.order.isEmpty ? names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } : names
    }
}
