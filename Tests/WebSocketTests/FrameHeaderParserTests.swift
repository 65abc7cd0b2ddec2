import Testing

@testable import CaravanWebSocket

@Suite("Heads of frames")
struct FrameHeaderParserTests {
    private static func parse(_ bytes: [UInt8], step: Int = 1, takesCompressed: Bool = false) throws(SocketFault)
        -> FrameHeader?
    {
        var parser = FrameHeaderParser(takesCompressed: takesCompressed)
        for start in stride(from: 0, to: bytes.count, by: step) {
            let part = Array(bytes[start..<min(start + step, bytes.count)])
            var result: Result<FrameHeader?, SocketFault> = .success(nil)
            part.withUnsafeBytes { view in
                do throws(SocketFault) {
                    result = .success(try parser.next(view).header)
                } catch {
                    result = .failure(error)
                }
            }
            if let header = try result.get() { return header }
        }
        return nil
    }

    @Test(arguments: [1, 2, 5, 100])
    func areReadHoweverTheyAreCut(_ step: Int) throws {
        for (length, written) in [0: 0, 1: 0, 125: 0, 126: 2, 0xFFFF: 2, 0x1_0000: 8, 1 << 40: 8, .max: 8] {
            for opcode in [0, 1, 2] as [UInt8] {
                for isFinal in [true, false] {
                    let frame = Frame(
                        opcode: opcode, isFinal: isFinal, key: [1, 2, 3, 4], claim: length, lengthBytes: written)
                    let header = try Self.parse(frame.bytes, step: step)
                    #expect(header?.length == length)
                    #expect(header?.opcode.rawValue == opcode)
                    #expect(header?.isFinal == isFinal)
                    #expect(header?.key == 0x0403_0201)
                    #expect(header?.isCompressed == false)
                }
            }
        }
    }

    @Test func areRefusedAtTheFirstWrongByte() throws {
        let wrong: [(frame: Frame, bytes: Int)] =
            [3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map { (Frame(opcode: $0), 1) }
            + [1, 2, 3, 4, 5, 6, 7].map { (Frame(opcode: 1, reserved: $0), 1) }
            + [8, 9, 10].map { (Frame(opcode: $0, isFinal: false), 1) }
            + [8, 9, 10].map { (Frame(opcode: $0, claim: 126), 2) }
            + [(Frame(opcode: 1, key: nil), 2), (Frame(opcode: 9, key: nil), 2)]
            + [0, 1, 125].map { (Frame(opcode: 2, claim: $0, lengthBytes: 2), 4) }
            + [0, 126, 0xFFFF].map { (Frame(opcode: 2, claim: $0, lengthBytes: 8), 10) }
            + [(Frame(opcode: 2, claim: -1, lengthBytes: 8), 10)]
        for (frame, count) in wrong {
            let before = try Self.parse(Array(frame.bytes.prefix(count - 1)))
            #expect(before == nil)
            #expect(throws: SocketFault.self, "\(frame)") { try Self.parse(Array(frame.bytes.prefix(count))) }
        }
    }

    @Test func mayBeCompressedIfThatWasAgreedTo() throws {
        #expect(try Self.parse(Frame(opcode: 1, reserved: 4).bytes, takesCompressed: true)?.isCompressed == true)
        for opcode in [0, 8, 9, 10] as [UInt8] {
            #expect(throws: SocketFault.self) {
                try Self.parse(Frame(opcode: opcode, reserved: 4).bytes, takesCompressed: true)
            }
        }
    }
}
