import NIOCore
import Testing

@testable import CaravanWebSocket

@Suite("Messages of frames")
struct MessageReaderTests {
    /// What the frames say, their bytes cut into pieces of that size.
    private static func read(
        _ frames: [Frame], step: Int = 1_000_000, bytesMax: Int = 1000, takesBinary: Bool = true,
        takesCompressed: Bool = false
    ) throws(SocketFault) -> [MessageReader.Incoming] {
        var reader = MessageReader(bytesMax: bytesMax, takesBinary: takesBinary, takesCompressed: takesCompressed)
        var found: [MessageReader.Incoming] = []
        let bytes = frames.flatMap(\.bytes)
        for start in stride(from: 0, to: bytes.count, by: step) {
            var buffer = ByteBuffer(bytes: bytes[start..<min(start + step, bytes.count)])
            while let incoming = try reader.next(&buffer) { found.append(incoming) }
            #expect(buffer.readableBytes == 0)
        }
        return found
    }

    private static func text(_ text: String) -> MessageReader.Incoming { .message(Array(text.utf8), isBinary: false) }

    @Test(arguments: [1, 2, 3, 7, 8, 100, 1_000_000])
    func comeWholeHoweverTheyAreCut(_ step: Int) throws {
        let long = String(repeating: "длинно ", count: 70)
        let found = try Self.read(
            [
                .text("a"), .text(""), .text("be", isFinal: false), .ping("p"), .rest("", isFinal: false), .pong("x"),
                .rest("gin"), .binary([0xFF, 0]), .text(long), .ping(), .close(1000, "ключ"),
            ], step: step)
        #expect(
            found == [
                Self.text("a"), Self.text(""), .ping(Array("p".utf8)), .pong, Self.text("begin"),
                .message([0xFF, 0], isBinary: true), Self.text(long), .ping([]), .close(CloseReason(code: 1000)),
            ])
    }

    @Test func charactersMayBeCutByFrames() throws {
        let bytes = Array("κόσμε🧭".utf8)
        let frames = bytes.enumerated().map { index, byte in
            Frame(opcode: index == 0 ? 1 : 0, payload: [byte], isFinal: index == bytes.count - 1)
        }
        #expect(try Self.read(frames) == [.message(bytes, isBinary: false)])
    }

    @Test func orderIsKept() {
        for frames in [
            [Frame.rest("x")], [.rest("x", isFinal: false)], [.text("a", isFinal: false), .text("b")],
            [.text("a"), .rest("b")], [.text("a", isFinal: false), .binary([1])],
        ] {
            #expect(throws: SocketFault.self) { try Self.read(frames) }
        }
    }

    /// Before any of what is too long has come.
    @Test func lengthIsLimited() throws {
        #expect(throws: SocketFault.tooLong(10)) {
            try Self.read([Frame(opcode: 1, claim: 11)], bytesMax: 10)
        }
        #expect(throws: SocketFault.tooLong(10)) {
            try Self.read([.text("123456", isFinal: false), Frame(opcode: 0, claim: 5)], bytesMax: 10)
        }
        #expect(throws: SocketFault.tooLong(10)) {
            try Self.read([Frame(opcode: 1, claim: .max)], bytesMax: 10)
        }
        #expect(
            try Self.read([.text("123456", isFinal: false), .rest("7890")], bytesMax: 10) == [Self.text("1234567890")])
    }

    @Test func binaryMayBeRefused() {
        #expect(throws: SocketFault.binary) { try Self.read([Frame(opcode: 2, claim: 5)], takesBinary: false) }
    }

    /// At its first wrong byte, not at the end of its frame.
    @Test func whatIsNoTextFailsAtOnce() {
        for bytes in [[0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0x41, 0xFF]] as [[UInt8]] {
            #expect(throws: SocketFault.notUTF8) { try Self.read([Frame(opcode: 1, payload: bytes, claim: 500)]) }
        }
        #expect(throws: SocketFault.notUTF8) { try Self.read([Frame(opcode: 1, payload: [0xE2, 0x82])]) }
        #expect(throws: Never.self) { try Self.read([Frame(opcode: 2, payload: [0xE2, 0x82])]) }
    }

    @Test func closeFramesAreChecked() throws {
        for code in [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999] as [UInt16] {
            #expect(try Self.read([.close(code)]) == [.close(CloseReason(code: code))])
        }
        #expect(try Self.read([.close(nil)]) == [.close(CloseReason(code: nil))])
        for code in [0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535] as [UInt16] {
            #expect(throws: SocketFault.self) { try Self.read([.close(code)]) }
        }
        #expect(throws: SocketFault.self) { try Self.read([Frame(opcode: 8, payload: [3])]) }
        #expect(throws: SocketFault.notUTF8) { try Self.read([Frame(opcode: 8, payload: [3, 0xE8, 0xFF])]) }
    }

    @Test func compressedMessagesAreHandedOnAsTheyAre() throws {
        let found = try Self.read(
            [Frame(opcode: 1, payload: [0xFF], isFinal: false, reserved: 4), Frame(opcode: 0, payload: [0xFE])],
            takesCompressed: true)
        #expect(found == [.compressed([0xFF, 0xFE], isBinary: false)])
    }
}
