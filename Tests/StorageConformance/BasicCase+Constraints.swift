import CaravanProtocol
import Testing

extension BasicCase {
    func duplicateKey(_ subject: Subject) throws {
        try subject.addDepot()
        var second = Depot(1)
        second.code = "other"
        #expect(throws: StorageError.duplicate(table: "depot", columns: ["id"])) {
            try subject.storage.writeNow { try $0.insert(second) }
        }
    }

    func duplicateUnique(_ subject: Subject) throws {
        try subject.addDepot(1)
        try subject.addDepot(2)
        var third = Depot(3)
        third.code = "D1"
        #expect(throws: StorageError.duplicate(table: "depot", columns: ["code"])) {
            try subject.storage.writeNow { try $0.insert(third) }
        }
        var changed = Depot(2)
        changed.code = "D1"
        #expect(throws: StorageError.duplicate(table: "depot", columns: ["code"])) {
            try subject.storage.writeNow { try $0.update(changed, Depot.fields.mask(\.code)) }
        }
        try subject.storage.writeNow { try $0.update(Depot(2), Depot.fields.mask(\.code)) }
    }

    func duplicatePartial(_ subject: Subject) throws {
        try subject.addDepot(1)
        let other = try subject.addDepot(2)
        var deleted = Crate(1, name: "same")
        deleted.deletedAt = Instant(microseconds: 1)
        var deletedToo = deleted
        deletedToo.id = Crate(2).id
        try subject.add([deleted, deletedToo, Crate(3, name: "same"), Crate(4, in: other, name: "same")])
        let error = StorageError.duplicate(table: "crate", columns: ["depot", "name"])
        #expect(throws: error) { try subject.add([Crate(5, name: "same")]) }
        deleted.deletedAt = nil
        #expect(throws: error) {
            try subject.storage.writeNow { try $0.update(deleted, Crate.fields.mask(\.deletedAt)) }
        }
    }

    func checks(_ subject: Subject) throws {
        try subject.addDepot()
        try subject.add([Crate(1, name: String(repeating: "👩‍👩‍👧", count: 8))])
        for name in ["", String(repeating: "x", count: 41)] {
            #expect(throws: StorageError.checkFailed("crate.name")) { try subject.add([Crate(2, name: name)]) }
        }
    }

    func references(_ subject: Subject) throws {
        guard subject.storage.capabilities.checksReferences else {
            // What is not declared must not be half there: programs would come to rely on it.
            return try subject.add([Crate(1, in: Depot(9))])
        }
        #expect(throws: StorageError.missingReference(table: "crate", column: "depot")) {
            try subject.add([Crate(1, in: Depot(9))])
        }
        let depot = try subject.addDepot()
        try subject.add([Crate(1)])
        var lost = Crate(1)
        lost.parent = Crate(9).id
        #expect(throws: StorageError.missingReference(table: "crate", column: "parent")) {
            try subject.storage.writeNow { try $0.update(lost, Crate.fields.mask(\.parent)) }
        }
        let error = #expect(throws: StorageError.self) {
            try subject.storage.writeNow { _ = try $0.delete(Depot.self, key: [depot.id.stored]) }
        }
        guard case .missingReference = error else {
            Issue.record("a row that is referred to was deleted with \(String(describing: error))")
            return
        }
    }
}
