import CLinux
import Glibc
package import ProgramSupport

/// What the kernel says of a process.
extension ChildProcess {
    /// User and system time so far, in microseconds: the sum that `/proc/PID/stat` shows by the clock tick of 10 ms, by
    /// the nanosecond.
    package func processorMicroseconds() throws -> Double {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(id, &clock) == 0, clock_gettime(clock, &time) == 0 else {
            throw BenchError("process \(id) has ended")
        }
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }

    /// `VmRSS`, in kB.
    package func residentKilobytes() throws -> Double {
        for line in try TextFile.read("/proc/\(id)/status").split(separator: "\n") where line.hasPrefix("VmRSS:") {
            if let value = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({
                Double($0)
            }) {
                return value
            }
        }
        throw BenchError("process \(id) has ended")
    }
}
