import CaravanProtocol
import CaravanStdio
import Foundation
import TestThreads
import Testing
import TransportConformance
import TransportControl

/// Events over real pipes, with a reader that takes its time.
@Suite("Stdio: subscriptions", .inTime, .timeLimit(.minutes(5)))
struct SubscriptionTests {
    private static let subscribe = Array(#"{"jsonrpc":"2.0","id":1,"method":"events.subscribe"}"#.utf8) + [0x0A]

    private struct Ends {
        let requests: PipeEnds
        let answers: PipeEnds

        init() throws { (requests, answers) = (try PipeEnds.make(), try PipeEnds.make()) }

        func send(_ bytes: [UInt8]) {
            _ = bytes.withUnsafeBytes { write(requests.writing, $0.baseAddress, $0.count) }
        }

        func readSome() async -> [UInt8] {
            let reading = answers.reading
            return await Serving.onThread {
                var buffer = [UInt8](repeating: 0, count: 65_536)
                let count = read(reading, &buffer, buffer.count)
                return Array(buffer.prefix(max(0, count)))
            }
        }

        /// Subscribes and waits for the answer, so that all that is emitted later is live.
        func begin() async {
            send(SubscriptionTests.subscribe)
            _ = await readSome()
        }
    }

    /// Serves while the body runs, and until the transport ends.
    private func serving(
        _ application: ControlApplication, _ ends: Ends, cancelling: Bool = false,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await StdioTransport(input: ends.requests.reading, output: ends.answers.writing).run(application)
                close(ends.answers.writing)
            }
            try await body()
            if cancelling { group.cancelAll() }
            try await group.waitForAll()
        }
    }

    @Test func aSlowReaderLosesNothing() async throws {
        let (application, ends) = (ControlApplication(), try Ends())
        let count = 30_000
        try await serving(application, ends) {
            await ends.begin()
            // Many times what a pipe holds, and more than a socket's peer may leave unread.
            application.emit(count, ephemeral: true)
            var output: [UInt8] = []
            var lines = 0
            while lines < 2 * count {
                let some = await ends.readSome()
                try #require(!some.isEmpty)
                lines += some.count { $0 == 0x0A }
                output += some
            }
            let revisions = try output.split(separator: 0x0A).compactMap { line -> JSONValue? in
                try JSONReader.parse(Array(line))["params"]?["revision"]
            }
            #expect(revisions == (1...Int64(count)).map { .number(JSONNumber($0)) })
            close(ends.requests.writing)
        }
    }

    @Test func theEndOfTheInputEndsIt() async throws {
        let (application, ends) = (ControlApplication(), try Ends())
        try await serving(application, ends) {
            await ends.begin()
            application.emit(3)
            close(ends.requests.writing)
        }
        let output = FileHandle(fileDescriptor: ends.answers.reading).readDataToEndOfFile()
        #expect(output.split(separator: 0x0A).count == 3, "what waited is written first")
        // Nobody is there any more who could be sent to.
        application.emit(3)
    }

    @Test func cancellationEndsItWhileNobodyReadsTheEvents() async throws {
        let (application, ends) = (ControlApplication(), try Ends())
        let begun = ContinuousClock.now
        try await serving(application, ends, cancelling: true) {
            await ends.begin()
            application.emit(30_000)
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(ContinuousClock.now - begun < .seconds(30))
        close(ends.requests.writing)
    }

    @Test func cancellationEndsItWhileAllIsSilent() async throws {
        let (application, ends) = (ControlApplication(), try Ends())
        let begun = ContinuousClock.now
        try await serving(application, ends, cancelling: true) { await ends.begin() }
        #expect(ContinuousClock.now - begun < .seconds(30))
        close(ends.requests.writing)
    }
}
