import CaravanProtocol
import Testing

extension QueryCase {
    func orders(_ subject: Subject) throws {
        try fill(subject)
        #expect(try subject.names(Query().ordered(by: \.weight)) == ["a", "b", "c", "d", "e", "f"])
        #expect(try subject.names(Query().ordered(by: \.weight, descending: true)) == ["f", "e", "d", "c", "b", "a"])
        #expect(try subject.names(Query().ordered(by: \.isOpen, \.name)) == ["b", "d", "f", "a", "c", "e"])
        let descending = try subject.names(Query().ordered(by: \.isOpen, \.name, descending: true))
        #expect(descending == ["e", "c", "a", "f", "d", "b"])
    }

    func ordersText(_ subject: Subject) throws {
        try subject.addDepot()
        let names = ["Z", "a", "e\u{301}", "z", "é", "\u{e000}", "\u{ffff}", "\u{10000}"]
        try subject.add(names.reversed().enumerated().map { Crate(UInt64($0), name: $1) })
        let ordered = try subject.names(Query().ordered(by: \.name))
        #expect(ordered.map { Array($0.unicodeScalars) } == names.map { Array($0.unicodeScalars) })
    }

    func ordersNulls(_ subject: Subject) throws {
        try fill(subject, count: 5)
        #expect(try subject.names(Query().ordered(by: \.label, \.name)) == ["b", "c", "e", "a", "d"])
        #expect(try subject.names(Query().ordered(by: \.label, \.name, descending: true)) == ["d", "a", "e", "c", "b"])
    }

    func keyset(_ subject: Subject) throws {
        try subject.addDepot()
        try subject.add(
            (0..<23).map { number in
                var crate = Crate(UInt64(number * 7 % 23))
                crate.weight = Int64(number % 4)
                return crate
            })
        for isDescending in [false, true] {
            let query = Query<Crate>().ordered(by: \.weight, \.id, descending: isDescending)
            try expectPages(query, of: [\.weight.stored, \.id.stored], subject)
        }
    }

    func keysetNulls(_ subject: Subject) throws {
        try subject.addDepot()
        try subject.add(
            (0..<17).map { number in
                var crate = Crate(UInt64(number * 5 % 17))
                crate.label = number % 3 == 0 ? nil : "label \(number % 2)"
                crate.limit = number % 4 == 0 ? nil : Int64(number % 5)
                return crate
            })
        for isDescending in [false, true] {
            let query = Query<Crate>().ordered(by: \.label, \.limit, \.id, descending: isDescending)
            try expectPages(query, of: [\.label.stored, \.limit.stored, \.id.stored], subject)
        }
    }

    func visits(_ subject: Subject) throws {
        struct Left: Error {}
        try fill(subject)
        let name = Crate.fields.place(of: \.name)
        let query = Query<Crate>(.equals(\.isOpen, true)).ordered(by: \.weight, descending: true)
        func visited(_ reading: any Reading, _ query: Query<Crate>) throws -> [String] {
            var names: [String] = []
            try reading.visit(query) { row in
                guard case .text(let name) = try Crate.fields.stored(name, of: row) else { return }
                names.append(name)
                // Others may be asked meanwhile, and the same again.
                #expect(try reading.count(Query<Crate>()) == 6)
                var others = 0
                try reading.visit(query) { _ in others += 1 }
                #expect(try reading.select(query).count == others)
            }
            return names
        }
        for isWriting in [false, true] {
            let body = { (reading: any Reading) throws in
                #expect(try visited(reading, query) == ["e", "c", "a"])
                #expect(try visited(reading, query.starting(after: [.integer(4)])) == ["c", "a"])
                #expect(throws: Left.self) { try reading.visit(query) { _ in throw Left() } }
                #expect(try visited(reading, Query(.equals(\.name, "x"))) == [])
                #expect(try visited(reading, query) == ["e", "c", "a"])
            }
            if isWriting { try subject.storage.writeNow(body) } else { try subject.storage.readNow(body) }
        }
    }

    /// Pages of one to five rows, put together, are what one query gives.
    private func expectPages(
        _ query: Query<Crate>, of columns: [any KeyPath<Crate, StoredValue> & Sendable], _ subject: Subject
    ) throws {
        let all = try subject.names(query)
        #expect(Set(all).count == all.count)
        for size in 1...5 {
            var paged: [String] = []
            var after: [StoredValue]?
            while paged.count <= all.count {
                let next = query.starting(after: after).limited(to: size)
                let page = try subject.storage.readNow { try $0.select(next) }
                guard let last = page.last else { break }
                paged += page.map(\.name)
                after = columns.map { last[keyPath: $0] }
            }
            #expect(paged == all)
        }
    }

    func limits(_ subject: Subject) throws {
        try fill(subject)
        for (limit, count) in [(0, 0), (1, 1), (6, 6), (100, 6)] {
            #expect(try subject.names(Query().ordered(by: \.name).limited(to: limit)).count == count)
        }
        #expect(try subject.storage.readNow { try $0.first(Query<Crate>().ordered(by: \.name)) }?.name == "a")
    }

    func counts(_ subject: Subject) throws {
        try fill(subject)
        let query = Query<Crate>(.equals(\.isOpen, true)).ordered(by: \.weight)
        let limited = query.limited(to: 1).starting(after: [.integer(2)])
        for query in [query, limited] { #expect(try subject.storage.readNow { try $0.count(query) } == 3) }
        #expect(try subject.storage.readNow { try $0.count(Query<Crate>()) } == 6)
    }

    func deletesWhere(_ subject: Subject) throws {
        try fill(subject)
        #expect(try subject.storage.writeNow { try $0.delete(where: Query<Crate>(.greater(\.weight, than: 3))) } == 2)
        #expect(try subject.storage.writeNow { try $0.delete(where: Query<Crate>(.greater(\.weight, than: 3))) } == 0)
        #expect(try subject.names(Query()) == ["a", "b", "c", "d"])
        #expect(try subject.storage.writeNow { try $0.delete(where: Query<Crate>()) } == 4)
    }

    func refusesLimitedDelete(_ subject: Subject) throws {
        try fill(subject)
        let queries = [
            Query<Crate>().ordered(by: \.weight).limited(to: 1),
            Query<Crate>().ordered(by: \.weight).starting(after: [.integer(3)]),
        ]
        for query in queries {
            let error = #expect(throws: StorageError.self) {
                try subject.storage.writeNow { _ = try $0.delete(where: query) }
            }
            guard case .unsupported = error else {
                Issue.record("a delete with a limit or a start gave \(String(describing: error))")
                continue
            }
        }
        #expect(try subject.names(Query()).count == 6)
    }
}
