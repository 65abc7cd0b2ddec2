import BenchSupport

/// What this process has in memory.
enum Memory {
    static func residentMegabytes() throws -> Double {
        for line in try TextFile.read("/proc/self/status").split(separator: "\n") where line.hasPrefix("VmRSS:") {
            if let value = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({
                Double($0)
            }) {
                return value / 1024
            }
        }
        throw BenchError("/proc/self/status says no VmRSS")
    }
}
