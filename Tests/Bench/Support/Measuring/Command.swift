import Foundation

/// Runs a program to its end.
package enum Command {
    /// What it writes to standard output; `input` is its standard input.
    package static func output(_ program: String, _ arguments: [String], input: String? = nil) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        if let input {
            let path = NSTemporaryDirectory() + "/caravan-bench-\(UUID()).txt"
            defer { try? FileManager.default.removeItem(atPath: path) }
            try input.write(toFile: path, atomically: false, encoding: .utf8)
            process.standardInput = FileHandle(forReadingAtPath: path)
        }
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError("\(program) ends with \(process.terminationStatus)")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
