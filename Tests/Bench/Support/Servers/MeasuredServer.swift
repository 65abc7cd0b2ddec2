import Foundation
package import ProgramSupport

/// A server that listens on 127.0.0.1; it ends with this object.
package final class MeasuredServer {
    package let process: ChildProcess
    package let port: Int

    /// Starts it and waits until it says where it listens.
    package init(_ program: String, _ arguments: [String], log: String) throws {
        // An earlier server's port would be read there.
        unlink(log)
        let process = try Self.spawn(program, arguments, log: log)
        let port = eventually(within: 30) { Self.port(in: log) ?? (process.isRunning ? nil : -1) }
        guard let port, port > 0 else { throw BenchError("\(program): \((try? TextFile.read(log)) ?? "")") }
        (self.process, self.port) = (process, port)
    }

    /// Caravan on that data directory.
    package convenience init(caravan folder: String, logLevel: String = "warning") throws {
        try self.init(Programs.caravan, Programs.serve(folder, logLevel: logLevel), log: folder + "/serve.err")
    }

    /// A process whose standard error goes to a file.
    package static func spawn(
        _ program: String, _ arguments: [String], log: String, input: Int32? = nil, output: Int32? = nil
    ) throws -> ChildProcess {
        try ChildProcess(
            program, arguments, environment: ["HOME": "/nonexistent", "PATH": "/usr/bin:/bin"],
            [
                0: input.map { .descriptor($0) } ?? .reading("/dev/null"),
                1: output.map { .descriptor($0) } ?? .writing("/dev/null"), 2: .writing(log),
            ])
    }

    private static func port(in log: String) -> Int? {
        guard let text = try? TextFile.read(log), let mark = text.range(of: "listening on http://127.0.0.1:") else {
            return nil
        }
        let rest = text[mark.upperBound...]
        return rest.contains("\n") ? Int(rest.prefix { $0.isNumber }) : nil
    }

    /// Ends it in peace, so that its database is whole in one file.
    package func end() throws {
        process.send(SIGTERM)
        guard process.wait(seconds: 20) != nil else { throw BenchError("the server does not end") }
    }

    /// User and system time so far, in microseconds.
    package func processorMicroseconds() throws -> Double { try process.processorMicroseconds() }
}
