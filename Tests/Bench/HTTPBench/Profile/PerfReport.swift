import Foundation

/// The symbols of a recording with their parts of its time.
struct PerfReport {
    enum Counting {
        /// What runs in the function itself.
        case alone
        /// What runs in it or in what it calls.
        case withChildren
    }

    private let lines: [PerfSymbol]

    init(_ file: String, _ counting: Counting) throws {
        let order =
            switch counting {
            case .alone: ["--no-children", "-F", "overhead,sym"]
            case .withChildren: ["--children", "-F", "overhead_children,sym"]
            }
        let report = try Command.output(
            "/usr/bin/perf",
            ["report", "-i", file, "--stdio", "-q", "--no-inline", "--no-demangle", "-g", "none"] + order)
        lines = report.split(separator: "\n").compactMap { PerfSymbol($0) }
    }

    /// The hottest, demangled.
    func text(_ count: Int, _ isWanted: (PerfSymbol) -> Bool = { _ in true }) throws -> String {
        let hottest = lines.filter(isWanted).sorted { $0.part > $1.part }.prefix(count)
        let names = try Command.output(
            "/usr/bin/env", ["swift", "demangle", "--simplified"],
            input: hottest.map { $0.name + "\n" }.joined())
        return zip(hottest, names.split(separator: "\n")).map { symbol, name in
            "  " + String(format: "%5.1f %%  ", symbol.part) + name.prefix(140)
        }.joined(separator: "\n")
    }
}
