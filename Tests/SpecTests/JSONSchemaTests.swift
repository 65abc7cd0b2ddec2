import CaravanProtocol
import Scenarios
import Testing

@Suite("JSON Schema")
struct JSONSchemaTests {
    private static let schema = JSONSchema([
        "type": "object", "required": ["id", "role"],
        "properties": [
            "id": ["type": "string", "format": "uuid"], "role": ["type": ["string", "null"], "enum": ["owner", nil]],
            "tags": [
                "type": "array", "items": ["type": "string", "minLength": 1, "maxLength": 3], "minItems": 1,
                "maxItems": 2,
            ],
            "n": ["type": "integer", "minimum": 0, "maximum": 9], "cost": ["type": "string", "pattern": "^[0-9]+$"],
            "who": ["anyOf": [["type": "object", "required": ["name"]], ["type": "null"]]],
            "kind": ["const": "Bearer"],
        ],
    ])
    private static let id = #""id": "018f3b5c-1f2e-7a3b-8c4d-5e6f70819203", "role": null"#

    private func faults(_ members: String) throws -> [String] {
        Self.schema.faults(of: try JSONReader.parse(Array("{\(members)}".utf8))).map(\.path)
    }

    @Test(arguments: [
        "", #", "tags": ["a", "bcd"]"#, #", "n": 9"#, #", "cost": "12""#, #", "who": null"#, #", "who": {"name": 1}"#,
        #", "kind": "Bearer", "more": 1"#,
    ])
    func holds(_ members: String) throws {
        #expect(try faults(Self.id + members) == [])
    }

    @Test(arguments: [
        (#", "tags": ["a", ""]"#, "tags.1"), (#", "tags": ["abcd"]"#, "tags.0"), (#", "tags": "a""#, "tags"),
        (#", "tags": []"#, "tags"), (#", "tags": ["a", "b", "c"]"#, "tags"), (#", "n": 10"#, "n"), (#", "n": -1"#, "n"),
        (#", "n": 0.5"#, "n"), (#", "cost": "12.5""#, "cost"),
        (#", "who": {}"#, "who.name"), (#", "kind": "Basic""#, "kind"),
    ])
    func isBroken(_ members: String, _ path: String) throws {
        #expect(try faults(Self.id + members) == [path])
    }

    @Test func whatIsNeededMustBeThere() throws {
        #expect(try faults(#""role": "king""#).sorted() == ["id", "role"])
    }

    @Test func anUnknownKeywordIsAFault() {
        #expect(!JSONSchema(["oneOf": []]).faults(of: 1).isEmpty)
        #expect(!JSONSchema(["format": "ipv4"]).faults(of: "1.2.3.4").isEmpty)
    }
}
