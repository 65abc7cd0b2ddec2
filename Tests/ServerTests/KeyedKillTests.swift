import CaravanProtocol
import Foundation
import ProgramSupport
import TestThreads
import Testing

/// The client whose server dies under it, and which sends its request again under the same key.
@Suite("A key outlives its server", .blocking)
struct KeyedKillTests {
    /// How often: 12 times, or as the environment says.
    private static let kills = ProcessInfo.processInfo.environment["CARAVAN_KILLS"].flatMap(Int.init) ?? 12

    private func head(_ token: String, _ key: String, _ body: [UInt8]) -> String {
        "POST /api/v1/trips/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer \(token)\r\n"
            + "Idempotency-Key: \(key)\r\nContent-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
    }

    /// Sends the request, kills the server so long after, and answers what came whole, if anything did.
    private func postAndKill(
        _ server: RunningProgram, _ request: [UInt8], afterMicroseconds delay: UInt32?
    ) throws -> HTTPAnswer? {
        let connection = try HTTPConnection(port: server.port)
        try connection.send(request)
        var answer = delay == nil ? try connection.receive() : nil
        usleep(delay ?? 0)
        server.kill()
        if answer == nil { answer = try? connection.receive() }
        guard let answer, answer.fields["content-length"] == String(answer.body.count) else { return nil }
        return answer
    }

    @Test("killed at any moment and tried again, a keyed call is carried out once and answered alike")
    func killedAtAnyMoment() throws {
        var (server, ann, _) = try PreparedHome.server()
        let body = Calls.trip.bytes
        var made: [JSONValue] = []
        for round in 0..<Self.kills {
            let request = Array(head(ann.access, "round-\(round)", body).utf8) + body
            // Now and then after its answer: then the second one is certain to be a replay.
            let delay = round % 4 == 0 ? nil : UInt32.random(in: 0...12_000)
            let first = try postAndKill(server, request, afterMicroseconds: delay)
            if let first { #expect(first.status == 201, "round \(round): \(first)") }
            server = try RunningProgram(server.place)
            var answers: [HTTPAnswer] = []
            for _ in 0..<2 {
                let connection = try HTTPConnection(port: server.port)
                try connection.send(request)
                answers.append(try connection.receive())
            }
            #expect(answers.allSatisfy { $0.status == 201 }, "round \(round): \(answers)")
            #expect(answers[1].fields["idempotency-replayed"] == "true")
            #expect(answers[1].body == answers[0].body)
            if let first {
                #expect(answers[0].fields["idempotency-replayed"] == "true", "round \(round)")
                #expect(answers[0].body == first.body, "round \(round)")
            }
            made.append(answers[0]["id"] ?? .null)
            let list = try server.call("GET", "/trips/?limit=200&ordering=created_at", token: ann.access)
            #expect(list["results"]?.elements.map { $0["id"] } == made, "round \(round), delay \(delay ?? 0)")
        }
    }
}
