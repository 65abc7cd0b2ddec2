import BenchSupport
import Glibc
import ProgramSupport

/// A `caravan stdio` that is asked for trips.
final class StdioProgram {
    let process: ChildProcess
    private let input: Int32
    private let output: Int32
    private let load: StdioLoad

    init(_ folder: String, as email: String, trips: [String]) throws {
        var (requests, answers): ([Int32], [Int32]) = ([0, 0], [0, 0])
        guard pipe(&requests) == 0, pipe(&answers) == 0 else { throw BenchError("pipe: errno \(errno)") }
        // Another program must not hold them open.
        for descriptor in requests + answers { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        process = try MeasuredServer.spawn(
            Programs.caravan, ["stdio", "--as", email, "--data-dir", folder, "--log-level", "warning"],
            log: folder + "/stdio.err", input: requests[0], output: answers[1])
        close(requests[0])
        close(answers[1])
        (input, output) = (requests[1], answers[0])
        let lines = trips.map {
            Array((#"{"jsonrpc":"2.0","id":1,"method":"trips.get","params":{"id":"\#($0)"}}"# + "\n").utf8)
        }
        load = StdioLoad(input: input, output: output, lines: lines)
    }

    deinit { close(output) }

    /// Processor µs of the program a request.
    func measure(seconds: Double) throws -> Sample {
        let outcome = try load.run(seconds: seconds) { [try process.processorMicroseconds()] }
        return Sample(
            value: outcome.growth[0] / Double(outcome.operations),
            details: [
                "operations": Double(outcome.operations), "per_second": Double(outcome.operations) / outcome.seconds,
            ])
    }

    /// Ends its input, and with it the program.
    func end() throws {
        close(input)
        guard process.wait(seconds: 20) != nil else { throw BenchError("caravan stdio does not end") }
    }
}
