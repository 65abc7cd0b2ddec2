import CaravanProtocol
import Testing

struct JSONRoundTripTests {
    private static func text(_ generator: inout SeededGenerator) -> String {
        let alphabet: [Unicode.Scalar] = [
            "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\t", "\0", "\u{1F}", "\u{7F}", "é", "\u{301}", "€", "\u{D7FF}",
            "\u{E000}", "\u{FFFF}", "😀", "\u{10FFFF}",
        ]
        var result = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...24, using: &generator) {
            result.append(alphabet.randomElement(using: &generator) ?? "a")
        }
        return String(result)
    }

    private static func value(_ generator: inout SeededGenerator, depth: Int) -> JSONValue {
        switch Int.random(in: 0...(depth > 0 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .number(JSONNumber(Int64.random(in: .min ... .max, using: &generator)))
        case 3:
            let double = Double(bitPattern: generator.next())
            return JSONNumber(text: double.description).map { .number($0) } ?? .null
        case 4, 5: return .string(text(&generator))
        case 6:
            let count = Int.random(in: 0...5, using: &generator)
            return .array((0..<count).map { _ in value(&generator, depth: depth - 1) })
        default:
            var object = JSONObject()
            for _ in 0..<Int.random(in: 0...24, using: &generator) {
                object[text(&generator)] = value(&generator, depth: depth - 1)
            }
            return .object(object)
        }
    }

    @Test(arguments: 0..<300 as Range<UInt64>)
    func whatIsWrittenReadsBack(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let value = Self.value(&generator, depth: 4)
        var writer = JSONWriter(capacity: 0)
        writer.value(value)
        let read = try JSONReader.parse(writer.bytes)
        #expect(read == value)
        // The order of members is kept too, so that the bytes are the same.
        var again = JSONWriter()
        again.value(read)
        #expect(again.bytes == writer.bytes)
    }

    /// Damaged texts are read or refused, and what is read can be written.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func damagedTextsDoNoHarm(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var writer = JSONWriter()
        writer.value(Self.value(&generator, depth: 3))
        for _ in 0..<20 {
            var bytes = writer.bytes
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            bytes[place] = UInt8.random(in: 0...255, using: &generator)
            do throws(JSONError) {
                let value = try JSONReader.parse(bytes)
                var again = JSONWriter()
                again.value(value)
                #expect((try? JSONReader.parse(again.bytes)) == value)
            } catch {
                #expect(0...bytes.count ~= error.offset)
            }
        }
    }
}
