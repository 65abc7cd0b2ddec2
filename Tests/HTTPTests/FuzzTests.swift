import CaravanHTTP
import Glibc
import HTTPTestSupport
import TestThreads
import Testing
import TransportControl

/// Streams made from a seed, which a failure prints.
@Suite("Random streams", .inTime)
struct FuzzTests {
    private static let requests = [
        "GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n",
        "HEAD /health/ HTTP/1.1\r\nHost: x\r\nAccept: */*\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", PipelineTests.post("/control/items/", #"{"title":"x"}"#),
        PipelineTests.wait(1), PipelineTests.post("/nothing/", String(repeating: "y", count: 200)),
        "POST /api/v1/control/print/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;a=b\r\n{\r\n1\r\n}\r\n0\r\nX: y\r\n\r\n",
        "POST /api/v1/control/print/ HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n{}",
        PipelineTests.get("/api/v1/control/big/?bytes=70000"),
        PipelineTests.post("/control/items/", String(repeating: " ", count: 3000)),
    ]
    /// More where `make test-long` runs.
    private static let seeds = Array(1...(getenv("CARAVAN_KILLS") == nil ? 6 : 60)).map { UInt64($0) }

    @Test(arguments: seeds)
    func nothingBreaksTheServer(_ seed: UInt64) async throws {
        try await WatchedServer.with {
            $0.bodyBytesMax = 2000
        } _: { server in
            var random = SplitMix(seed)
            for round in 0..<60 {
                var bytes: [UInt8] = []
                for _ in 0..<Int.random(in: 1...6, using: &random) { bytes += Self.pick(&random) }
                for _ in 0..<Int.random(in: 1...4, using: &random) { Self.mutate(&bytes, &random) }
                let client = try await RawClient.connect(port: server.port)
                for piece in Self.split(bytes, &random) {
                    client.send(piece)
                    if Bool.random(using: &random) { await Task.yield() }
                }
                switch round % 4 {
                case 0: await client.reset()
                case 1: await client.close()
                default:
                    // It has an answer for all of it, and ends once the client has.
                    client.endOutput()
                    #expect(try await client.ends(), "seed \(seed), round \(round)")
                    await client.close()
                }
                let status = try await TestConnection(port: server.port).send(.get("/control/items/")).status
                #expect(status == 200, "seed \(seed), round \(round)")
            }
            #expect(try await server.settles(at: 0), "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func howItIsSplitMakesNoDifference(_ seed: UInt64) async throws {
        try await RunningServer.with(bodyBytesMax: 2000) { server in
            var random = SplitMix(seed)
            for round in 0..<15 {
                var bytes: [UInt8] = []
                let count = Int.random(in: 1...12, using: &random)
                for number in 0..<count {
                    let text = String(decoding: Self.pick(&random), as: UTF8.self)
                    let line = text.firstIndex(of: "\r\n").map { text.index(after: $0) } ?? text.endIndex
                    bytes += Array((text[..<line] + "X-Request-Id: r\(number)\r\n" + text[line...]).utf8)
                }
                var answers: [[String]] = []
                for pieces in [[bytes], Self.split(bytes, &random), bytes.count < 2000 ? bytes.map { [$0] } : [bytes]] {
                    let client = try await RawClient.connect(port: server.port)
                    for piece in pieces {
                        client.send(piece)
                        if Int.random(in: 0..<8, using: &random) == 0 { try await Task.sleep(for: .milliseconds(1)) }
                    }
                    client.endOutput()
                    #expect(try await client.ends(), "seed \(seed), round \(round)")
                    answers.append(Self.comparable(client.bytes))
                    await client.close()
                }
                #expect(answers[0] == answers[1] && answers[0] == answers[2], "seed \(seed), round \(round)")
                #expect(
                    answers[0].filter { $0.hasPrefix("X-Request-Id") } == (0..<count).map { "X-Request-Id: r\($0)" })
            }
        }
    }

    private static func pick(_ random: inout SplitMix) -> [UInt8] {
        Array(requests[Int.random(in: 0..<requests.count, using: &random)].utf8)
    }

    /// The lines of the answers that must be the same each time.
    private static func comparable(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").map(String.init).filter {
            // The end of the client's output may come before the last answer, or behind it.
            !$0.hasPrefix("Date:") && !$0.hasPrefix("Connection:")
        }
    }

    private static func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
        guard !bytes.isEmpty else { return }
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<7, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
        case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...50, using: &random)))
        case 4: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 40)], at: at)
        case 5: bytes.insert(contentsOf: Array("\r\n".utf8), at: at)
        default: bytes.insert(contentsOf: pick(&random), at: at)
        }
    }

    private static func split(_ bytes: [UInt8], _ random: inout SplitMix) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...max(1, rest.count / Int.random(in: 1...8, using: &random)), using: &random)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return pieces
    }

    /// Steele, Lea and Flood's generator: small, and the same everywhere.
    private struct SplitMix: RandomNumberGenerator {
        private var state: UInt64

        init(_ seed: UInt64) {
            state = seed
        }

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var bits = state
            bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
            bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
            return bits ^ (bits >> 31)
        }
    }
}
