import CaravanProtocol
import Testing

/// What is there after the storage was closed and opened again.
public enum DurabilityCase: String, CaseIterable, Sendable {
    case survivesReopening = "what was acknowledged is there after reopening, where that is declared, else nothing"
    case rolledBackStaysAway = "what was rolled back is not there after reopening"
    case closeFinishesWrites = "close waits for the writes before it; each is kept or refused"

    func run(_ subject: Subject) async throws {
        switch self {
        case .survivesReopening: try survivesReopening(subject)
        case .rolledBackStaysAway: try rolledBackStaysAway(subject)
        case .closeFinishesWrites: try await closeFinishesWrites(subject)
        }
    }

    private func survivesReopening(_ subject: Subject) throws {
        try subject.addDepot()
        try subject.add((1...50).map { Crate($0) })
        let isDurable = subject.storage.capabilities.isDurable
        for _ in 0..<2 {
            try subject.reopen()
            #expect(try subject.names(Query()).count == (isDurable ? 50 : 0))
        }
        if isDurable { #expect(try subject.storage.readNow { try $0.find(Crate(50).id) } == Crate(50)) }
    }

    private func rolledBackStaysAway(_ subject: Subject) throws {
        try subject.addDepot()
        try? subject.storage.writeNow { transaction in
            try transaction.insert(Crate(1))
            throw ContentionCase.Planned()
        }
        try subject.reopen()
        #expect(try subject.names(Query()) == [])
    }

    private func closeFinishesWrites(_ subject: Subject) async throws {
        guard subject.storage.capabilities.isDurable else { return }
        let storage = subject.storage
        let kept = try await withThrowingTaskGroup(of: UInt64?.self) { group in
            for number in 1...40 {
                group.addTask {
                    do {
                        try await storage.write { try $0.insert(Depot(UInt64(number))) }
                        return UInt64(number)
                    } catch StorageError.unavailable {
                        return nil
                    }
                }
            }
            subject.close()
            return try await group.reduce(into: Set<UInt64>()) { if let number = $1 { $0.insert(number) } }
        }
        try subject.open()
        let there = try subject.storage.readNow { try $0.select(Query<Depot>()) }
        #expect(Set(there.map(\.id.bits.low)) == kept)
    }
}
