import Glibc

/// A `caravan serve` on a port of its own, listening; it ends with this object.
public final class RunningProgram: Sendable {
    public let place: Place
    public let port: Int
    public let process: ChildProcess
    private let name: String

    /// Starts it and waits until it listens. Throws ``ProgramFailure`` with its standard error when it does not.
    ///
    /// - Parameter place: whose home holds the data; an empty one unless said otherwise.
    public init(
        _ place: Place? = nil, _ arguments: [String] = [], environment: [String: String] = [:]
    ) throws {
        let place = try place ?? Place()
        let name = Place.nextName()
        let process = try ChildProcess(
            BuiltProgram.caravan, ["serve", "--port", "0"] + arguments, environment: place.environment(environment),
            [
                0: .reading("/dev/null"), 1: .writing(place.path + "/" + name + ".out"),
                2: .writing(place.path + "/" + name + ".err"),
            ])
        let port = eventually(within: 60) {
            Self.port(in: place.text(name + ".err")) ?? (process.isRunning ? nil : -1)
        }
        guard let port, port > 0 else {
            throw ProgramFailure("the server does not listen: \(place.text(name + ".err"))")
        }
        self.place = place
        self.port = port
        self.process = process
        self.name = name
    }

    private static func port(in text: String) -> Int? {
        guard let mark = text.firstRange(of: "listening on http://127.0.0.1:") else { return nil }
        let digits = text[mark.upperBound...].prefix { $0.isNumber }
        // The line may not be whole yet.
        return text[mark.upperBound...].contains("\n") ? Int(digits) : nil
    }

    public var address: String { "http://127.0.0.1:\(port)" }
    public var output: String { place.text(name + ".out") }
    public var errors: String { place.text(name + ".err") }

    /// Asks it to end, and answers its status; `nil` when that takes longer.
    public func terminate(within seconds: Double = 20) -> Int32? {
        process.send(SIGTERM)
        return process.wait(seconds: seconds)
    }

    /// Ends it without a word.
    public func kill() {
        process.send(SIGKILL)
        _ = process.wait(seconds: 20)
    }
}
