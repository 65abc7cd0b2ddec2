public import CaravanProtocol
import Glibc
import Synchronization

/// A `caravan stdio` that a test speaks with over two pipes; it ends with this object.
public final class StdioPeer: Sendable {
    public let place: Place
    public let process: ChildProcess
    private let name: String
    private let writing: Mutex<Int32?>
    private let reading: Int32
    private let received = Mutex<[UInt8]>([])

    public init(_ place: Place, _ arguments: [String] = [], environment: [String: String] = [:]) throws {
        let requests = try Self.pipe()
        let answers = try Self.pipe()
        let name = Place.nextName()
        defer {
            close(requests.reading)
            close(answers.writing)
        }
        do {
            process = try ChildProcess(
                BuiltProgram.caravan, ["stdio"] + arguments, environment: place.environment(environment),
                [
                    0: .descriptor(requests.reading), 1: .descriptor(answers.writing),
                    2: .writing(place.path + "/" + name + ".err"),
                ])
        } catch {
            close(requests.writing)
            close(answers.reading)
            throw error
        }
        self.place = place
        self.name = name
        writing = Mutex(requests.writing)
        reading = answers.reading
    }

    deinit {
        endInput()
        close(reading)
    }

    public var errors: String { place.text(name + ".err") }

    /// Writes a line.
    public func send(_ line: [UInt8]) throws {
        try writing.withLock { descriptor in
            var rest = (line + [UInt8(ascii: "\n")])[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(descriptor ?? -1, $0.baseAddress, $0.count) }
                guard count > 0 else { throw ProgramFailure("stdio takes no more: \(errors)") }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// The next line; `nil` at the end of the output. Throws ``ProgramFailure`` when none comes.
    public func receive(within seconds: Int32 = 60) throws -> [UInt8]? {
        try received.withLock { received in
            while true {
                if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
                    defer { received.removeFirst(end + 1) }
                    return Array(received[..<end])
                }
                var event = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
                guard poll(&event, 1, seconds * 1000) > 0 else { throw ProgramFailure("no answer: \(errors)") }
                var buffer = [UInt8](repeating: 0, count: 65_536)
                let count = read(reading, &buffer, buffer.count)
                guard count > 0 else { return nil }
                received += buffer[..<count]
            }
        }
    }

    /// Calls a method and answers the whole response.
    public func call(_ method: String, _ params: JSONObject = [:]) throws -> JSONValue {
        try send(
            (["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": .object(params)] as JSONValue).bytes)
        guard let line = try receive() else { throw ProgramFailure("stdio ended: \(errors)") }
        return try JSONReader.parse(line)
    }

    /// Closes the process's input.
    public func endInput() {
        writing.withLock { descriptor in
            if let descriptor { close(descriptor) }
            descriptor = nil
        }
    }

    private static func pipe() throws -> (reading: Int32, writing: Int32) {
        var numbers: [Int32] = [-1, -1]
        guard Glibc.pipe(&numbers) == 0 else { throw ProgramFailure("no pipe: \(errno)") }
        for number in numbers { _ = fcntl(number, F_SETFD, FD_CLOEXEC) }
        return (numbers[0], numbers[1])
    }
}
