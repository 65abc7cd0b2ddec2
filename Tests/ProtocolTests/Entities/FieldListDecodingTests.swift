import CaravanProtocol
import Testing

@Suite("FieldList: decoding")
struct FieldListDecodingTests {
    private func names(_ mask: FieldMask) -> [String] { mask.places.map { Sample.fields.fields[$0].name } }

    private func problems(_ body: JSONObject, _ mode: FieldList<Sample>.Mode) -> [String: FieldProblem.Code] {
        do {
            _ = try Sample.decode(body, mode)
            return [:]
        } catch {
            #expect(error.code == .validationFailed)
            return Dictionary(uniqueKeysWithValues: error.errors.map { ($0.field, $0.code) })
        }
    }

    @Test func createTakesKeysAndFixedFields() throws {
        let partial = try Sample.decode(["id": Sample.someID, "title": "a", "parent_id": Sample.someID], .create)
        #expect(names(partial.mask) == ["id", "title", "parent_id"])
        #expect(partial.value.id.description == Sample.someID.string)
        #expect(partial.value.order == 7)
    }

    @Test func createNeedsRequiredAndFixedFieldsButNoKey() {
        #expect(problems([:], .create) == ["title": .required, "parent_id": .required])
    }

    @Test func replaceMeansOptionalFieldsThatAreMissing() throws {
        let partial = try Sample.decode(["title": "a", "parent_id": "ignored", "id": "ignored"], .replace)
        #expect(names(partial.mask) == ["title", "note", "day"], "kept ones stay as they are")
        #expect(problems([:], .replace) == ["title": .required])
    }

    @Test func changeMeansWhatItNames() throws {
        #expect(try Sample.decode([:], .change).mask.isEmpty)
        let partial = try Sample.decode(["note": nil, "order": 3], .change)
        #expect(names(partial.mask) == ["note", "order"])
        #expect(partial.value.note == nil)
    }

    @Test func inputNeedsItsKey() {
        #expect(problems(["title": "a", "parent_id": Sample.someID], .input) == ["id": .required])
    }

    @Test func whatOnlyTheServerSetsIsIgnored() throws {
        let partial = try Sample.decode(["revision": "not even a number", "secret": 1, "unknown": [:]], .change)
        #expect(partial.mask.isEmpty)
    }

    @Test func everyProblemIsNamedAtOnce() {
        let body: JSONObject = [
            "title": "longer", "note": 5, "color": "blue", "order": 10, "day": "2026-02-30", "parent_id": "x",
        ]
        #expect(
            problems(body, .create) == [
                "title": .length, "note": .type, "color": .choice, "order": .range, "day": .format,
                "parent_id": .format,
            ])
    }

    @Test(
        arguments: [
            ("title", nil, .required), ("title", "", .length), ("title", "   ", .length), ("title", 1, .type),
            ("title", "a\u{0}", .format), ("order", nil, .required), ("order", "3", .type), ("order", true, .type),
            ("order", -1, .range), ("parent_id", nil, .required),
        ] as [(String, JSONValue, FieldProblem.Code)])
    func aValueThatDoesNotFit(_ name: String, _ value: JSONValue, _ code: FieldProblem.Code) {
        var body: JSONObject = ["title": "a", "parent_id": Sample.someID]
        body[name] = value
        #expect(problems(body, .create) == [name: code])
    }

    @Test func lengthCountsScalars() throws {
        #expect(try Sample.decode(["title": "🇬🇧🇬🇧x"], .change).value.title == "🇬🇧🇬🇧x")
        #expect(problems(["title": "🇬🇧🇬🇧🇬🇧"], .change) == ["title": .length])
    }

    @Test func nullStandsForTheDefaultWhereTheFieldSaysSo() throws {
        let partial = try Sample.decode(["color": nil], .change)
        #expect(names(partial.mask) == ["color"])
        #expect(partial.value.color == .red)
    }

    @Test func wholeNumbersMayBeWrittenInAnyWay() throws {
        let body = try JSONReader.parse(Array(#"{"order":3.0}"#.utf8)).object ?? [:]
        #expect(try Sample.decode(body, .change).value.order == 3)
    }

    @Test func queryAndPathAreText() throws {
        let partial = try Sample.decode([:], .change, query: ["order": "4", "note": "7"])
        #expect(partial.value.order == 4)
        #expect(partial.value.note == "7")
    }

    @Test func whatDoesNotFitInAPathIsNotFound() {
        let failure = #expect(throws: Failure.self) {
            try Sample.decode(["title": "a", "parent_id": Sample.someID], .input, path: ["id": "no-uuid"])
        }
        #expect(failure?.code == .notFound)
    }
}
