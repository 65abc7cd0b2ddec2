import Foundation

/// Sends requests as lines to a program's standard input and reads as many answers.
struct StdioLoad {
    let input: Pipe
    let output: Pipe

    /// Sends the line `count` times; throws if an answer is an error, or there are too few.
    func run(_ line: String, _ count: Int) throws {
        let bytes = Data((line + "\n").utf8)
        let writer = input.fileHandleForWriting
        Thread.detachNewThread {
            for _ in 0..<(count / 100) {
                var batch = Data()
                for _ in 0..<100 { batch.append(bytes) }
                writer.write(batch)
            }
        }
        var answers = 0
        while answers < count / 100 * 100 {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw BenchError("the answers ended after \(answers)") }
            if data.range(of: Data("\"error\"".utf8)) != nil {
                throw BenchError(String(decoding: data.prefix(300), as: UTF8.self))
            }
            answers += data.reduce(0) { $0 + ($1 == 10 ? 1 : 0) }
        }
    }
}
