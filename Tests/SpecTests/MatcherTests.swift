import CaravanProtocol
import Scenarios
import Testing

@Suite("Patterns of scenarios")
struct MatcherTests {
    private func mismatches(_ pattern: String, _ value: String) throws -> [String] {
        let (pattern, value) = (try JSONReader.parse(Array(pattern.utf8)), try JSONReader.parse(Array(value.utf8)))
        return Matcher.mismatches(pattern, value).map(\.description)
    }

    @Test(arguments: [
        (#"{"a": 1, "b": [true, null]}"#, #"{"b": [true, null], "a": 1}"#), ("1", "1.0"), (#""$any""#, "{}"),
        (#""$any:uuid""#, #""018f3b5c-1f2e-7a3b-8c4d-5e6f70819203""#), (#""$any:date""#, #""2031-05-01""#),
        (#""$any:instant""#, #""2031-05-01T10:00:00.000001Z""#), (#""$any:integer""#, "7"), (#""$any:list""#, "[1]"),
        (#"{"a": 1, "$more": true}"#, #"{"a": 1, "b": 2}"#),
        (#"{"$like": {"a": 1, "b": 2}, "b": 3}"#, #"{"a": 1, "b": 3}"#),
    ])
    func fits(_ pattern: String, _ value: String) throws {
        #expect(try mismatches(pattern, value) == [])
    }

    @Test(arguments: [
        (#"{"a": {"b": 1}}"#, #"{"a": {"b": 2}}"#, "a.b: expected 1, got 2"),
        (#"{"a": 1}"#, #"{"a": 1, "b": 2}"#, "b: expected nothing, got 2"),
        (#"{"a": 1}"#, "{}", "a: expected 1, got nothing"),
        (#"[1, 2]"#, "[1]", "the value: expected 2 elements, got 1: [1]"),
        (#"["x"]"#, #"["y"]"#, #"0: expected "x", got "y""#),
        (#""$any""#, "null", "the value: expected anything but null, got null"),
        (
            #""$any:uuid""#, #""018F3B5C-1F2E-7A3B-8C4D-5E6F70819203""#,
            #"the value: expected any uuid, got "018F3B5C-1F2E-7A3B-8C4D-5E6F70819203""#
        ),
        (
            #""$any:instant""#, #""2031-05-01T10:00:00+00:00""#,
            #"the value: expected any instant, got "2031-05-01T10:00:00+00:00""#
        ),
        (#""$any:colour""#, "1", "the value: expected a kind that there is, not $any:colour, got 1"),
        (#"{"$like": {"a": 1}}"#, #"{"a": 2}"#, "a: expected 1, got 2"),
    ])
    func differs(_ pattern: String, _ value: String, _ message: String) throws {
        #expect(try mismatches(pattern, value) == [message])
    }

    @Test func referencesAreReplaced() throws {
        var references = References()
        references.save(["id": "7", "list": [["n": 3]]], as: "trip")
        let resolved = try references.resolve([
            "${trip.id}", "trip:${trip.id}/${trip.list.0.n}", "${trip.list}", "$x {",
        ])
        #expect(resolved == ["7", "trip:7/3", [["n": 3]], "$x {"])
        #expect(throws: ScenarioFormatError.self) { try references.resolve("${trip.name}") }
        #expect(throws: ScenarioFormatError.self) { try references.resolve("all of ${trip.list}") }
    }

    @Test(arguments: [
        (#"{"operation": "x"}"#, "title is missing"),
        (#"{"operation": "x", "title": "X", "scenes": []}"#, "no member scenes"),
        (#"{"operation": "x", "title": "X", "scenarios": [{"title": "A", "as": null}]}"#, "an answer or a problem"),
        (#"{"operation": "x", "title": "X", "scenarios": [{"title": "A", "answer": 1}]}"#, "as must be"),
        (
            #"{"operation": "x", "title": "X", "scenarios": [{"title": "A", "as": null, "problem": {"code": "bad"}}]}"#,
            "no code bad"
        ),
        ("[", "not valid JSON"),
    ])
    func aWrongFileIsRefused(_ text: String, _ message: String) {
        let error = #expect(throws: ScenarioFormatError.self) { try ScenarioFile(Array(text.utf8), name: "x") }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }
}
