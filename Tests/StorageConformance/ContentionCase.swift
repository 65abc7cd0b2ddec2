import CaravanProtocol
import Testing

/// What many transactions at a time do to each other: nothing.
public enum ContentionCase: String, CaseIterable, Sendable {
    case countersKeepCount = "64 writers that count up one row lose nothing and leave no gap"
    case failuresHarmNobody = "transactions that fail leave their neighbours alone"
    case lastOneWins = "of 32 writers that want one unique value exactly one gets it"
    case readersSeeWhole = "readers never see a part of a transaction"
    case snapshots = "a reading transaction sees one state while others write"
    case readsOwnWrites = "what was acknowledged is seen by the next read"

    func run(_ subject: Subject) async throws {
        switch self {
        case .countersKeepCount: try await countersKeepCount(subject)
        case .failuresHarmNobody: try await failuresHarmNobody(subject)
        case .lastOneWins: try await lastOneWins(subject)
        case .readersSeeWhole: try await readersSeeWhole(subject)
        case .snapshots: try await snapshots(subject)
        case .readsOwnWrites: try await readsOwnWrites(subject)
        }
    }

    struct Planned: Error {}

    /// Takes the next number of the depot, and writes the entry that has it.
    @Sendable static func append(_ text: String, to depot: Depot, _ transaction: any Writing) throws -> Int64 {
        guard var row = try transaction.lock(depot.id) else { throw StorageError.notFound(table: "depot") }
        row.total += 1
        try transaction.update(row, Depot.fields.mask(\.total))
        try transaction.insert(Entry(depot, row.total, text))
        return row.total
    }

    private func countersKeepCount(_ subject: Subject) async throws {
        let (depot, storage) = (try subject.addDepot(), subject.storage)
        let numbers = try await withThrowingTaskGroup(of: [Int64].self) { group in
            for writer in 0..<64 {
                group.addTask {
                    var numbers: [Int64] = []
                    for _ in 0..<10 {
                        numbers.append(try await storage.write { try Self.append("w\(writer)", to: depot, $0) })
                    }
                    return numbers
                }
            }
            return try await group.reduce(into: [Int64]()) { all, some in
                #expect(some == some.sorted())
                all += some
            }
        }
        #expect(numbers.sorted() == Array(1...640))
        let entries = try storage.readNow { try $0.select(Query<Entry>().ordered(by: \.number)) }
        #expect(entries.map(\.number) == Array(1...640))
        #expect(try storage.readNow { try $0.find(depot.id) }?.total == 640)
    }

    private func failuresHarmNobody(_ subject: Subject) async throws {
        let (depot, storage) = (try subject.addDepot(), subject.storage)
        let failures = await withTaskGroup(of: Int.self) { group in
            for writer in 0..<90 {
                group.addTask {
                    do {
                        _ = try await storage.write { transaction in
                            let number = try Self.append("w\(writer)", to: depot, transaction)
                            if writer % 3 == 1 { throw Planned() }
                            if writer % 3 == 2 { try transaction.insert(Depot(1)) }
                            return number
                        }
                        return 0
                    } catch is Planned {
                        return 1
                    } catch StorageError.duplicate {
                        return 100
                    } catch {
                        return 1_000_000
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(failures == 30 + 3000)
        let entries = try storage.readNow { try $0.select(Query<Entry>().ordered(by: \.number)) }
        #expect(entries.map(\.number) == Array(1...30))
        #expect(entries.allSatisfy { (Int($0.text.dropFirst()) ?? 1) % 3 == 0 })
    }

    private func lastOneWins(_ subject: Subject) async throws {
        let storage = subject.storage
        let winners = await withTaskGroup(of: Bool.self) { group in
            for number in 1...32 {
                group.addTask {
                    var depot = Depot(UInt64(number))
                    depot.code = "wanted"
                    let wanted = depot
                    return (try? await storage.write { try $0.insert(wanted) }) != nil
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(winners == 1)
        #expect(try storage.readNow { try $0.count(Query<Depot>()) } == 1)
    }
}
