import CaravanCore
import CaravanProtocol
import CaravanSystem
import Testing

/// A record survives its row and its JSON, whatever it holds.
@Suite struct FieldRoundTripTests {
    private static let context = DecodingContext(zones: SystemZoneDatabase())

    /// A row of valid values for a record: each field gets one that its type accepts, `nil` where `isSparse` allows.
    private static func row<R: Record>(_: R.Type, seed: UInt64, isSparse: Bool) throws -> [StoredValue] {
        var random = SeededGenerator(seed: seed)
        return try R.fields.fields.map { field in
            if isSparse, field.type.isNullable { return .null }
            let candidates = candidates(field.type.column, choices(field.type), &random)
            return try #require(
                candidates.first { accepts(field.type, $0) }, "\(R.self).\(field.name) takes no candidate")
        }
    }

    private static func choices(_ type: any FieldValue.Type) -> [String]? {
        type.jsonSchema["enum"]?.array.compactMap(\.string)
    }

    private static func accepts<V: FieldValue>(_: V.Type, _ value: StoredValue) -> Bool {
        V(stored: value)?.stored == value
    }

    private static func candidates(
        _ column: ColumnType, _ choices: [String]?, _ random: inout SeededGenerator
    ) -> [StoredValue] {
        if let choice = choices?.randomElement(using: &random) { return [.text(choice)] }
        switch column {
        case .id: return [.id(UUIDBits(high: random.next(), low: random.next()))]
        case .integer: return [.integer(Int64.random(in: 0...1 << 40, using: &random))]
        case .boolean: return [.integer(Int64.random(in: 0...1, using: &random))]
        case .instant:
            return [.integer(Int64.random(in: -60_000_000_000_000_000...200_000_000_000_000_000, using: &random))]
        case .date: return [.integer(Int64.random(in: -700_000...2_900_000, using: &random))]
        // What currencies take, what zones take, and what any text takes.
        case .text: return [.text("EUR"), .text("Europe/Lisbon")].shuffled(using: &random)
        case .decimal: return [.text("\(Int.random(in: 0...99_999, using: &random)).50")]
        case .json: return [.text("{\"lat\":1.50,\"kept\":[null,\"\u{1F3D4}\"]}")]
        case .bytes: return [.bytes([0, 1, 255])]
        }
    }

    private static func checkRow<R: Record>(_: R.Type, seed: UInt64) throws {
        for isSparse in [false, true] {
            let row = try row(R.self, seed: seed, isSparse: isSparse)
            let record = try R.fields.record { place, _ in row[place] }
            #expect(R.fields.row(of: record) == row)
            #expect(R.fields.difference(record, record).isEmpty)
        }
    }

    private static func checkJSON<R: Record>(_: R.Type, seed: UInt64) throws {
        for isSparse in [false, true] {
            var row = try row(R.self, seed: seed, isSparse: isSparse)
            for (place, field) in R.fields.fields.enumerated() where field.name == "time_zone" && row[place] != .null {
                row[place] = .text("Europe/Lisbon")
            }
            let record = try R.fields.record { place, _ in row[place] }
            var writer = JSONWriter()
            writer.beginObject()
            R.fields.writeMembers(of: record, to: &writer)
            writer.endObject()
            let object = try #require(try JSONReader.parse(writer.bytes).object)
            let shown = R.fields.fields.filter(\.right.isShown)
            #expect(object.members.map(\.name) == shown.map(\.name))
            let restored = try R.fields.restored(from: object, context)
            let differing = R.fields.difference(record, restored).places.map { R.fields.fields[$0] }
            #expect(differing.allSatisfy { !$0.right.isShown }, "\(differing.map(\.name))")
        }
    }

    @Test(arguments: 1...8) func rows(seed: UInt64) throws {
        for type in Catalogue.entities { try Self.checkRow(type, seed: seed) }
        try Self.checkRow(Account.self, seed: seed)
        try Self.checkRow(UserSummary.self, seed: seed)
        try Self.checkRow(NotificationSettingsView.self, seed: seed)
    }

    @Test(arguments: 1...8) func json(seed: UInt64) throws {
        try Self.checkJSON(Trip.self, seed: seed)
        try Self.checkJSON(Membership.self, seed: seed)
        try Self.checkJSON(Destination.self, seed: seed)
        try Self.checkJSON(Activity.self, seed: seed)
        try Self.checkJSON(User.self, seed: seed)
        try Self.checkJSON(Profile.self, seed: seed)
        try Self.checkJSON(Account.self, seed: seed)
        try Self.checkJSON(NotificationSettings.self, seed: seed)
    }

    /// Every single field counts for the difference, and a merge takes exactly it.
    @Test func differenceAndMergeSeeEveryField() throws {
        try Self.checkFieldByField(Trip.self)
        try Self.checkFieldByField(Destination.self)
        try Self.checkFieldByField(Activity.self)
    }

    private static func checkFieldByField<R: Record>(_: R.Type) throws {
        let base = R()
        let full = try row(R.self, seed: 9, isSparse: false)
        let other = try R.fields.record { place, _ in full[place] }
        for place in R.fields.fields.indices where R.fields.difference(base, other)[place] {
            var mask = FieldMask.none
            mask[place] = true
            let mine = R.fields.copy(mask, from: other, to: base)
            #expect(R.fields.difference(base, mine) == mask)
            let clean = R.fields.merge(Partial(mine, mask: mask), base: base, theirs: base)
            #expect(clean.taken == mask && clean.conflicts.isEmpty)
            #expect(R.fields.row(of: clean.merged) == R.fields.row(of: mine))
            let same = R.fields.merge(Partial(mine, mask: mask), base: base, theirs: other)
            #expect(same.taken.isEmpty && same.conflicts.isEmpty)
            let against = R.fields.merge(Partial(base, mask: mask), base: base, theirs: other)
            #expect(against.conflicts == mask && R.fields.row(of: against.merged) == full)
        }
    }

    /// Texts that Swift takes for equal but whose bytes differ are different values: what is sent is what is kept.
    @Test func differencesOfTextAreOfItsBytes() {
        var one = Trip()
        one.title = "Caf\u{E9}"
        var other = one
        other.title = "Cafe\u{301}"
        #expect(Trip.fields.difference(one, other) == Trip.fields.mask(\.title))
    }
}
