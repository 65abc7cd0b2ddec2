import CaravanProtocol
import CaravanStdio
import Foundation
import TestThreads
import Testing
import TransportConformance
import TransportControl

@Suite("Stdio: ends", .inTime, .timeLimit(.minutes(5)))
struct EndTests {
    /// A transport over pipes whose other ends a test holds.
    private struct Ends {
        let requests: PipeEnds
        let answers: PipeEnds
        var transport: StdioTransport { StdioTransport(input: requests.reading, output: answers.writing) }

        static func make() throws -> Ends {
            // Only for this process's own writes: the transport's thread does not rely on it.
            signal(SIGPIPE, SIG_IGN)
            return Ends(requests: try PipeEnds.make(), answers: try PipeEnds.make())
        }

        func send(_ bytes: [UInt8]) {
            _ = bytes.withUnsafeBytes { write(requests.writing, $0.baseAddress, $0.count) }
        }

        /// Waits for bytes and reads what there is.
        func readSome() async -> Int {
            let reading = answers.reading
            return await Serving.onThread {
                var buffer = [UInt8](repeating: 0, count: 4096)
                return read(reading, &buffer, buffer.count)
            }
        }
    }

    /// Serves, does `body` meanwhile, and returns how long serving went on after it.
    private func timeToEnd(
        _ ends: Ends, _ application: ControlApplication = ControlApplication(), cancelling: Bool = false,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws -> Duration {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await ends.transport.run(application) }
            try await body()
            let begun = ContinuousClock.now
            if cancelling { group.cancelAll() }
            try await group.waitForAll()
            return ContinuousClock.now - begun
        }
    }

    @Test func endOfInputDrains() async throws {
        let ends = try Ends.make()
        _ = try await timeToEnd(ends) {
            for id in 0..<50 as Range<Int64> { ends.send(request(.number(JSONNumber(id))) + [0x0A]) }
            close(ends.requests.writing)
        }
        close(ends.answers.writing)
        let output = FileHandle(fileDescriptor: ends.answers.reading).readDataToEndOfFile()
        #expect(output.split(separator: 0x0A).count == 50)
    }

    @Test func cancellationEndsItWhileItWaitsForInput() async throws {
        let ends = try Ends.make()
        let time = try await timeToEnd(ends, cancelling: true) {
            ends.send(request(1) + [0x0A])
            #expect(await ends.readSome() > 0)
        }
        #expect(time < .seconds(10))
    }

    @Test func cancellationEndsItBeforeItBegan() async throws {
        let ends = try Ends.make()
        let time = try await timeToEnd(ends, cancelling: true) {}
        #expect(time < .seconds(10))
    }

    @Test func aCallThatIsBeingPerformedIsAnsweredFirst() async throws {
        let ends = try Ends.make()
        let application = ControlApplication()
        _ = try await timeToEnd(ends, application, cancelling: true) {
            ends.send(
                Array(#"{"jsonrpc":"2.0","id":1,"method":"control.delay","params":{"delay_ms":300}}"#.utf8) + [0x0A])
            while application.count(of: "control.delay") == 0 { try await Task.sleep(for: .milliseconds(5)) }
        }
        #expect(await ends.readSome() > 0)
    }

    @Test func cancellationEndsItWhileNobodyReads() async throws {
        let ends = try Ends.make()
        let time = try await timeToEnd(ends, cancelling: true) {
            ends.send(
                Array(#"{"jsonrpc":"2.0","id":1,"method":"control.big","params":{"bytes":1000000}}"#.utf8) + [0x0A])
            try await Task.sleep(for: .milliseconds(200))
        }
        #expect(time < .seconds(10))
    }

    @Test func aReaderThatGoesAwayEndsItWhileItWaits() async throws {
        let ends = try Ends.make()
        let time = try await timeToEnd(ends) {
            ends.send(request(1) + [0x0A])
            #expect(await ends.readSome() > 0)
            close(ends.answers.reading)
        }
        #expect(time < .seconds(10))
    }

    @Test func aReaderThatGoesAwayEndsItWhileItWrites() async throws {
        let ends = try Ends.make()
        let time = try await timeToEnd(ends) {
            ends.send(
                Array(#"{"jsonrpc":"2.0","id":1,"method":"control.big","params":{"bytes":1000000}}"#.utf8) + [0x0A])
            #expect(await ends.readSome() > 0)
            close(ends.answers.reading)
        }
        #expect(time < .seconds(10))
    }

    @Test func inputThatDoesNotBlockIsWaitedFor() async throws {
        let ends = try Ends.make()
        _ = fcntl(ends.requests.reading, F_SETFL, O_NONBLOCK)
        _ = fcntl(ends.answers.writing, F_SETFL, O_NONBLOCK)
        _ = try await timeToEnd(ends) {
            let half = request(1)
            ends.send(Array(half.prefix(9)))
            try await Task.sleep(for: .milliseconds(50))
            ends.send(half.dropFirst(9) + [0x0A])
            #expect(await ends.readSome() > 0)
            close(ends.requests.writing)
        }
    }

    @Test func aDescriptorThatIsNoneIsAnError() async throws {
        let ends = try Ends.make()
        let transport = StdioTransport(input: 999_999, output: ends.answers.writing)
        await #expect(throws: StdioError.self) { try await transport.run(ControlApplication()) }
    }
}
