import CaravanProtocol
import Testing

extension ContentionCase {
    func readersSeeWhole(_ subject: Subject) async throws {
        let (depot, storage) = (try subject.addDepot(), subject.storage)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for number in 0..<40 {
                        _ = try? await storage.write { transaction in
                            _ = try Self.append("a", to: depot, transaction)
                            _ = try Self.append("b", to: depot, transaction)
                            if number % 4 == 3 { throw Planned() }
                        }
                    }
                }
                group.addTask {
                    for _ in 0..<80 {
                        let (total, count) = try await storage.read { reading in
                            (try reading.find(depot.id)?.total ?? -1, try reading.count(Query<Entry>()))
                        }
                        #expect(total == Int64(count) && total % 2 == 0)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try storage.readNow { try $0.find(depot.id) }?.total == 240)
    }

    func snapshots(_ subject: Subject) async throws {
        guard subject.storage.capabilities.hasSnapshots else { return }
        let (depot, storage) = (try subject.addDepot(), subject.storage)
        async let writing: Void = {
            for _ in 0..<200 { _ = try await storage.write { try Self.append("x", to: depot, $0) } }
        }()
        // Several looks at the same number in one transaction.
        for _ in 0..<50 {
            let totals = try await storage.read { reading in
                try (0..<20).map { _ in try reading.find(depot.id)?.total }
            }
            #expect(Set(totals).count == 1)
        }
        try await writing
    }

    func readsOwnWrites(_ subject: Subject) async throws {
        let storage = subject.storage
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...8 {
                group.addTask {
                    for number in 0..<25 {
                        let depot = Depot(UInt64(writer * 1000 + number))
                        try await storage.write { try $0.insert(depot) }
                        #expect(try await storage.read { try $0.find(depot.id) } == depot)
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
