import Foundation
import ProgramSupport
import TestThreads
import Testing

@Suite("A server that has nothing to do", .blocking)
struct IdleTests {
    @Test func hardlyTakesTheProcessor() throws {
        let server = try RunningProgram(nil, ["--job-interval", "1"])
        // Beyond the first look for due work that found none.
        sleep(2)
        let before = try ticks(of: server)
        sleep(2)
        let spent = try ticks(of: server) - before
        #expect(spent * 20 < 2 * sysconf(Int32(_SC_CLK_TCK)), "less than a twentieth of two seconds")
        #expect(server.terminate() == 0)
    }

    /// The processor time so far, in clock ticks (proc(5)).
    private func ticks(of server: RunningProgram) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(server.process.id)/stat", encoding: .utf8)
        let fields = text.split(separator: " ")
        return try #require(Int(fields[13])) + #require(Int(fields[14]))
    }
}
