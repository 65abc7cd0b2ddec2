import Foundation
import ProgramSupport
import TestThreads
import Testing

@Suite("The README's tour", .blocking)
struct TourTests {
    @Test("goes as it is told; and what would be wrong with it is noticed")
    func tour() throws {
        let tour = try Tour()
        let server = try RunningProgram()
        let outcome = try tour.run(at: server)
        #expect(Tour.faults(of: outcome) == [], "\(outcome)")

        // A second time everybody is registered already: the first step is refused, and the shell goes on with nothing.
        #expect(!Tour.faults(of: try tour.run(at: server)).isEmpty)
        for (part, other) in [
            ("\"code\"", "\"status\":422,\"code\""), ("\"Porto\",\"", "\"Faro\",\""),
            ("member.added", "member.updated"),
            ("\"planned\"", "\"draft\""), ("{\"jsonrpc\"", "garbage {\"jsonrpc\""),
            ("{\"id\":\"", "{\"code\":\"x\",\"id\":\""),
        ] where outcome.output.contains(part) {
            let changed = outcome.output.replacingOccurrences(of: part, with: other)
            let faults = Tour.faults(of: Outcome(status: 0, output: changed, errors: ""))
            #expect(!faults.isEmpty, "\(part) replaced by \(other)")
        }
    }

    @Test("a step that breaks ends the shell")
    func brokenSteps() throws {
        let tour = try Tour()
        let server = try RunningProgram()
        let unknownCommand = try tour.run(at: server) { _ in
            "cd \"$HOME\"\n: > requests.jsonl\n" + (tour.blocks.last ?? "")
        }
        // The ids of earlier blocks are missing.
        #expect(unknownCommand.status != 0)
        server.kill()
        #expect(try tour.run(at: server).status != 0)
    }

    @Test("the README has the blocks that are run")
    func blocks() throws {
        let tour = try Tour()
        #expect(tour.blocks.count >= 6)
        #expect(tour.blocks.joined().contains("caravan stdio --as"))
        #expect(Tour.blocks(of: "a\n```sh\nb\n\nc\n```\n```json\nd\n```\n```sh\ne\n```") == ["b\n\nc\n", "e\n"])
    }
}
