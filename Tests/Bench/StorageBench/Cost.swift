import Foundation

/// Time that something took: on the wall, and of the processors.
struct Cost {
    var wallSeconds: Double
    var cpuSeconds: Double

    /// What `body` takes in this process.
    static func measure(_ body: () async throws -> Void) async throws -> Cost {
        let before = (ContinuousClock.now, cpuSeconds())
        try await body()
        let wall = before.0.duration(to: .now).components
        return Cost(
            wallSeconds: Double(wall.seconds) + Double(wall.attoseconds) / 1e18,
            cpuSeconds: cpuSeconds() - before.1)
    }

    private static func cpuSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

extension [Double] {
    var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}
