import Foundation
import ProgramSupport

/// A server that listens on 127.0.0.1; it ends with this object.
final class MeasuredServer {
    let process: ChildProcess
    let port: Int

    /// Starts it and waits until it says where it listens.
    init(_ program: String, _ arguments: [String], log: String) throws {
        // An earlier server's port would be read there.
        unlink(log)
        let process = try Self.spawn(program, arguments, log: log)
        let port = eventually(within: 30) { Self.port(in: log) ?? (process.isRunning ? nil : -1) }
        guard let port, port > 0 else { throw BenchError("\(program): \((try? TextFile.read(log)) ?? "")") }
        (self.process, self.port) = (process, port)
    }

    /// Caravan on that data directory.
    convenience init(caravan folder: String) throws {
        try self.init(Programs.caravan, Programs.serve(folder), log: folder + "/serve.err")
    }

    /// The bare Hummingbird, whose static route answers so many bytes.
    convenience init(controlIn folder: String, bytes: Int) throws {
        try self.init(Programs.control, ["0", "\(bytes)"], log: folder + "/control-\(UUID()).err")
    }

    /// A process whose standard error goes to a file.
    static func spawn(
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
    func end() throws {
        process.send(SIGTERM)
        guard process.wait(seconds: 20) != nil else { throw BenchError("the server does not end") }
    }

    /// User and system time so far, in microseconds.
    func processorMicroseconds() throws -> Double { try process.processorMicroseconds() }
}
