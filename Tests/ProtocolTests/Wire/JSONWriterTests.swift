import CaravanProtocol
import Testing

struct JSONWriterTests {
    private func written(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func commasStandBetweenValuesOnly() {
        let text = written { writer in
            writer.beginObject()
            writer.name("a")
            writer.int(1)
            writer.name("b" as String)
            writer.beginArray()
            writer.beginArray()
            writer.endArray()
            writer.beginObject()
            writer.endObject()
            writer.null()
            writer.bool(true)
            writer.bool(false)
            writer.string("x")
            writer.raw(Array("[0]".utf8))
            writer.number(JSONNumber(7))
            writer.double(0.5)
            writer.quoted { $0.append(UInt8(ascii: "q")) }
            writer.value(["k": []])
            writer.endArray()
            writer.name("c")
            writer.beginObject()
            writer.name("d")
            writer.quoted { _ in }
            writer.endObject()
            writer.endObject()
        }
        #expect(text == #"{"a":1,"b":[[],{},null,true,false,"x",[0],7,0.5,"q",{"k":[]}],"c":{"d":""}}"#)
    }

    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), ("/", #""/""#), ("\"\\", #""\"\\""#),
        ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#), ("\0\u{1}\u{B}\u{1F}", #""\u0000\u0001\u000b\u001f""#),
        ("\u{7F}é€😀\u{2028}", "\"\u{7F}é€😀\u{2028}\""), ("eight by\"te words", #""eight by\"te words""#),
        ("exactly8\n", #""exactly8\n""#), ("\n\n12345678\"", #""\n\n12345678\"""#),
    ])
    func stringsAreEscaped(text: String, expected: String) {
        #expect(written { $0.string(text) } == expected)
        let named = written { writer in
            writer.name(text)
            writer.null()
        }
        #expect(named == expected + ":null")
    }

    /// A special byte at every place of a word, and beside bytes that differ from it in one bit.
    @Test func everyByteAtEveryPlaceReadsBack() throws {
        for scalar in UInt8(0)...0x7F {
            for place in 0..<20 {
                var text = String(repeating: "!", count: place)
                text.unicodeScalars.append(Unicode.Scalar(scalar))
                text += "]#\u{80}\u{A0}!!!!!!!!"
                #expect(try JSONReader.parse(Array(written { $0.string(text) }.utf8)) == .string(text))
            }
        }
    }

    @Test func literalNamesAreEscapedToo() {
        let text = written { writer in
            writer.beginObject()
            writer.name("q\"\u{1}é")
            writer.int(0)
            writer.endObject()
        }
        #expect(text == #"{"q\"\u0001é":0}"#)
    }

    @Test(
        arguments: [
            0, 1, -1, 9, 10, -10, 99, 100, 1_234_567_890, .max, .min, .max - 1, .min + 1,
        ] as [Int64])
    func integersAreWrittenInFull(value: Int64) {
        #expect(written { $0.int(value) } == String(value))
    }

    @Test(arguments: [0.1, -0.0, 1, 48.8566, 1e-7, 1e22, .leastNonzeroMagnitude, 1.7976931348623157e308, 1.0 / 3])
    func doublesReadBack(value: Double) throws {
        let text = written { $0.double(value) }
        #expect(try #require(JSONNumber(text: text)).double?.bitPattern == value.bitPattern)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func whatIsNoNumberIsNull(value: Double) {
        #expect(written { $0.double(value) } == "null")
    }

    @Test func stringsOfEveryStorageAreWritten() {
        let long = String(repeating: "0123456789", count: 10)
        #expect(written { $0.string(String(long.dropFirst(95))) } == #""56789""#)
        #expect(written { $0.string(String(repeating: "é\n", count: 3)) } == #""é\né\né\n""#)
    }
}
