import CaravanProtocol
import Testing

extension QueryCase {
    func equals(_ subject: Subject) throws {
        try fill(subject)
        var special = Crate(50, name: "special")
        special.kind = .metal
        special.price = Amount(parsing: "2.50")
        special.day = LocalDate(days: 9)
        special.digest = Bytes([1, 2])
        special.parent = Crate(1).id
        special.weight = 99
        try subject.add([special])
        let filters: [Filter<Crate>] = [
            .equals(\.id, special.id), .equals(\.name, "special"), .equals(\.kind, .metal), .equals(\.weight, 99),
            .equals(\.price, Amount(parsing: "2.50")), .equals(\.day, LocalDate(days: 9)),
            .equals(\.digest, Bytes([1, 2])), .equals(\.parent, Crate(1).id),
        ]
        for filter in filters { #expect(try subject.names(Query(filter)) == ["special"]) }
        #expect(try subject.names(Query(.equals(\.isOpen, true))) == ["a", "c", "e"])
        #expect(try subject.names(Query(.equals(\.madeAt, Instant(microseconds: 3000)))) == ["d"])
        #expect(try subject.names(Query(.equals(\.label, nil))) == ["b", "c", "e", "f", "special"])
        #expect(try subject.names(Query(.equals(\.name, "absent"))) == [])
    }

    func compares(_ subject: Subject) throws {
        try fill(subject)
        #expect(try subject.names(Query(.less(\.weight, than: 2))) == ["a", "b"])
        #expect(try subject.names(Query(.atMost(\.weight, 2))) == ["a", "b", "c"])
        #expect(try subject.names(Query(.greater(\.name, than: "d"))) == ["e", "f"])
        #expect(try subject.names(Query(.atLeast(\.madeAt, Instant(microseconds: 4000)))) == ["e", "f"])
        #expect(try subject.names(Query(.atLeast(\.weight, 1), .less(\.weight, than: 3))) == ["b", "c"])
        #expect(try subject.names(Query(.less(\.id, than: Crate(1).id))) == ["a"])
    }

    func nulls(_ subject: Subject) throws {
        try fill(subject)
        #expect(try subject.names(Query(.isNull(\.label))) == ["b", "c", "e", "f"])
        #expect(try subject.names(Query(.isNotNull(\.label))) == ["a", "d"])
        #expect(try subject.names(Query(.less(\.label, than: "z"))) == ["a", "d"])
        #expect(try subject.names(Query(.atLeast(\.label, nil))) == [])
    }

    func oneOf(_ subject: Subject) throws {
        try fill(subject)
        #expect(try subject.names(Query(.oneOf(\.weight, []))) == [])
        #expect(try subject.names(Query(.oneOf(\.weight, [3]))) == ["d"])
        #expect(try subject.names(Query(.oneOf(\.weight, [0, 2, 4, 77, 2]))) == ["a", "c", "e"])
        #expect(try subject.names(Query(.oneOf(\.name, (0..<1500).map { "x\($0)" } + ["f"]))) == ["f"])
        #expect(try subject.names(Query(.oneOf(\.label, ["label 0", nil]))) == ["a", "b", "c", "e", "f"])
        #expect(try subject.names(Query(.oneOf(\.label, [nil]))) == ["b", "c", "e", "f"])
    }

    func prefix(_ subject: Subject) throws {
        try subject.addDepot()
        let names = ["ab", "abc", "ab\u{10ffff}", "ac", "Ab", "b", "é", "\u{d7ff}x", "\u{e000}", "\u{10ffff}", "%"]
        try subject.add(names.enumerated().map { Crate(UInt64($0), name: $1) })
        let expected: [(String, [String])] = [
            ("ab", ["ab", "abc", "ab\u{10ffff}"]), ("ab\u{10ffff}", ["ab\u{10ffff}"]),
            ("a", ["ab", "abc", "ab\u{10ffff}", "ac"]),
            ("\u{d7ff}", ["\u{d7ff}x"]), ("\u{10ffff}", ["\u{10ffff}"]), ("%", ["%"]), ("_", []), ("e", []),
        ]
        for (prefix, names) in expected { #expect(try subject.names(Query(.hasPrefix(\.name, prefix))) == names) }
        #expect(try subject.names(Query(.hasPrefix(\.name, ""))).count == names.count)
    }

    func contains(_ subject: Subject) throws {
        try subject.addDepot()
        let names = ["Straße", "ÉTÉ à Nice", "100%", "a_b", "İstanbul", "nothing"]
        try subject.add(names.enumerated().map { Crate(UInt64($0), name: $1) })
        #expect(try subject.names(Query(.containsFolded(\.name, "été À"))) == ["ÉTÉ à Nice"])
        #expect(try subject.names(Query(.containsFolded(\.name, "RASSE"))) == [])
        #expect(try subject.names(Query(.containsFolded(\.name, "RAß"))) == ["Straße"])
        #expect(try subject.names(Query(.containsFolded(\.name, "%"))) == ["100%"])
        #expect(try subject.names(Query(.containsFolded(\.name, "_"))) == ["a_b"])
        #expect(try subject.names(Query(.containsFolded(\.name, "TANBUL"))) == ["İstanbul"])
        #expect(try subject.names(Query(.containsFolded(\.name, ""))).count == names.count)
    }

    func exists(_ subject: Subject) throws {
        try subject.addDepot(1)
        let two = try subject.addDepot(2)
        try subject.addDepot(3)
        try subject.add([Crate(1, name: "x"), Crate(2, name: "y"), Crate(3, in: two, name: "y")])
        func codes(_ filter: Filter<Depot>) throws -> [String] {
            try subject.storage.readNow { try $0.select(Query(filter).ordered(by: \.code)) }.map(\.code)
        }
        #expect(try codes(.exists(Crate.self, by: \.depot)) == ["D1", "D2"])
        #expect(try codes(.exists(Crate.self, by: \.depot, .equals(\.name, "x"))) == ["D1"])
        #expect(
            try codes(
                .any(.exists(Crate.self, by: \.depot, .equals(\.name, "x")), .equals(\.code, "D3"))) == ["D1", "D3"])
    }

    func anyAndAll(_ subject: Subject) throws {
        try fill(subject)
        #expect(try subject.names(Query(.any())) == [])
        #expect(try subject.names(Query(.all([]))).count == 6)
        #expect(
            try subject.names(
                Query(
                    .any(.all([.equals(\.isOpen, true), .greater(\.weight, than: 3)]), .equals(\.name, "b")),
                    .isNull(\.label))) == ["b", "e"])
    }

    func injection(_ subject: Subject) throws {
        try subject.addDepot()
        let name = #"'; DROP TABLE "crate"; --"#
        try subject.add([Crate(1, name: name)])
        #expect(try subject.names(Query(.equals(\.name, name))) == [name])
        #expect(try subject.names(Query(.hasPrefix(\.name, "' OR 1=1"))) == [])
        #expect(try subject.names(Query(.containsFolded(\.name, "\"CRATE\""))) == [name])
        #expect(try subject.names(Query(.oneOf(\.name, ["') OR 1=1 --"]))) == [])
    }
}
