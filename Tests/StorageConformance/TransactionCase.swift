import CaravanProtocol
import Testing

/// What a transaction is.
public enum TransactionCase: String, CaseIterable, Sendable {
    case returnsResults = "returns what the closure returns, on all four ways"
    case rollsBack = "a closure that throws leaves nothing, and its error comes back"
    case savepointKeeps = "a savepoint that returns is kept"
    case savepointUndoes = "a savepoint that throws is undone, and the rest is kept"
    case savepointsNest = "savepoints nest"
    case savepointAfterRefusal = "after a refused row inside a savepoint the transaction goes on"
    case keptThenThrown = "a savepoint that was kept goes with its transaction"
    case seesItself = "a transaction sees what it wrote, in finds, selects and counts"
    case closedIsUnavailable = "after close everything is unavailable"
    case nothingPends = "no migration is pending in what was opened"

    func run(_ subject: Subject) async throws {
        switch self {
        case .returnsResults: try await returnsResults(subject)
        case .rollsBack: try await rollsBack(subject)
        case .savepointKeeps, .savepointUndoes, .savepointsNest, .savepointAfterRefusal, .keptThenThrown:
            try runSavepoints(subject)
        case .seesItself: try seesItself(subject)
        case .closedIsUnavailable: try await closedIsUnavailable(subject)
        case .nothingPends: #expect(try subject.storage.pendingMigrations().isEmpty)
        }
    }

    struct Planned: Error, Equatable {}

    /// The codes of all depots, in order.
    func codes(_ subject: Subject) throws -> [String] {
        try subject.storage.readNow { try $0.select(Query<Depot>().ordered(by: \.code)) }.map(\.code)
    }

    private func returnsResults(_ subject: Subject) async throws {
        let storage = subject.storage
        let written = try await storage.write { transaction in
            try transaction.insert(Depot(1))
            return "written"
        }
        #expect(written == "written")
        #expect(try await storage.read { try $0.find(Depot(1).id) } == Depot(1))
        #expect(try storage.writeNow { try $0.lock(Depot(1).id) } == Depot(1))
        let nothing: Int? = try storage.writeNow { _ in nil }
        #expect(nothing == nil)
        #expect(try storage.readNow { try $0.count(Query<Depot>()) } == 1)
    }

    private func rollsBack(_ subject: Subject) async throws {
        let storage = subject.storage
        await #expect(throws: Planned()) {
            try await storage.write { transaction in
                try transaction.insert(Depot(1))
                throw Planned()
            }
        }
        #expect(throws: Planned()) {
            try storage.writeNow { transaction in
                try transaction.insert(Depot(2))
                throw Planned()
            }
        }
        await #expect(throws: Planned()) { try await storage.read { _ in throw Planned() } }
        #expect(throws: Planned()) { try storage.readNow { _ in throw Planned() } }
        #expect(try codes(subject) == [])
    }

    private func seesItself(_ subject: Subject) throws {
        try subject.storage.writeNow { transaction in
            try transaction.insert(Depot(1))
            try transaction.insert(Depot(2))
            #expect(try transaction.find(Depot(1).id) == Depot(1))
            #expect(try transaction.count(Query<Depot>()) == 2)
            _ = try transaction.delete(Depot.self, key: [Depot(1).id.stored])
            #expect(try transaction.select(Query<Depot>()).map(\.code) == ["D2"])
        }
    }

    private func closedIsUnavailable(_ subject: Subject) async throws {
        let storage = subject.storage
        try subject.addDepot()
        subject.close()
        storage.close()
        func expectUnavailable(_ body: () async throws -> Void) async {
            let error = await #expect(throws: StorageError.self) { try await body() }
            guard case .unavailable = error else {
                Issue.record("a closed storage gave \(String(describing: error))")
                return
            }
        }
        await expectUnavailable { _ = try await storage.read { try $0.count(Query<Depot>()) } }
        await expectUnavailable { try await storage.write { try $0.insert(Depot(2)) } }
        await expectUnavailable { _ = try storage.readNow { try $0.count(Query<Depot>()) } }
        await expectUnavailable { try storage.writeNow { try $0.insert(Depot(2)) } }
        await expectUnavailable { _ = try storage.pendingMigrations() }
        await expectUnavailable { try storage.migrate() }
    }
}
