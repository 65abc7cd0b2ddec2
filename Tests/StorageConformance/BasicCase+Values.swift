import CaravanProtocol
import Testing

extension BasicCase {
    func keepsEveryColumn(_ subject: Subject) throws {
        try subject.addDepot()
        try subject.add([Crate(7)])
        var crate = Crate(1)
        crate.label = "label"
        crate.weight = 12
        crate.limit = -3
        crate.isOpen = true
        crate.isSealed = false
        crate.kind = .metal
        crate.lining = .other
        crate.price = Amount(parsing: "1200.5000")
        crate.madeAt = Instant(microseconds: 1_700_000_000_123_456)
        crate.deletedAt = Instant(microseconds: -1)
        crate.day = LocalDate(days: 20_000)
        crate.checkedOn = LocalDate(days: -1)
        crate.document = EncodedJSON(#"{"a":[1,2.50,"ü"]}"#)
        crate.note = EncodedJSON("null")
        crate.digest = Bytes([0, 255, 1])
        crate.seal = Bytes([])
        crate.parent = Crate(7).id
        try expectKept(crate, subject)
        let text = try subject.storage.readNow { try $0.find(crate.id)?.price?.description }
        #expect(text == crate.price?.description)
    }

    func keepsNulls(_ subject: Subject) throws {
        try subject.addDepot()
        try expectKept(Crate(1), subject)
    }

    func keepsOddText(_ subject: Subject) throws {
        try subject.addDepot()
        let texts = [
            "é", "e\u{301}", "\u{feff}x", "👩‍👩‍👧", "\u{1}\u{7f}\u{85}\u{2028}", "ß'\";--\\%_", "\u{10ffff}\u{fffd}", "日本語",
            " ", "\u{202e}abc", "a\r\nb",
        ]
        for (number, text) in texts.enumerated() {
            var crate = Crate(UInt64(number), name: text)
            crate.label = text + text
            try subject.add([crate])
            let found = try subject.storage.readNow { try $0.find(crate.id) }
            #expect(found.map { Array($0.name.unicodeScalars) } == Array(text.unicodeScalars))
            let equal = try subject.names(Query(.equals(\.name, text)))
            #expect(equal.map { Array($0.unicodeScalars) } == [Array(text.unicodeScalars)])
        }
    }

    func refusesNUL(_ subject: Subject) throws {
        try subject.addDepot()
        #expect(throws: StorageError.self) { try subject.add([Crate(1, name: "a\0b")]) }
        #expect(try subject.names(Query()) == [])
    }

    func keepsExtremes(_ subject: Subject) throws {
        try subject.addDepot()
        for (number, extreme) in [Int64.min, Int64.max].enumerated() {
            var crate = Crate(UInt64(number))
            crate.weight = extreme
            crate.madeAt = Instant(microseconds: extreme)
            crate.day = LocalDate(days: extreme > 0 ? .max : .min)
            crate.digest = Bytes(Array(repeating: 7, count: 100_000))
            crate.document = EncodedJSON("\"" + String(repeating: "x", count: 300_000) + "\"")
            crate.id = ID(UUIDBits(high: extreme > 0 ? .max : 0, low: .max))
            try expectKept(crate, subject)
        }
    }

    func findsNothing(_ subject: Subject) throws {
        #expect(try subject.storage.readNow { try $0.find(Depot(1).id) } == nil)
        #expect(try subject.storage.writeNow { try $0.lock(Depot(1).id) } == nil)
        #expect(try subject.storage.readNow { try $0.lock(Depot(1).id) } == nil)
    }

    private func expectKept(_ crate: Crate, _ subject: Subject) throws {
        let inside = try subject.storage.writeNow { transaction in
            try transaction.insert(crate)
            return try transaction.find(crate.id)
        }
        #expect(inside == crate)
        #expect(try subject.storage.readNow { try $0.find(crate.id) } == crate)
        try expectVisited(crate, subject)
    }

    /// Its row shows what it holds, and as JSON is what it is as JSON, without a crate being made.
    private func expectVisited(_ crate: Crate, _ subject: Subject) throws {
        let all = Crate.fields.mask { _ in true }
        var rows = 0
        try subject.storage.readNow { transaction in
            try transaction.visit(Query<Crate>(.equals(\.id, crate.id))) { row in
                rows += 1
                for place in Crate.fields.fields.indices {
                    #expect(try Crate.fields.stored(place, of: row) == Crate.fields.stored(place, of: crate))
                }
                #expect(try row.integer(Crate.fields.place(of: \.weight)) == crate.weight)
                #expect(try row.id(Crate.fields.place(of: \.id)) == crate.id.bits)
                #expect(try row.isNull(Crate.fields.place(of: \.label), .text) == (crate.label == nil))
                let shown = try EncodedJSON { try Crate.fields.writeMembers(of: row, to: &$0) }
                #expect(shown == EncodedJSON { Crate.fields.writeMembers(of: crate, to: &$0) })
                let whole = try EncodedJSON { try Crate.fields.writeMembers(of: row, all, to: &$0) }
                #expect(whole == EncodedJSON { Crate.fields.writeMembers(of: crate, all, to: &$0) })
            }
        }
        #expect(rows == 1)
    }
}
