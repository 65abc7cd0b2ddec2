import CaravanProtocol
import Testing

@Suite("FieldList: rows, JSON, difference, merge")
struct FieldListTests {
    private let fields = Sample.fields

    private var sample: Sample {
        Sample(
            id: ID(UUIDBits(high: 1, low: 2)), title: "a \"b\"", note: nil, color: .green, order: 3,
            day: LocalDate(days: 20_000), parent: ID(UUIDBits(high: 3, low: 4)), revision: 9, secret: Bytes([1, 2]))
    }

    /// A stored property without a field would be lost in storage; a computed one traps at start.
    @Test func everyPropertyHasAField() {
        #expect(Mirror(reflecting: Sample()).children.count == fields.fields.count)
    }

    @Test func aRowBecomesTheSameRecord() throws {
        let row = fields.row(of: sample)
        #expect(row.count == fields.fields.count)
        #expect(try fields.record { place, _ in row[place] } == sample)
        #expect(fields.stored(1, of: sample) == .text("a \"b\""))
        #expect(fields.stored(2, of: sample) == .null)
    }

    @Test func aColumnThatDoesNotFitIsCorrupt() {
        var row = fields.row(of: sample)
        row[1] = .integer(5)
        #expect(throws: StorageError.self) { try fields.record { place, _ in row[place] } }
    }

    @Test func clientsSeeAllButHiddenFields() throws {
        let json = try Sample.json(sample)
        #expect(
            json == [
                "id": "00000000-0000-0001-0000-000000000002", "title": "a \"b\"", "note": nil, "color": "green",
                "order": 3, "day": .string(LocalDate(days: 20_000).description),
                "parent_id": "00000000-0000-0003-0000-000000000004", "revision": 9,
            ])
    }

    @Test func differenceAndCopy() {
        var other = sample
        other.title = "z"
        other.secret = Bytes([3])
        let mask = fields.difference(sample, other)
        #expect(mask == fields.mask(\.title, \.secret))
        #expect(fields.difference(sample, sample).isEmpty)
        #expect(fields.copy(mask, from: other, to: sample) == other)
        #expect(fields.copy(.none, from: other, to: sample) == sample)
    }

    @Test func mergeTakesWhatNobodyElseChanged() {
        let base = sample
        var theirs = base
        theirs.title = "t"
        theirs.order = 5
        var mine = Partial(base)
        mine.set(\.title, "m")
        mine.set(\.note, "mine")
        mine.set(\.order, 5)
        mine.set(\.color, base.color)
        let result = fields.merge(mine, base: base, theirs: theirs)
        #expect(result.conflicts == fields.mask(\.title), "the same change on both sides is none")
        #expect(result.taken == fields.mask(\.note))
        #expect(result.merged.title == "t")
        #expect(result.merged.note == "mine")
        #expect(result.merged.order == 5)
    }

    @Test func whatIsNotMeantIsNotMerged() {
        let base = sample
        var mine = Partial(Sample())
        mine.set(\.note, "n")
        let result = fields.merge(mine, base: base, theirs: base)
        #expect(result.taken == fields.mask(\.note))
        #expect(result.merged.title == base.title)
    }

    @Test func partials() {
        var partial = Partial<Sample>()
        partial.set(\.order, 2)
        partial.set(\.note, "x")
        partial.drop(\.note)
        #expect(partial.named(\.order) == 2)
        #expect(partial.named(\.note) == nil)
        #expect(partial.applied(to: sample).order == 2)
        #expect(partial.applied(to: sample).note == nil)
    }

    @Test func masks() {
        let one = fields.mask(\.id, \.title)
        let other = fields.mask(\.title, \.secret)
        #expect(one.places == [0, 1])
        #expect(one.union(other).places == [0, 1, 8])
        #expect(one.intersection(other).places == [1])
        #expect(one.subtracting(other).places == [0])
        #expect(fields.mask { $0.right == .optional } == fields.mask(\.note, \.color, \.order, \.day))
        var last = FieldMask.none
        last[63] = true
        #expect(last.places == [63])
    }

    @Test func theTable() {
        let table = Sample.schema.table
        #expect(table.name == "samples")
        #expect(table.columns.map(\.name) == fields.fields.map(\.name))
        #expect(table.columns.map(\.isNullable) == [false, false, true, false, false, true, false, false, false])
        #expect(table.columns[3].choices == ["red", "green"])
        #expect(table.key == [0])
        #expect(table.indexes.map(\.columns) == [[6, 4], [1]])
        #expect(table.indexes.map(\.isUnique) == [false, true])
        #expect(table.indexes[1].whereNull == 5)
        #expect(table.references.map(\.column) == [6])
    }

    @Test func theSchemaOfWhatClientsReceive() {
        let schema = fields.outputSchema
        #expect(schema["required"] == ["id", "title", "note", "color", "order", "day", "parent_id", "revision"])
        #expect(schema["properties"]?["note"] == ["type": ["string", "null"]])
        #expect(schema["properties"]?["color"] == ["type": "string", "enum": ["red", "green"]])
        #expect(schema["properties"]?["secret"] == nil)
    }

    @Test func theSchemaOfWhatClientsSend() {
        let create = fields.inputSchema(.create)
        #expect(create["required"] == ["title", "parent_id"])
        #expect(
            create["properties"]?["title"] == ["type": "string", "minLength": 1, "maxLength": 5, "pattern": "\\S"])
        #expect(create["properties"]?["order"] == ["type": "integer", "minimum": 0, "maximum": 9])
        #expect(create["properties"]?["color"] == ["type": ["string", "null"], "enum": ["red", "green", nil]])
        #expect(create["properties"]?["revision"] == nil)
        #expect(fields.inputSchema(.change)["required"] == nil)
        #expect(fields.inputSchema(.change)["properties"]?["parent_id"] == nil)
        #expect(fields.inputSchema(.input)["required"] == ["id", "title", "parent_id"])
    }
}
