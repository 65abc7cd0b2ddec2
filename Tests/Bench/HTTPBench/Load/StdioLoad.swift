import BenchSupport
import Glibc

/// Sends requests as lines to a program's standard input and reads as many answers, `window` of them on their way.
struct StdioLoad {
    let input: Int32
    let output: Int32
    /// Sent in turn; the answers are equally long.
    let lines: [[UInt8]]
    var window = 256

    /// Runs for about so long, until every request is answered. Throws where an answer is not as long as the first.
    func run(seconds: Double, readings: () throws -> [Double]) throws -> LoadOutcome {
        let length = try answer(lines[0])
        var outcome = LoadOutcome()
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        var (underway, next, partial) = (0, 0, 0)
        let before = try readings()
        let start = Monotonic.now
        let end = start + Monotonic.nanoseconds(seconds)
        while true {
            // Half a window at once: both sides wake up seldom.
            if underway <= window / 2, Monotonic.now < end {
                var bytes: [UInt8] = []
                while underway < window {
                    bytes += lines[next]
                    next = next + 1 == lines.count ? 0 : next + 1
                    underway += 1
                }
                try write(bytes)
            }
            if underway == 0 { break }
            let count = try receive(&buffer)
            for byte in buffer[..<count] {
                partial += 1
                guard byte == 10 else { continue }
                guard partial == length else { throw BenchError("an answer over stdio has \(partial) bytes") }
                partial = 0
                underway -= 1
                outcome.operations += 1
            }
        }
        outcome.seconds = Double(Monotonic.now - start) / 1e9
        outcome.growth = zip(try readings(), before).map { $0 - $1 }
        return outcome
    }

    /// How long the answer to a line is. Throws where it is an error.
    private func answer(_ line: [UInt8]) throws -> Int {
        try write(line)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var answer: [UInt8] = []
        while answer.last != 10 { answer += buffer[..<(try receive(&buffer))] }
        let text = String(decoding: answer, as: UTF8.self)
        guard text.contains("\"result\"") else { throw BenchError("over stdio: \(text)") }
        return answer.count
    }

    private func receive(_ buffer: inout [UInt8]) throws -> Int {
        var interest = pollfd(descriptor: output)
        guard poll(&interest, 1, 30_000) == 1 else { throw BenchError("no answer over stdio within 30 s") }
        let count = read(output, &buffer, buffer.count)
        guard count > 0 else { throw BenchError("the answers over stdio ended") }
        return count
    }

    private func write(_ bytes: [UInt8]) throws {
        guard Glibc.write(input, bytes, bytes.count) == bytes.count else { throw BenchError("stdio cannot be written") }
    }
}
