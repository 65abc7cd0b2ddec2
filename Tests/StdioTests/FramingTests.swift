import CaravanProtocol
import Foundation
import TestThreads
import Testing
import TransportConformance
import TransportControl

@Suite("Stdio: lines", .inTime)
struct FramingTests {
    struct Framing: CustomTestStringConvertible {
        let name: String
        let between: String
        let last: String
        var testDescription: String { name }
    }

    static let framings = [
        Framing(name: "line feeds", between: "\n", last: "\n"),
        Framing(name: "carriage return and line feed", between: "\r\n", last: "\r\n"),
        Framing(name: "blank lines between", between: "\n\n\n", last: "\n"),
        Framing(name: "blank lines with carriage returns", between: "\r\n\r\n", last: "\r\n"),
        Framing(name: "white space between", between: "\n \t \n", last: "\n  "),
        Framing(name: "last line without newline", between: "\n", last: ""),
        Framing(name: "carriage returns and no last newline", between: "\r\n", last: ""),
        Framing(name: "a last lone carriage return", between: "\n", last: "\r"),
    ]

    @Test(arguments: framings, Serving.allCases)
    func lineEndings(_ framing: Framing, _ serving: Serving) async throws {
        let lines = (0..<4).map { request(.number(JSONNumber($0))) }
        let input = Array(lines.joined(separator: Array(framing.between.utf8))) + Array(framing.last.utf8)
        #expect(try await serving.answers(input) == (0..<4).map { answer(.number(JSONNumber($0))) })
    }

    @Test(arguments: Serving.allCases)
    func nothingIsAnsweredWithNothing(_ serving: Serving) async throws {
        for input in ["", "\n", "\r\n\r\n", "  \n\t"] {
            #expect(try await serving.answer(Array(input.utf8)).isEmpty)
        }
    }

    struct BadLine: CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        var testDescription: String { name }

        static let all = [
            BadLine(name: "bad UTF-8", text: [0xFF, 0xFE]), BadLine(name: "a cut character", text: [0xC3]),
            BadLine(name: "an encoded surrogate", text: [0xED, 0xA0, 0x80]),
            BadLine(name: "an overlong slash", text: [0xC0, 0xAF]),
            BadLine(name: "a control character", text: [0x01]), BadLine(name: "a NUL", text: [0x00]),
            BadLine(name: "only bytes", bytes: Array(128...255)), BadLine(name: "a NUL alone", bytes: [0x00]),
            BadLine(name: "bad JSON", bytes: Array("{]".utf8)), BadLine(name: "a word", bytes: Array("nonsense".utf8)),
            BadLine(name: "a brace", bytes: Array("{".utf8)),
            BadLine(name: "UTF-16", bytes: request(1).flatMap { [0, $0] }),
        ]

        private init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }

        /// A request with such a text in its params.
        private init(name: String, text: [UInt8]) {
            let head = #"{"jsonrpc":"2.0","id":1,"method":"control.call","params":{"x":""#
            self.init(name: name, bytes: Array(head.utf8) + text + Array(#""}}"#.utf8))
        }
    }

    @Test(arguments: BadLine.all, Serving.allCases)
    func aBadLineGetsAnErrorAndTheStreamGoesOn(_ line: BadLine, _ serving: Serving) async throws {
        let answers = try await serving.answers(request(1) + [0x0A] + line.bytes + [0x0A] + request(2))
        #expect(answers.count == 3)
        #expect(answers.first == answer(1))
        #expect(answers.last == answer(2))
        let error = try #require(answers.dropFirst().first)
        #expect(error["id"] == .null)
        #expect(error["error"]?["code"] == -32700)
        #expect(error["error"]?["data"]?["code"] == "malformed")
    }

    @Test(arguments: Serving.allCases)
    func aLineThatIsTooLong(_ serving: Serving) async throws {
        let long = [UInt8](repeating: UInt8(ascii: "y"), count: Limits.lineBytesMax + 1)
        for end in [[0x0A] + request(2), [0x0A], []] as [[UInt8]] {
            let answers = try await serving.answers(request(1) + [0x0A] + long + end)
            #expect(answers.count == (end.count > 1 ? 3 : 2))
            let refusal = try #require(answers.dropFirst().first)
            #expect(refusal["id"] == .null)
            #expect(refusal["error"]?["code"] == -32600)
            #expect(refusal["error"]?["data"]?["code"] == "too_large")
        }
    }

    @Test func theLongestLinePasses() async throws {
        var line = request(1)
        line += [UInt8](repeating: UInt8(ascii: " "), count: Limits.lineBytesMax - line.count)
        #expect(try await Serving.pipes.answers(line + [0x0A]) == [answer(1)])
    }

    @Test func byteByByte() async throws {
        try await StdioHarness().withChannel(ControlApplication()) { channel in
            for byte in request("slow") + [0x0A] {
                try channel.write([byte])
                await Task.yield()
            }
            var messages = channel.messages.makeAsyncIterator()
            #expect(try JSONReader.parse(await messages.next() ?? []) == answer("slow"))
            channel.endInput()
            #expect(await messages.next() == nil)
        }
    }

    @Test(arguments: Serving.allCases)
    func manyLinesAreAnsweredInOrder(_ serving: Serving) async throws {
        let count: Int64 = 5000
        let lines = (0..<count).map { request(.number(JSONNumber($0)), title: "Line \($0)") }
        let answers = try await serving.answers(Array(lines.joined(separator: [0x0A])))
        #expect(answers == (0..<count).map { answer(.number(JSONNumber($0)), title: "Line \($0)") })
    }

    @Test func anAnswerIsWrittenBeforeTheNextRequestComes() async throws {
        try await StdioHarness().withChannel(ControlApplication()) { channel in
            var messages = channel.messages.makeAsyncIterator()
            for id in 0..<20 as Range<Int64> {
                try channel.write(request(.number(JSONNumber(id))) + [0x0A])
                #expect(try JSONReader.parse(await messages.next() ?? []) == answer(.number(JSONNumber(id))))
            }
            channel.endInput()
        }
    }
}
