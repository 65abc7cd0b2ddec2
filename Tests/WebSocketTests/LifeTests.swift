import CaravanHTTP
import CaravanProtocol
import CaravanWebSocket
import HTTPTestSupport
import TestThreads
import Testing

@Suite("Sockets in the course of time", .inTime)
struct LifeTests {
    @Test func anyByteKeepsThemOpen() async throws {
        try await SocketServer.with {
            $0.pingSeconds = 1
            $0.authenticationSeconds = 1
        } _: { server in
            let client = try await server.open()
            let silent = try await server.open()
            // Half of a frame's head, byte by byte, and answers to pings: the first one answers, the second is silent.
            var answered = 0
            let deadline = ContinuousClock.now + .seconds(30)
            while !silent.raw.isEnded, ContinuousClock.now < deadline {
                let pings = client.frames.count { $0.opcode == 9 }
                while answered < pings {
                    answered += 1
                    client.send(.pong())
                }
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(silent.raw.isEnded)
            #expect(silent.frames.allSatisfy { $0.opcode == 9 }, "a dead connection gets no close frame")
            client.send(.text("echo x"))
            #expect(try await client.texts(1) == ["echo x"])
        }
    }

    @Test func nobodyBehindThem() async throws {
        try await SocketServer.with {
            $0.authenticationSeconds = 5
        } _: { server in
            let nobody = try await server.open("/silent")
            #expect(try await nobody.closeCode() == 4001)
            let late = try await server.open("/silent")
            late.send(.text("echo x"))
            _ = try await late.texts(1)
            server.application.last?.bind()
            try await Task.sleep(for: .seconds(8))
            late.send(.text("echo y"))
            #expect(try await late.texts(2) == ["echo x", "echo y"])
        }
    }

    @Test func aClientThatGoesAwayIsGone() async throws {
        try await SocketServer.with { server in
            for isReset in [true, false] {
                let client = try await server.open()
                client.send(.text("echo x"))
                _ = try await client.texts(1)
                if isReset { await client.raw.reset() } else { client.raw.endOutput() }
                try await server.waits { server.application.last?.endedCount == 1 }
                if !isReset { #expect(try await client.raw.ends()) }
            }
        }
    }

    /// What it asked before it hung up takes effect, though nobody takes the answer.
    @Test func whatWasAskedBeforeHangingUpIsDone() async throws {
        try await SocketServer.with { server in
            let client = try await server.open()
            client.send(.text("slow 1"), .text("slow 2"), .text("echo 3"))
            client.raw.endOutput()
            #expect(try await client.texts(3) == ["slow 1", "slow 2", "echo 3"])
            #expect(try await client.raw.ends())
        }
    }
}
