import CaravanProtocol
import Testing

extension BasicCase {
    func compositeKey(_ subject: Subject) throws {
        let (one, two) = (try subject.addDepot(1), try subject.addDepot(2))
        let storage = subject.storage
        try storage.writeNow { transaction in
            for number in 1...3 {
                try transaction.insert(Entry(one, Int64(number), "one \(number)"))
                try transaction.insert(Entry(two, Int64(number), "two \(number)"))
            }
            try transaction.update(Entry(two, 2, "changed"), Entry.fields.mask(\.text))
            #expect(try transaction.delete(Entry.self, key: Entry(one, 2, "").key))
        }
        try storage.readNow { reading in
            #expect(try reading.find(Entry.self, key: Entry(two, 2, "").key) == Entry(two, 2, "changed"))
            #expect(try reading.find(Entry.self, key: Entry(one, 2, "").key) == nil)
            let rest = try reading.select(Query<Entry>(.equals(\.depot, one.id)).ordered(by: \.number))
            #expect(rest.map(\.number) == [1, 3])
        }
        #expect(throws: StorageError.duplicate(table: "entry", columns: ["depot", "number"])) {
            try storage.writeNow { try $0.insert(Entry(two, 2, "again")) }
        }
    }

    func updatesMask(_ subject: Subject) throws {
        try subject.addDepot()
        try subject.add([Crate(1), Crate(2)])
        var change = Crate(1, name: "not written")
        change.weight = 5
        change.label = "new"
        change.isOpen = true
        try subject.storage.writeNow { try $0.update(change, Crate.fields.mask(\.weight, \.label)) }
        var expected = Crate(1)
        expected.weight = 5
        expected.label = "new"
        #expect(try subject.storage.readNow { try $0.find(expected.id) } == expected)
        #expect(try subject.storage.readNow { try $0.find(Crate(2).id) } == Crate(2))
        expected.label = nil
        try subject.storage.writeNow { try $0.update(expected, Crate.fields.mask(\.label)) }
        #expect(try subject.storage.readNow { try $0.find(expected.id) } == expected)
    }

    func updatesNothing(_ subject: Subject) throws {
        try subject.addDepot()
        try subject.add([Crate(1)])
        try subject.storage.writeNow { transaction in
            try transaction.update(Crate(1, name: "other"), .none)
            try transaction.update(Crate(1, name: "other"), Crate.fields.mask(\.id))
        }
        #expect(try subject.storage.readNow { try $0.find(Crate(1).id) } == Crate(1))
    }

    func updateWithoutRow(_ subject: Subject) throws {
        for mask in [Depot.fields.mask(\.total), .none] {
            #expect(throws: StorageError.notFound(table: "depot")) {
                try subject.storage.writeNow { try $0.update(Depot(1), mask) }
            }
        }
    }

    func deletes(_ subject: Subject) throws {
        let depot = try subject.addDepot()
        let outcomes = try subject.storage.writeNow { transaction in
            [
                try transaction.delete(Depot.self, key: [depot.id.stored]),
                try transaction.delete(Depot.self, key: [depot.id.stored]),
            ]
        }
        #expect(outcomes == [true, false])
        #expect(try subject.storage.readNow { try $0.count(Query<Depot>()) } == 0)
    }
}
