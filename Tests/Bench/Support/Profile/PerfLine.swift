import Foundation

/// A line of `perf report`: a part of the time, and a function or a library.
struct PerfLine {
    let part: Double
    let name: String

    init(part: Double, name: String) { (self.part, self.name) = (part, name) }

    /// `nil` for a line that is none: `  12.34%  [.] name`, `  12.34%  name`.
    init?(_ line: Substring) {
        let words = line.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].hasSuffix("%"), let part = Double(words[0].dropLast()) else { return nil }
        var name = words[1].trimmingCharacters(in: .whitespaces)
        for mark in ["[.] ", "[k] "] where name.hasPrefix(mark) { name.removeFirst(mark.count) }
        self.init(part: part, name: name)
    }

    /// Whether a module of ours declares it: Swift's mangled names begin with the module's length and name.
    var isOurs: Bool {
        guard name.hasPrefix("$s") else { return false }
        return name.dropFirst(2).drop { $0.isNumber }.hasPrefix("Caravan")
    }

    /// Whether it only leads to the function that it is named after.
    var isThunk: Bool {
        ["protocol witness for ", "partial apply for ", "@objc "].contains { name.hasPrefix($0) }
    }
}
