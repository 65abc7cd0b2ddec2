import Foundation

/// A process whose processor time is read from the kernel.
final class MeasuredProcess {
    let process = Process()
    private let error = Pipe()

    init(_ program: URL, _ arguments: [String], home: URL, input: Pipe? = nil, output: Pipe? = nil) throws {
        process.executableURL = program
        process.arguments = arguments
        process.environment = ["HOME": home.path, "PATH": "/usr/bin:/bin"]
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = error
        try process.run()
    }

    /// The first line on standard error in which `pattern` stands, with what follows it up to the next quote or space.
    func waitForError(_ pattern: String) throws -> String {
        var text = ""
        while true {
            let data = error.fileHandleForReading.availableData
            guard !data.isEmpty else { throw BenchError("the process ended: \(text)") }
            text += String(decoding: data, as: UTF8.self)
            guard let range = text.range(of: pattern) else { continue }
            let rest = text[range.upperBound...]
            guard let end = rest.firstIndex(where: { $0 == "\"" || $0.isWhitespace }) else { continue }
            return String(rest[..<end])
        }
    }

    /// Reads standard error away, so that the process is not stopped by a full pipe.
    func drainErrors() {
        error.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
    }

    /// User and system time so far, in microseconds, by the clock ticks of `/proc/PID/stat`.
    func processorMicroseconds() throws -> Double {
        let text = try String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
        guard let end = text.lastIndex(of: ")") else { throw BenchError("/proc/PID/stat is not understood") }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            throw BenchError("/proc/PID/stat is not understood")
        }
        return (user + system) * 1e6 / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    func end() {
        process.terminate()
        process.waitUntilExit()
    }
}

/// Why a bench cannot be run.
struct BenchError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
