import CaravanProtocol
import Testing

struct AmountTests {
    @Test(
        arguments: [
            ("0", 0, 0, "0"), ("12.50", 1250, 2, "12.50"), ("-1", -1, 0, "-1"), ("0.1", 1, 1, "0.1"),
            ("-0.05", -5, 2, "-0.05"), ("1e2", 100, 0, "100"), ("1E+2", 100, 0, "100"), ("1.5e3", 1500, 0, "1500"),
            ("1.50e1", 150, 1, "15.0"), ("125e-2", 125, 2, "1.25"), ("1e-4", 1, 4, "0.0001"), ("0.00", 0, 2, "0.00"),
            ("-0", 0, 0, "0"), ("-0.0", 0, 1, "0.0"), ("0e999999999999", 0, 0, "0"),
            ("0e-999999999999", 0, 4, "0.0000"),
            ("007.5", 75, 1, "7.5"), ("1.0000", 10_000, 4, "1.0000"), ("1.00000000", 10_000, 4, "1.0000"),
            ("0.12340", 1234, 4, "0.1234"), ("10e-5", 1, 4, "0.0001"), ("0.0000000", 0, 4, "0.0000"),
            ("999999999999.9999", 9_999_999_999_999_999, 4, "999999999999.9999"),
            ("-999999999999.9999", -9_999_999_999_999_999, 4, "-999999999999.9999"),
            ("999999999999", 999_999_999_999, 0, "999999999999"), ("1e11", 100_000_000_000, 0, "100000000000"),
            ("0.00001e5", 1, 0, "1"), ("100000000000000e-10", 100_000_000, 4, "10000.0000"),
            ("00000000000000000000000001", 1, 0, "1"),
        ] as [(String, Int64, Int, String)])
    func reads(text: String, units: Int64, scale: Int, written: String) throws {
        let amount = try #require(Amount(parsing: text))
        #expect(amount.units == units && amount.scale == scale)
        #expect(amount.description == written)
        #expect(amount.isNegative == (units < 0))
        let again = try #require(Amount(parsing: amount.description))
        #expect(again.units == units && again.scale == scale)
    }

    @Test(arguments: [
        "", " ", ".", "-", "+1", "1.", ".5", "-.5", " 1", "1 ", "1\n", "NaN", "inf", "0x10", "1,5", "1_000", "--1",
        "1e", "1e+", "1e1.5", "e5", "1.2.3", "١٢", "1\0", "12.50 EUR",
        // Too many digits, also once the exponent is worked in.
        "1000000000000", "999999999999.99999", "0.00001", "1e12", "1e-5", "0.1e-4", "1.00001",
        "1e999999999999999999999",
        "1e-999999999999999999999", "-1000000000000", "0.000099999", "12345678901234567890",
        String(repeating: "1", count: 401), String(repeating: "0", count: 401),
    ])
    func refuses(text: String) {
        #expect(Amount(parsing: text) == nil)
    }

    @Test func equalityAndOrderGoByValue() throws {
        func amount(_ text: String) throws -> Amount { try #require(Amount(parsing: text)) }
        #expect(try amount("12.5") == amount("12.50"))
        #expect(try Set([amount("12.5"), amount("12.50"), amount("12.5000"), amount("125e-1")]).count == 1)
        #expect(try amount("0") == amount("-0.0"))
        let ascending = ["-999999999999.9999", "-2", "-1.9999", "0", "0.0001", "0.1", "1", "1.01", "999999999999"]
        for (index, left) in ascending.enumerated() {
            for (other, right) in ascending.enumerated() {
                #expect(try (amount(left) < amount(right)) == (index < other))
            }
        }
    }

    @Test func partsAreChecked() {
        #expect(Amount(units: 1250, scale: 2)?.description == "12.50")
        #expect(Amount(units: -5, scale: 4)?.description == "-0.0005")
        #expect(Amount(units: 1, scale: 5) == nil)
        #expect(Amount(units: 1, scale: -1) == nil)
        #expect(Amount(units: 1_000_000_000_000, scale: 0) == nil)
        #expect(Amount(units: .min, scale: 4) == nil)
        #expect(Amount(units: .max, scale: 4) == nil)
    }

    @Test func slicesAreRead() {
        #expect(Amount(parsing: "x1.5x".dropFirst().dropLast())?.units == 15)
    }
}
