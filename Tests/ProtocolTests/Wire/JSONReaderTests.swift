import CaravanProtocol
import Testing

struct JSONReaderTests {
    @Test(
        arguments: [
            ("null", nil), ("true", true), (" false\r\n\t", false), ("0", 0), ("-12", -12), (#""""#, ""),
            (#""a""#, "a"),
            ("[]", []), ("[ ]", []), ("{}", [:]), ("{ }", [:]), ("[1,[2],{}]", [1, [2], [:]]),
            (#" { "a" : 1 , "b" : [ true , null ] } "#, ["a": 1, "b": [true, nil]]),
            (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20AC\uD83D\uDE00""#, "Aé€😀"),
            (
                #""é€😀 and plain text, long enough for words of eight""#,
                "é€😀 and plain text, long enough for words of eight"
            ),
            (#""\u0000""#, "\0"),
            (
                "\"\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}\"",
                "\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}"
            ),
            // The same text to Swift, two names to JSON.
            ("{\"\u{E9}\":1,\"e\u{301}\":2}", ["\u{E9}": 1, "e\u{301}": 2]),
        ] as [(String, JSONValue)])
    func accepts(text: String, expected: JSONValue) throws {
        #expect(try JSONReader.parse(Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        "0", "-0", "1", "10", "-1.5", "0.25", "1e5", "1E+5", "1.0e-5", "123456789012345678901234567890",
        String(repeating: "1", count: 400),
    ])
    func keepsNumbersAsWritten(text: String) throws {
        #expect(try JSONReader.parse(Array(text.utf8)) == .number(#require(JSONNumber(text: text))))
        #expect(try JSONReader.parse(Array("[\(text)]".utf8)) == [.number(#require(JSONNumber(text: text)))])
    }

    @Test(
        arguments: [
            ("", .syntax, 0), ("  ", .syntax, 2), ("nul", .syntax, 3), ("nulL", .syntax, 3), ("True", .syntax, 0),
            ("NaN", .syntax, 0), ("Infinity", .syntax, 0), ("1 2", .syntax, 2), ("{}{}", .syntax, 2),
            ("[1,]", .syntax, 3),
            ("[,1]", .syntax, 1), ("[1 2]", .syntax, 3), ("[1", .syntax, 2), ("[", .syntax, 1), ("]", .syntax, 0),
            (#"{"a":1,}"#, .syntax, 7), (#"{"a"}"#, .syntax, 4), (#"{"a":}"#, .syntax, 5), (#"{a:1}"#, .syntax, 1),
            (#"{"a":1 "b":2}"#, .syntax, 7), (#"{"a":1"#, .syntax, 6), ("{", .syntax, 1), ("[1}", .syntax, 2),
            ("'a'", .syntax, 0), ("// x\n1", .syntax, 0), ("\u{FEFF}1", .syntax, 0), ("\u{A0}1", .syntax, 0),
            ("\u{B}1", .syntax, 0), ("1\0", .syntax, 1), (#""a"#, .syntax, 2), (#""abcdefgh"#, .syntax, 9),
            ("\"a\nb\"", .syntax, 2), ("\"\t\"", .syntax, 1), ("\"\0\"", .syntax, 1),
            ("\"12345678\u{1F}\"", .syntax, 9),
            (#""\x""#, .syntax, 2), (#""\"#, .syntax, 2), (#""\u12"#, .syntax, 5), (#""\u12G4""#, .syntax, 5),
            (#""\U0041""#, .syntax, 2),
            ("01", .number, 0), ("-01", .number, 0), ("-", .number, 0), ("1.", .number, 0), ("[.5]", .syntax, 1),
            ("+1", .syntax, 0), ("1e", .number, 0), ("1e+", .number, 0), ("1.e5", .number, 0), ("-a", .number, 0),
            ("0x10", .syntax, 1), ("[" + String(repeating: "1", count: 401) + "]", .number, 1),
            (#""\uD800""#, .surrogate, 1), (#""a\uDC00""#, .surrogate, 2), (#""\uD800\uD800""#, .surrogate, 1),
            (#""\uD800A""#, .surrogate, 1), (#""\uD800\n""#, .surrogate, 1), (#""\uD83D\u0041""#, .surrogate, 1),
            (#""\uD83D"#, .surrogate, 1),
            (#"{"a":1,"a":2}"#, .duplicateName, 7), (#"{"a":1,"\u0061":1}"#, .duplicateName, 7),
            (#"[{"b":{"":0,"":0}}]"#, .duplicateName, 12),
        ] as [(String, JSONError.Kind, Int)])
    func rejects(text: String, kind: JSONError.Kind, offset: Int) {
        #expect(throws: JSONError(kind: kind, offset: offset)) { try JSONReader.parse(Array(text.utf8)) }
    }

    @Test(
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
            [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC3, 0x41],
            [0xE2, 0x41, 0x41], [0xE2, 0x82, 0x41], [0xF0, 0x9F, 0x98, 0x41], [0xF0, 0x9F, 0x41, 0x80],
        ] as [[UInt8]])
    func rejectsBrokenUTF8(bytes: [UInt8]) {
        let fault = { (offset: Int) in JSONError(kind: .utf8, offset: offset) }
        #expect(throws: fault(1)) { try JSONReader.parse([0x22] + bytes + [0x22]) }
        #expect(throws: fault(1)) { try JSONReader.parse([0x22] + bytes) }
        #expect(throws: fault(0)) { try JSONReader.parse(bytes) }
        // Behind an escape, and behind good text of several words.
        #expect(throws: fault(3)) { try JSONReader.parse([0x22, 0x5C, 0x6E] + bytes + [0x22]) }
        #expect(throws: fault(21)) { try JSONReader.parse([0x22] + Array("12345678901234567éa".utf8) + bytes + [0x22]) }
    }

    @Test func depthIsCountedOverArraysAndObjects() throws {
        func nested(_ depth: Int) -> [UInt8] {
            let openings = (0..<depth).map { $0 % 2 == 0 ? "[" : #"{"a":"# }.joined()
            let closings = (0..<depth).reversed().map { $0 % 2 == 0 ? "]" : "}" }.joined()
            return Array((openings + "0" + closings).utf8)
        }
        _ = try JSONReader.parse(nested(64))
        #expect(throws: JSONError(kind: .depth, offset: 32 * 6)) { try JSONReader.parse(nested(65)) }
        _ = try JSONReader.parse(nested(3), depthMax: 3)
        #expect(throws: JSONError(kind: .depth, offset: 6)) { try JSONReader.parse(nested(3), depthMax: 2) }
        #expect(throws: JSONError(kind: .depth, offset: 0)) { try JSONReader.parse(nested(1), depthMax: 0) }
        // Depth goes down again.
        let flat = "[" + Array(repeating: "[[]]", count: 100).joined(separator: ",") + "]"
        _ = try JSONReader.parse(Array(flat.utf8), depthMax: 3)
        // Whatever is asked for, the stack is safe.
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(throws: JSONError(kind: .depth, offset: 512)) { try JSONReader.parse(deep, depthMax: .max) }
        #expect(throws: JSONError(kind: .depth, offset: 64)) { try JSONReader.parse(deep) }
    }

    @Test func everyKindOfCollectionIsRead() throws {
        let bytes = Array(#"x{"a":[1,"é\n"]}x"#.utf8)
        let expected: JSONValue = ["a": [1, "é\n"]]
        let slice = bytes[1..<bytes.count - 1]
        #expect(try JSONReader.parse(slice) == expected)
        #expect(try JSONReader.parse(Array(slice)) == expected)
        #expect(try slice.withUnsafeBytes { try JSONReader.parse($0) } == expected)
        #expect(try JSONReader.parse(slice.lazy.map { $0 }) == expected)
        #expect(throws: JSONError(kind: .syntax, offset: 2)) { try JSONReader.parse(bytes[1...2]) }
    }

    @Test(.timeLimit(.minutes(1))) func manyNamesAreReadInLinearTime() throws {
        let members = (0..<100_000).map { #""\#($0)":0"# }.joined(separator: ",")
        let object = try #require(JSONReader.parse(Array("{\(members)}".utf8)).object)
        #expect(object.count == 100_000)
        #expect(object["99999"] == 0)
        #expect(object["100000"] == nil)
        #expect(throws: JSONError(kind: .duplicateName, offset: members.utf8.count + 2)) {
            try JSONReader.parse(Array(#"{\#(members),"5":1}"#.utf8))
        }
    }

    @Test func prefixesOfATextAreNoText() throws {
        let bytes = Array(#"{"a":[1.5e3,"\ud83d\ude00é",true,null],"b":{}}"#.utf8)
        _ = try JSONReader.parse(bytes)
        for length in 0..<bytes.count {
            #expect(throws: JSONError.self) { try JSONReader.parse(bytes[..<length]) }
        }
    }

    @Test(
        arguments: [
            (.syntax, "The text is not valid JSON at byte 7."), (.utf8, "The text is not valid UTF-8 at byte 7."),
            (.depth, "The JSON is nested too deeply at byte 7."),
            (.duplicateName, "The JSON object has the same name twice at byte 7."),
            (.surrogate, "The JSON string has half a surrogate pair at byte 7."),
            (.number, "The JSON number is malformed or too long at byte 7."),
        ] as [(JSONError.Kind, String)])
    func errorsSayWhere(kind: JSONError.Kind, detail: String) {
        #expect(JSONError(kind: kind, offset: 7).detail == detail)
    }
}
