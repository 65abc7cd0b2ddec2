import CaravanProtocol
import Testing

struct UUIDBitsTests {
    private let canonical = "0189f7ea-ae2c-7d3b-8a1f-0123456789ab"
    private let value = UUIDBits(high: 0x0189_F7EA_AE2C_7D3B, low: 0x8A1F_0123_4567_89AB)

    @Test func textIsReadInEitherCaseAndWrittenInLower() {
        #expect(UUIDBits(parsing: canonical) == value)
        #expect(UUIDBits(parsing: canonical.uppercased()) == value)
        #expect(UUIDBits(parsing: "x\(canonical)x".dropFirst().dropLast()) == value)
        #expect(value.description == canonical)
        var bytes: [UInt8] = [0x22]
        value.write(to: &bytes)
        #expect(bytes == [0x22] + Array(canonical.utf8))
    }

    @Test(arguments: [
        "", "0189f7ea", "0189f7eaae2c7d3b8a1f0123456789ab", "{0189f7ea-ae2c-7d3b-8a1f-0123456789ab}",
        "urn:uuid:0189f7ea-ae2c-7d3b-8a1f-0123456789ab", " 0189f7ea-ae2c-7d3b-8a1f-0123456789ab",
        "0189f7ea-ae2c-7d3b-8a1f-0123456789ab\n", "0189f7ea-ae2c-7d3b-8a1f-0123456789a",
        "0189f7ea-ae2c-7d3b-8a1f-0123456789abc", "0189f7eaa-e2c-7d3b-8a1f-0123456789ab",
        "0189f7ea-ae2c-7d3b-8a1f-0123456789ag", "0189f7ea+ae2c-7d3b-8a1f-0123456789ab",
        "0189f7ea-ae2c-7d3b-8a1f-0123456789é", "0189f7ea-ae2c-7d3b-8a1f-01234567-9ab",
        "-189f7ea-ae2c-7d3b-8a1f-0123456789ab", "٠189f7ea-ae2c-7d3b-8a1f-0123456789a",
    ])
    func otherTextsAreRefused(text: String) {
        #expect(UUIDBits(parsing: text) == nil)
    }

    @Test func bytesAreBigEndian() {
        let bytes: [UInt8] = [1, 0x89, 0xF7, 0xEA, 0xAE, 0x2C, 0x7D, 0x3B, 0x8A, 0x1F, 1, 0x23, 0x45, 0x67, 0x89, 0xAB]
        #expect(UUIDBits(bytes: bytes) == value)
        #expect(value.withBytes { Array($0) } == bytes)
        #expect(UUIDBits(bytes: (bytes + [0])[..<16]) == value)
        #expect(UUIDBits(bytes: bytes.dropLast()) == nil)
        #expect(UUIDBits(bytes: bytes + [0]) == nil)
    }

    @Test func orderIsThatOfUnsignedBytes() {
        let ascending = [
            UUIDBits(high: 0, low: 0), UUIDBits(high: 0, low: .max), UUIDBits(high: 1, low: 0),
            UUIDBits(high: 0x7FFF_FFFF_FFFF_FFFF, low: 5), UUIDBits(high: 0x8000_0000_0000_0000, low: 0),
            UUIDBits(high: .max, low: 0x7FFF_FFFF_FFFF_FFFF), UUIDBits(high: .max, low: 0x8000_0000_0000_0000),
        ]
        for (index, left) in ascending.enumerated() {
            for (other, right) in ascending.enumerated() {
                #expect((left < right) == (index < other))
                #expect((left.description < right.description) == (index < other))
            }
        }
    }

    @Test func version7HasItsParts() {
        #expect(
            UUIDBits.version7(unixMilliseconds: 0x0123_4567_89AB, random: .max, low: .max).description
                == "01234567-89ab-7fff-bfff-ffffffffffff")
        #expect(
            UUIDBits.version7(unixMilliseconds: 0x0123_4567_89AB, random: 0, low: 0).description
                == "01234567-89ab-7000-8000-000000000000")
        // The example of RFC 9562, appendix A.6.
        #expect(
            UUIDBits.version7(unixMilliseconds: 0x017F_22E2_79B0, random: 0xCC3, low: 0x18C4_DC0C_0C07_398F).description
                == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
        #expect(
            UUIDBits.version7(unixMilliseconds: 1, random: .max, low: .max)
                < UUIDBits.version7(unixMilliseconds: 2, random: 0, low: 0))
    }

    @Test func textsRoundTrip() {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<1000 {
            let value = UUIDBits(high: generator.next(), low: generator.next())
            #expect(UUIDBits(parsing: value.description) == value)
            #expect(value.withBytes { UUIDBits(bytes: $0) } == value)
        }
    }
}
