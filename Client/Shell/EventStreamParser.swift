/// Reads server-sent events (the HTML standard, section 9.2.6), however their bytes are cut.
struct EventStreamParser {
    /// A line that is longer is cut: events are hints, and their content is pulled.
    private static let lineBytesMax = 1024 * 1024

    private var line: [UInt8] = []
    private var endsInReturn = false
    private var id: String?
    private var data: [String] = []

    /// Takes bytes, and gives the events that they complete.
    mutating func take(_ bytes: some Sequence<UInt8>) -> [LiveSignal] {
        var signals: [LiveSignal] = []
        for byte in bytes {
            let wasReturn = endsInReturn
            endsInReturn = byte == 0x0D
            switch byte {
            case 0x0A where wasReturn: continue
            case 0x0A, 0x0D:
                if let signal = endLine() { signals.append(signal) }
            default:
                if line.count < Self.lineBytesMax { line.append(byte) }
            }
        }
        return signals
    }

    private mutating func endLine() -> LiveSignal? {
        defer { line.removeAll(keepingCapacity: true) }
        guard !line.isEmpty else {
            defer { data = [] }
            return data.isEmpty ? nil : .event(id: id, data: data.joined(separator: "\n"))
        }
        let text = String(decoding: line, as: UTF8.self)
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        var value = parts.count > 1 ? parts[1] : ""
        if value.first == " " { value = value.dropFirst() }
        switch parts[0] {
        case "id": id = String(value)
        case "data": data.append(String(value))
        default: break  // comments, and fields that do not matter here
        }
        return nil
    }
}
