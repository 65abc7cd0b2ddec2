import CaravanProtocol
import Testing

extension TransactionCase {
    func runSavepoints(_ subject: Subject) throws {
        let storage = subject.storage
        switch self {
        case .savepointKeeps:
            let result = try storage.writeNow { transaction in
                try transaction.savepoint {
                    try transaction.insert(Depot(1))
                    return 7
                }
            }
            #expect(result == 7)
            #expect(try codes(subject) == ["D1"])
        case .savepointUndoes:
            try storage.writeNow { transaction in
                try transaction.insert(Depot(1))
                #expect(throws: Planned()) {
                    try transaction.savepoint {
                        try transaction.insert(Depot(2))
                        var changed = Depot(1)
                        changed.total = 5
                        try transaction.update(changed, Depot.fields.mask(\.total))
                        throw Planned()
                    }
                }
                #expect(try transaction.find(Depot(1).id) == Depot(1))
                try transaction.insert(Depot(3))
            }
            #expect(try codes(subject) == ["D1", "D3"])
        case .savepointsNest:
            try storage.writeNow { transaction in
                try? transaction.savepoint {
                    try transaction.insert(Depot(1))
                    try transaction.savepoint { try transaction.insert(Depot(2)) }
                    throw Planned()
                }
                try transaction.savepoint {
                    try transaction.insert(Depot(3))
                    try? transaction.savepoint {
                        try transaction.insert(Depot(4))
                        throw Planned()
                    }
                    try transaction.savepoint { try transaction.insert(Depot(5)) }
                }
            }
            #expect(try codes(subject) == ["D3", "D5"])
        case .savepointAfterRefusal:
            try subject.addDepot(1)
            try storage.writeNow { transaction in
                #expect(throws: StorageError.duplicate(table: "depot", columns: ["id"])) {
                    try transaction.savepoint {
                        try transaction.insert(Depot(2))
                        var taken = Depot(4)
                        taken.id = Depot(1).id
                        try transaction.insert(taken)
                    }
                }
                try transaction.insert(Depot(3))
            }
            #expect(try codes(subject) == ["D1", "D3"])
        case .keptThenThrown:
            #expect(throws: Planned()) {
                try storage.writeNow { transaction in
                    try transaction.savepoint { try transaction.insert(Depot(1)) }
                    throw Planned()
                }
            }
            #expect(try codes(subject) == [])
        default: Issue.record("\(rawValue) is no case about savepoints")
        }
    }
}
