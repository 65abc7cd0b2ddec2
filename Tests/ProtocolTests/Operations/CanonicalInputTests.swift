import CaravanProtocol
import Testing

@Suite("The canonical form of an input")
struct CanonicalInputTests {
    private func form(_ text: String, path: [String: String] = [:], query: [String: String] = [:]) throws -> String {
        let body = try JSONReader.parse(Array(text.utf8)).object
        return String(decoding: CallInput(path: path, query: query, body: body).canonicalBytes, as: UTF8.self)
    }

    @Test func theOrderOfMembersDoesNotMatter() throws {
        let form = try form(#"{ "b": {"y": [1, {"d": 2, "c": 3}], "x": null}, "a": "A" }"#)
        #expect(form == #"{"a":"A","b":{"x":null,"y":[1,{"c":3,"d":2}]}}"#)
        #expect(try self.form(#"{"a":"\u0041","b":{"x":null,"y":[1,{"c":3,"d":2}]}}"#) == form)
    }

    @Test func theWayOfAFieldDoesNotMatter() throws {
        let params = try form(#"{"id": "7", "title": "x"}"#)
        #expect(try form(#"{"title": "x"}"#, path: ["id": "7"]) == params)
        #expect(try form(#"{"title": "x", "id": "8"}"#, path: ["id": "7"], query: ["title": "y"]) == params)
        #expect(try form("{}", path: ["id": "7"], query: ["title": "x"]) == params)
    }

    @Test func namesAreOrderedByTheirBytes() throws {
        let form = try form(#"{"\u00e9": 1, "e\u0301": 2, "z": 3, "Z": 4}"#)
        #expect(Array(form.utf8) == Array("{\"Z\":4,\"e\u{301}\":2,\"z\":3,\"\u{e9}\":1}".utf8))
    }

    @Test(arguments: [
        (#"{"a": 1}"#, #"{"a": "1"}"#), (#"{"a": 1}"#, #"{"b": 1}"#), (#"{"a": [1, 2]}"#, #"{"a": [2, 1]}"#),
        (#"{"a": null}"#, "{}"), (#"{"a": {"b": 1}}"#, #"{"a.b": 1}"#), (#"{"a": "é"}"#, #"{"a": "e\u0301"}"#),
        (#"{"a": "\",\"b\":\""}"#, #"{"a": "", "b": ""}"#),
    ])
    func otherCallsHaveOtherForms(_ one: String, _ other: String) throws {
        #expect(try Array(form(one).utf8) != Array(form(other).utf8))
    }
}
