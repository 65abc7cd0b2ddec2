import CaravanProtocol
import Testing

struct JSONNumberTests {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("0.000", 0), ("0e99999999999999999999", 0), ("1", 1), ("1.0", 1), ("1e2", 100),
            ("1E+2", 100), ("1.5e1", 15), ("10e-1", 1), ("1500e-2", 15), ("-7", -7), ("0.5", nil), ("1e-1", nil),
            ("1.05e1", nil), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775808", nil),
            ("-9223372036854775809", nil), ("9.223372036854775807e18", .max), ("-9.223372036854775808e18", .min),
            ("1e18", 1_000_000_000_000_000_000), ("1e19", nil), ("1e400", nil), ("1e-400", nil),
            ("1e99999999999999999999", nil), ("100000000000000000000e-2", 1_000_000_000_000_000_000),
        ] as [(String, Int64?)])
    func wholeNumbersAreExact(text: String, expected: Int64?) throws {
        #expect(try #require(JSONNumber(text: text)).int64 == expected)
    }

    @Test(
        arguments: [
            ("0.5", 0.5), ("1e2", 100), ("0.1", 0.1), ("-1.25", -1.25), ("1e308", 1e308), ("1e309", nil),
            ("-1e309", nil),
            ("1e-400", 0), ("179769313486231570000", 1.7976931348623157e20),
        ] as [(String, Double?)])
    func doublesAreFinite(text: String, expected: Double?) throws {
        #expect(try #require(JSONNumber(text: text)).double == expected)
    }

    @Test(arguments: ["", " 1", "1 ", "+1", "01", "1.", ".5", "1e", "0x1", "NaN", "inf", "1,5", "--1", "1e5.0", "١"])
    func otherTextsAreNoNumbers(text: String) {
        #expect(JSONNumber(text: text) == nil)
    }

    @Test func equalityIsThatOfTheText() {
        #expect(JSONNumber(text: "1") == JSONNumber(1))
        #expect(JSONNumber(text: "1.0") != JSONNumber(1))
        #expect(JSONNumber(.min).text == "-9223372036854775808")
        #expect(JSONNumber(text: String(repeating: "1", count: 400)) != nil)
        #expect(JSONNumber(text: String(repeating: "1", count: 401)) == nil)
    }
}
