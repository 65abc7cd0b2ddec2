import Foundation

/// What took the time of a recording, the hottest first.
package struct PerfReport {
    package enum Kind {
        /// Which library, the program and the kernel themselves included.
        case libraries
        /// What runs in the function itself.
        case functions
        /// What runs in a function of ours or in what it calls.
        case functionsWithChildren

        fileprivate var arguments: [String] {
            switch self {
            case .libraries: ["--no-children", "-F", "overhead,dso"]
            case .functions: ["--no-children", "-F", "overhead,sym"]
            case .functionsWithChildren: ["--children", "-F", "overhead_children,sym"]
            }
        }
    }

    private let lines: [PerfLine]

    package init(_ file: String, _ kind: Kind) throws {
        let report = try Command.output(
            "/usr/bin/perf", ["report", "-i", file, "--stdio", "-q", "--no-inline", "-g", "none"] + kind.arguments)
        var lines = report.split(separator: "\n").compactMap { PerfLine($0) }
        if kind == .functionsWithChildren { lines = lines.filter(\.isOurs) }
        let names = try Command.output(
            "/usr/bin/env", ["swift", "demangle", "--simplified"], input: lines.map { $0.name + "\n" }.joined())
        self.lines = zip(lines, names.split(separator: "\n")).map { PerfLine(part: $0.part, name: String($1)) }
            .filter { !$0.isThunk }.sorted { $0.part > $1.part }
    }

    package func text(_ count: Int) -> String {
        lines.prefix(count).map { "  " + String(format: "%5.1f %%  ", $0.part) + $0.name.prefix(140) }
            .joined(separator: "\n")
    }
}
