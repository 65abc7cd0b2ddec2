/// A line of `perf report`.
struct PerfSymbol {
    let part: Double
    let name: String

    /// `nil` for a line that is none: `  12.34%  [.] name`.
    init?(_ line: Substring) {
        let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true)
        guard words.count == 3, words[0].hasSuffix("%"), let part = Double(words[0].dropLast()) else { return nil }
        self.part = part
        name = words[2].trimmingSpaces
    }

    /// Whether a module of ours declares it: Swift's mangled names begin with the module's length and name.
    var isOurs: Bool {
        guard name.hasPrefix("$s") else { return false }
        return name.dropFirst(2).drop { $0.isNumber }.hasPrefix("Caravan")
    }
}

extension Substring {
    fileprivate var trimmingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
