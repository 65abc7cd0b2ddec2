import CaravanHTTP
import CaravanProtocol
import HTTPTestSupport
import TestThreads
import Testing

@testable import CaravanWebSocket

/// permessage-deflate (RFC 7692).
@Suite("Compression", .inTime)
struct DeflateTests {
    @Test func whatIsAgreedTo() {
        let none = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
        for (offer, answer) in [
            "permessage-deflate": none, "permessage-deflate; client_max_window_bits": none,
            "x-webkit-deflate-frame, permessage-deflate": none, "Permessage-Deflate;client_max_window_bits=\"9\"": none,
            "permessage-deflate; server_max_window_bits=10": none + "; server_max_window_bits=10",
            "permessage-deflate; server_max_window_bits=8, permessage-deflate": none,
            "permessage-deflate; server_no_context_takeover; client_no_context_takeover": none,
            "permessage-deflate; x": nil, "permessage-deflate; server_max_window_bits": nil,
            "permessage-deflate; server_max_window_bits=16": nil, "permessage-deflate; server_max_window_bits=09": nil,
            "permessage-deflate; client_max_window_bits=7": nil,
            "permessage-deflate; server_no_context_takeover=1": nil,
            "permessage-deflate; client_max_window_bits; client_max_window_bits": nil, "": nil, "gzip": nil,
            "permessage-deflate;": nil,
        ] as [String: String?] {
            #expect(DeflateAgreement(offers: [offer])?.answer == answer, "\(offer)")
        }
    }

    /// The standard's own examples (section 7.2.3), whole and by its last block.
    @Test func theStandardsExamples() throws {
        let inflater = Inflater()
        for example in [
            [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00],
            [0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x00],
            [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00],
            [0xF2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xCA, 0xC9, 0xC9, 0x07, 0x00],
        ] as [[UInt8]] {
            #expect(try inflater.inflate(example, bytesMax: 5) == Array("Hello".utf8))
            #expect(throws: SocketFault.tooLong(4)) { try inflater.inflate(example, bytesMax: 4) }
        }
        #expect(try inflater.inflate([0], bytesMax: 5).isEmpty)
        for bytes in [[0xFF, 0xFF, 0xFF], [0xF2, 0x48, 0xCD], [0x06]] as [[UInt8]] {
            #expect(throws: SocketFault.self, "\(bytes)") { try inflater.inflate(bytes, bytesMax: 1000) }
        }
    }

    @Test(arguments: [9, 12, 15])
    func thereAndBack(_ windowBits: Int) throws {
        let deflater = Deflater(windowBits: windowBits)
        let inflater = Inflater()
        for count in [300, 5000, 70_000, 300_000] {
            let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 / 1000) }
            let deflated = try #require(deflater.deflate(message))
            #expect(deflated.count < message.count)
            #expect(try inflater.inflate(deflated, bytesMax: count) == message)
        }
        var noise: UInt64 = 1
        let random = (0..<1000).map { _ in
            noise = noise &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(noise >> 56)
        }
        #expect(deflater.deflate(random) == nil, "what does not get shorter is sent as it is")
    }

    private static let offer: [String: String?] = ["Sec-WebSocket-Extensions": "permessage-deflate"]

    @Test func overASocket() async throws {
        try await SocketServer.with {
            $0.compresses = true
        } _: { server in
            let client = try await server.open("/ws/", Self.offer)
            #expect(client.head["Sec-WebSocket-Extensions"]?.hasPrefix("permessage-deflate") == true)
            let text = "echo " + String(repeating: "сжатый ", count: 500)
            let deflated = try #require(Deflater(windowBits: 15).deflate(Array(text.utf8)))
            client.send(Frame(opcode: 1, payload: deflated, reserved: 4), .text(text), .text("echo short"))
            let frames = try await client.frames(3)
            #expect(frames.map(\.reserved) == [4, 4, 0])
            for frame in frames.prefix(2) {
                #expect(try Inflater().inflate(frame.payload, bytesMax: 100_000) == Array(text.utf8))
            }
            #expect(frames.last?.text == "echo short")
        }
    }

    @Test func onlyIfBothWantIt() async throws {
        try await SocketServer.with { server in
            let client = try await server.open("/ws/", Self.offer)
            #expect(client.head["Sec-WebSocket-Extensions"] == nil)
            client.send(Frame(opcode: 1, payload: [0], reserved: 4))
            #expect(try await client.closeCode() == 1002)
        }
        try await SocketServer.with {
            $0.compresses = true
        } _: { server in
            let client = try await server.open()
            let text = "echo " + String(repeating: "x", count: 5000)
            client.send(.text(text))
            #expect(try await client.texts(1) == [text])
        }
    }

    @Test func whatIsWrongHasItsCode() async throws {
        try await SocketServer.with {
            $0.compresses = true
        } _: { server in
            let bomb = try #require(Deflater(windowBits: 15).deflate([UInt8](repeating: 0x20, count: 20_000_000)))
            #expect(bomb.count < 100_000)
            for (payload, code) in [
                (Array(bomb.prefix(60_000)), 1009), ([0xFF, 0xFF, 0xFF], 1007), ([0xF2, 0x48, 0xCD], 1007),
                // A block as it is, of one byte that is no text.
                ([0x00, 0x01, 0x00, 0xFE, 0xFF, 0xFF, 0x00], 1007),
            ] as [([UInt8], UInt16)] {
                let client = try await server.open("/ws/", Self.offer)
                client.send(Frame(opcode: 1, payload: payload, reserved: 4))
                #expect(try await client.closeCode() == code)
            }
        }
    }
}
