import CaravanProtocol
import Testing

struct LineFramerTests {
    private typealias Line = LineFramer.Line

    private func lines(_ pieces: [[UInt8]], lengthMax: Int = 100) -> [Line] {
        var framer = LineFramer(lengthMax: lengthMax)
        var result: [Line] = []
        for piece in pieces { framer.append(piece) { result.append($0) } }
        framer.finish { result.append($0) }
        return result
    }

    private func texts(_ texts: String?...) -> [Line] {
        texts.map { $0.map { .line(Array($0.utf8)) } ?? .tooLong }
    }

    @Test(
        arguments: [
            ("", []), ("\n", []), ("\r", []), ("\r\n\n\r\n", []), (" \t\r\n", []), ("\r\r", []), ("a", ["a"]),
            ("a\n", ["a"]), ("a\r\n", ["a"]), ("a\r", ["a"]), ("a\n\nb", ["a", "b"]), ("a\rb\n", ["a\rb"]),
            ("a\r\r\n", ["a\r"]), ("\ra\n", ["\ra"]), (" a \n", [" a "]), ("a\0b\n", ["a\0b"]),
            // Five bytes are allowed, not counting the ending.
            ("12345\n", ["12345"]), ("12345\r\n", ["12345"]), ("12345\r", ["12345"]), ("12345", ["12345"]),
            ("123456\n1\n", [nil, "1"]), ("123456\r\n1", [nil, "1"]), ("123456", [nil]), ("12345\r6\n1", [nil, "1"]),
            ("12345\r\r\n1", [nil, "1"]), ("1\n1234567890123456789012345", ["1", nil]), ("      \n1", [nil, "1"]),
        ] as [(String, [String?])])
    func linesComeHoweverTheyAreCut(text: String, expected: [String?]) {
        let bytes = Array(text.utf8)
        let expected: [Line] = expected.map { $0.map { .line(Array($0.utf8)) } ?? .tooLong }
        guard bytes.count > 1, bytes.count <= 12 else {
            #expect(lines([bytes], lengthMax: 5) == expected)
            #expect(lines(bytes.map { [$0] }, lengthMax: 5) == expected)
            return
        }
        // Every way to cut: a bit for each place between two bytes.
        for cuts in 0..<(1 << (bytes.count - 1)) {
            var pieces: [[UInt8]] = [[bytes[0]]]
            for index in 1..<bytes.count {
                if cuts >> (index - 1) & 1 == 1 { pieces.append([]) }
                pieces[pieces.count - 1].append(bytes[index])
            }
            #expect(lines(pieces, lengthMax: 5) == expected, "cut at bits \(cuts)")
        }
    }

    /// What the framer is held against: it has all the input at once.
    private func model(_ bytes: [UInt8], lengthMax: Int) -> [Line] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false).compactMap { part in
            let line = part.last == 0x0D ? part.dropLast() : part
            if line.count > lengthMax { return .tooLong }
            return line.allSatisfy({ $0 == 0x20 || $0 == 0x0D }) ? nil : .line(Array(line))
        }
    }

    @Test(arguments: 0..<500 as Range<UInt64>)
    func randomInputInRandomPieces(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array("ab \r\r\n".utf8)
        let count = Int.random(in: 0...120, using: &generator)
        let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = min(rest.count, Int.random(in: 0...9, using: &generator))
            pieces.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        let lengthMax = Int.random(in: 0...20, using: &generator)
        #expect(lines(pieces, lengthMax: lengthMax) == model(bytes, lengthMax: lengthMax))
    }

    @Test func tooLongIsToldOnceAtItsEnd() {
        var framer = LineFramer(lengthMax: 3)
        var emitted: [Line] = []
        for _ in 0..<1000 { framer.append(Array("abcdef".utf8)) { emitted.append($0) } }
        #expect(emitted.isEmpty)
        framer.append([0x0A]) { emitted.append($0) }
        #expect(emitted == [.tooLong])
        framer.append(Array("ok\n".utf8)) { emitted.append($0) }
        framer.finish { emitted.append($0) }
        framer.finish { emitted.append($0) }
        #expect(emitted == texts(nil, "ok"))
    }

    @Test func everyKindOfCollectionIsTaken() {
        var framer = LineFramer()
        var emitted: [Line] = []
        let bytes = Array("xone\ntwo\n".utf8)
        framer.append(bytes[1...]) { emitted.append($0) }
        bytes.withUnsafeBytes { framer.append($0) { emitted.append($0) } }
        framer.append(bytes.lazy.map { $0 }) { emitted.append($0) }
        #expect(emitted == texts("one", "two", "xone", "two", "xone", "two"))
    }

    @Test func theDefaultLimitIsTheProtocols() {
        var framer = LineFramer()
        var emitted: [Line] = []
        let line = [UInt8](repeating: 0x61, count: 4 * 1024 * 1024)
        framer.append(line) { emitted.append($0) }
        framer.append([0x0A]) { emitted.append($0) }
        framer.append(line) { emitted.append($0) }
        framer.append([0x61, 0x0A]) { emitted.append($0) }
        #expect(emitted == [.line(line), .tooLong])
    }
}
