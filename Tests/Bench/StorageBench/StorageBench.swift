import CaravanProtocol
import CaravanSQLite
import Foundation

/// Measures what the storage of SQLite promises: how many writes share a commit, what durability costs, and what a read
/// costs beside SQLite's own. Arguments: runs (3), writes per writer (200), reads (200000), a directory on a real disk.
@main
struct StorageBench {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst().map { $0 }
        func number(_ place: Int, _ value: Int) -> Int {
            place < arguments.count ? Int(arguments[place]) ?? value : value
        }
        let runs = number(0, 3)
        let parent = arguments.count > 3 ? arguments[3] : NSTemporaryDirectory()
        let directory = parent + "/caravan-bench-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }

        let writing = WriteBench(writesPerWriter: number(1, 200), directory: directory)
        let reading = ReadBench(reads: number(2, 200_000), path: directory + "/read.db")
        try reading.prepare()
        var (full, normal): ([WriteBench.Outcome], [WriteBench.Outcome]) = ([], [])
        var (stored, touched, strings): ([Double], [Double], [Double]) = ([], [], [])
        // The first run warms up and does not count; the others alternate, so that a slow minute is slow for all.
        for run in 0...runs {
            let some = [
                try await writing.run(run % 2 == 0 ? .full : .normal, number: run),
                try await writing.run(run % 2 == 0 ? .normal : .full, number: run),
            ]
            let reads = [
                try await reading.throughStorage(), try await reading.raw(makesStrings: false),
                try await reading.raw(makesStrings: true),
            ]
            if run == 0 { continue }
            full.append(some[run % 2])
            normal.append(some[1 - run % 2])
            stored.append(reads[0])
            touched.append(reads[1])
            strings.append(reads[2])
        }
        report([
            ("writes_per_commit_full", full.map(\.writesPerCommit).median),
            ("writes_per_commit_normal", normal.map(\.writesPerCommit).median),
            ("write_full_us", full.map(\.microsecondsPerWrite).median),
            ("write_normal_us", normal.map(\.microsecondsPerWrite).median),
            ("write_full_cpu_us", full.map(\.cpuMicrosecondsPerWrite).median),
            ("write_normal_cpu_us", normal.map(\.cpuMicrosecondsPerWrite).median),
            (
                "full_over_normal_wall",
                zip(full, normal).map { $0.microsecondsPerWrite / $1.microsecondsPerWrite }.median
            ),
            (
                "full_over_normal_cpu",
                zip(full, normal).map { $0.cpuMicrosecondsPerWrite / $1.cpuMicrosecondsPerWrite }.median
            ),
            ("read_cpu_us", stored.median), ("raw_read_cpu_us", touched.median),
            ("raw_read_strings_cpu_us", strings.median), ("read_over_raw", stored.median / touched.median),
            ("read_over_raw_strings", stored.median / strings.median),
        ])
    }

    /// A table for people, and one line of JSON for programs.
    private static func report(_ figures: [(String, Double)]) {
        for (name, value) in figures {
            print(name.padding(toLength: 28, withPad: " ", startingAt: 0), String(format: "%10.2f", value))
        }
        let members = figures.map { "\"\($0)\":" + String(format: "%.3f", $1) }
        print("{" + members.joined(separator: ",") + "}")
    }
}
