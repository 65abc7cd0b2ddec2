/// What happened, a line each: all of it as one number, and its end as text.
struct Trace {
    static let tailLength = 40

    private(set) var lines: [String] = []
    private(set) var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    private let keepsAll: Bool

    init(keepsAll: Bool) {
        self.keepsAll = keepsAll
    }

    mutating func add(_ line: String) {
        // FNV-1a.
        for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        lines.append(line)
        if !keepsAll, lines.count >= 2 * Self.tailLength { lines.removeFirst(Self.tailLength) }
    }

    var tail: [String] { lines.suffix(Self.tailLength) }
}
