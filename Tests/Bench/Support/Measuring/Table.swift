/// Rows of text under their titles; the first column is a name, the others are figures.
package struct Table {
    package let titles: [String]
    package var rows: [[String]] = []

    package var text: String {
        let lines = [titles] + rows
        let widths = titles.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            line.indices.map { line[$0].padded(widths[$0], left: $0 > 0) }.joined(separator: "  ")
        }.joined(separator: "\n")
    }
}

extension Table {
    /// What was measured, what it is compared with and what it should be.
    package init(_ figures: [Figure]) {
        titles = ["", "unit", "measured", "control", "ratio", "goal", ""]
        rows = figures.map { figure in
            [
                figure.name, figure.unit, Number.short(figure.measured), figure.control.map(Number.short) ?? "",
                figure.ratio.map { Number.short($0) } ?? "", figure.goal,
                figure.isMet.map { $0 ? "met" : "MISSED" } ?? "",
            ]
        }
    }

    /// How fast each load ran, and how long its answers took.
    package init(loads samples: Samples, _ names: [String]) {
        titles = ["", "per second", "p50 ms", "p99 ms", "p99.9 ms", "generator µs"]
        rows = names.compactMap { name in
            let columns = ["per_second", "p50_ms", "p99_ms", "p999_ms", "generator_us"].compactMap {
                samples.median(name, $0)
            }
            return columns.count == 5 ? [name] + columns.map { Number.short($0) } : nil
        }
    }
}
