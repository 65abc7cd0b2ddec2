import CaravanProtocol
import Glibc
import Logging

/// Writes a line a record to standard error, in one system call, as JSON or as text.
struct LineLogHandler: LogHandler {
    enum Format: String { case json, text }

    let format: Format
    let clock: any Clock
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    init(_ format: Format, level: Logger.Level, clock: any Clock) {
        self.format = format
        self.clock = clock
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        for (key, value) in event.metadata ?? [:] { all[key] = value }
        write(level: event.level, message: event.message.description, all)
    }

    /// Writes a line whatever the level: what the operator must see.
    func write(level: Logger.Level, message: String, _ metadata: Logger.Metadata = [:]) {
        let fields = metadata.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
        var line = format == .json ? json(level, message, fields) : text(level, message, fields)
        line.append(UInt8(ascii: "\n"))
        line.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let count = Glibc.write(2, bytes.baseAddress?.advanced(by: start), bytes.count - start)
                // A log that cannot be written must not stop what it tells of.
                guard count > 0 || (count < 0 && errno == EINTR) else { return }
                start += max(0, count)
            }
        }
    }

    private func json(_ level: Logger.Level, _ message: String, _ fields: [(String, String)]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("time")
        clock.now().write(to: &writer)
        writer.name("level")
        writer.string(level.rawValue)
        writer.name("message")
        writer.string(message)
        for (key, value) in fields {
            writer.name(key)
            writer.string(value)
        }
        writer.endObject()
        return writer.bytes
    }

    private func text(_ level: Logger.Level, _ message: String, _ fields: [(String, String)]) -> [UInt8] {
        let words = fields.map { " \($0.0)=\($0.1)" }.joined()
        // A value with a line break in it must not look like a line of its own.
        let line = "\(clock.now()) \(level.rawValue) \(message)\(words)".map { $0.isNewline ? " " : String($0) }
            .joined()
        return Array(line.utf8)
    }
}
