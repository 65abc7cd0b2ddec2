import CaravanHTTP
import CaravanProtocol
import CaravanWebSocket
import HTTPTestSupport
import TestThreads
import Testing

@Suite("Closing", .inTime)
struct CloseTests {
    @Test func theClientsCodeComesBack() async throws {
        try await SocketServer.with { server in
            for code in [1000, 1001, 3000, 4999, nil] as [UInt16?] {
                let client = try await server.open()
                client.send(.text("echo x"), .close(code, code == nil ? "" : "ключ"), .text("echo after"))
                let frames = try await client.frames { $0.last?.opcode == 8 }
                #expect(frames.map(\.text).first == "echo x", "what was asked before is answered")
                #expect(frames.count == 2)
                #expect(frames.last?.closeCode == code)
                #expect(try await client.raw.ends())
                #expect(server.application.last?.received == ["echo x"])
                #expect(server.application.last?.endedCount == 1)
            }
        }
    }

    @Test func whatIsWrongHasItsCode() async throws {
        try await SocketServer.with { server in
            let faults: [(frames: [Frame], code: UInt16)] = [
                ([.binary([1])], 1003), ([Frame(opcode: 1, payload: [0xFF])], 1007),
                ([Frame(opcode: 1, payload: [0xE2, 0x82], isFinal: false), .rest("x")], 1007),
                ([Frame(opcode: 1, claim: 64 * 1024 + 1)], 1009), ([Frame(opcode: 1, claim: .max)], 1009),
                ([.text(String(repeating: "x", count: 65_536), isFinal: false), .rest("x")], 1009),
                ([Frame(opcode: 1, payload: [0x78], key: nil)], 1002), ([Frame(opcode: 1, reserved: 4)], 1002),
                ([Frame(opcode: 3)], 1002), ([Frame(opcode: 11)], 1002), ([Frame(opcode: 9, isFinal: false)], 1002),
                ([Frame(opcode: 9, payload: [UInt8](repeating: 0, count: 126))], 1002), ([.rest("x")], 1002),
                ([.text("a", isFinal: false), .text("b")], 1002), ([.close(1005)], 1002), ([.close(999)], 1002),
                ([Frame(opcode: 8, payload: [3])], 1002), ([Frame(opcode: 8, payload: [3, 0xE8, 0xC3])], 1007),
            ]
            for (frames, code) in faults {
                let client = try await server.open()
                client.send(.text("echo before"))
                client.raw.send(frames.flatMap(\.bytes) + [UInt8](repeating: 0x41, count: 100_000))
                #expect(try await client.closeCode() == code, "\(frames)")
                #expect(client.frames.first?.text == "echo before")
                #expect(client.frames.count == 2)
            }
            for session in server.application.all {
                #expect(session.endedCount == 1)
            }
        }
    }

    @Test func theServerClosesBehindWhatItSent() async throws {
        try await SocketServer.with { server in
            for code in [4001, 4003, 1012] as [UInt16] {
                let client = try await server.open()
                client.send(.text("echo x"), .text("end \(code)"), .text("echo after"))
                #expect(try await client.closeCode() == code)
                #expect(client.frames.map(\.opcode) == [1, 8])
                #expect(server.application.last?.endedCount == 1)
            }
        }
    }

    @Test func whoDoesNotAnswerIsCut() async throws {
        try await SocketServer.with { server in
            let client = try await server.open()
            client.send(.text("end 4003"))
            _ = try await client.frames { $0.last?.opcode == 8 }
            // It says nothing and reads on.
            #expect(try await client.raw.ends())
        }
    }

    @Test func aShutdownSaysSo() async throws {
        try await SocketServer.with { server in
            var clients: [SocketClient] = []
            for _ in 0..<5 { clients.append(try await server.open()) }
            clients[0].send(.text("slow x"))
            await server.shutDown()
            for client in clients { #expect(try await client.closeCode() == 1012) }
        }
    }
}
