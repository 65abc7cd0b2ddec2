import CaravanHTTP
import Glibc
import HTTPTestSupport
import TestThreads
import Testing
import TransportControl

@Suite("Many connections", .inTime, .timeLimit(.minutes(10)))
struct CrowdTests {
    /// The calls beside them would wait for much longer than the test does, did they wait for the silent ones' limit.
    @Test(arguments: [5, 3600])
    func aThousandThatSayNothing(_ headSeconds: Int) async throws {
        try await WatchedServer.with {
            $0.headSeconds = headSeconds
        } _: { server in
            let before = Self.residentKilobytes
            let silent = try await Self.connect(1000, port: server.port)
            // The machine may have so much else to do that the first are over before the last are accepted.
            _ = try await server.settles(at: 1000, within: 3)
            let count = try await server.load().connections
            let time = try await Self.timeOfCalls(server.port)
            let kilobytes = Self.residentKilobytes - before
            print("\(count) silent connections: \(kilobytes) kB for both sides, 20 calls beside them in \(time)")
            if headSeconds == 5 { for client in silent { #expect(try await client.ends()) } }
            for client in silent { await client.close() }
            #expect(try await server.settles(at: 0))
        }
    }

    private static func timeOfCalls(_ port: Int) async throws -> Duration {
        try await ContinuousClock().measure {
            for _ in 0..<20 {
                let status = try await TestConnection(port: port).send(.get("/control/items/")).status
                #expect(status == 200)
            }
        }
    }

    @Test(arguments: [5, 40])
    func soManyAtOnce(_ countMax: Int) async throws {
        try await WatchedServer.with {
            $0.connectionsMax = countMax
        } _: { server in
            var clients: [RawClient] = []
            for _ in 0..<countMax + 3 { clients.append(try await RawClient.connect(port: server.port)) }
            for client in clients { client.send(FaultTests.get) }
            for client in clients[..<countMax] { #expect(try await client.gets("HTTP/1.1 200")) }
            #expect(try await server.load().connections == countMax)
            for (leaving, waiting) in [(0, countMax), (1, countMax + 1), (2, countMax + 2)] {
                #expect(clients[waiting].bytes.isEmpty)
                if leaving == 1 { await clients[leaving].reset() } else { await clients[leaving].close() }
                #expect(try await clients[waiting].gets("HTTP/1.1 200"))
            }
            #expect(try await server.load().connections == countMax)
            for client in clients { await client.close() }
            #expect(try await server.settles(at: 0))
        }
    }

    @Test func theCountStaysRight() async throws {
        try await WatchedServer.with {
            $0.connectionsMax = 3
        } _: { server in
            for round in 0..<250 {
                for (number, client) in try await Self.connect(4, port: server.port).enumerated() {
                    if number % 2 == 0 { client.send(FaultTests.get) }
                    if (round + number) % 3 == 0 { await client.reset() } else { await client.close() }
                }
            }
            #expect(try await server.settles(at: 0))
            var clients: [RawClient] = []
            for _ in 0..<4 { clients.append(try await RawClient.connect(port: server.port)) }
            for client in clients { client.send(FaultTests.get) }
            for client in clients[..<3] { #expect(try await client.gets("HTTP/1.1 200")) }
            #expect(try await server.load().connections == 3)
            #expect(clients[3].bytes.isEmpty)
            for client in clients { await client.close() }
        }
    }

    /// How much memory the process has.
    private static var residentKilobytes: Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var text = [CChar](repeating: 0, count: 200)
        guard fgets(&text, 200, file) != nil else { return 0 }
        let words = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
            separator: " ")
        return words.count > 1 ? (Int(words[1]) ?? 0) * pageKilobytes : 0
    }

    private static var pageKilobytes: Int { Int(getpagesize()) / 1024 }

    private static func connect(_ count: Int, port: Int) async throws -> [RawClient] {
        try await withThrowingTaskGroup(of: RawClient.self) { group in
            for _ in 0..<count { group.addTask { try await RawClient.connect(port: port) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
