import CaravanProtocol
import Foundation
import ProgramSupport
import TestThreads
import Testing

@Suite("How a server ends", .blocking)
struct EndTests {
    /// A request whose body the server waits for: it is in flight for sure.
    private func halfRequest(_ server: RunningProgram, _ token: String, _ body: [UInt8]) throws -> HTTPConnection {
        let connection = try HTTPConnection(port: server.port)
        try connection.send(
            "POST /api/v1/trips/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\nExpect: 100-continue\r\n"
                + "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n")
        #expect(try connection.receive().status == 100)
        return connection
    }

    @Test("SIGTERM: what is in flight is answered, nothing new is taken, idle connections close, and it ends with 0")
    func drains() throws {
        let (server, ann, _) = try PreparedHome.server()
        let idle = try HTTPConnection(port: server.port)
        try idle.send("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(try idle.receive().status == 200)
        let body = Calls.trip.bytes
        let busy = try halfRequest(server, ann.access, body)
        server.process.send(SIGTERM)
        let refused = eventually(within: 10) { (try? HTTPConnection(port: server.port)) == nil ? true : nil }
        #expect(refused == true)
        #expect(server.process.isRunning)
        try busy.send(body)
        #expect(try busy.receive().status == 201)
        #expect(try idle.isClosed())
        #expect(server.process.wait(seconds: 10) == 0)
        #expect(server.errorLinesOfCalls == 1)
    }

    @Test("a client that never sends the rest of its request is not waited for longer than 10 s")
    func doesNotWaitForEver() throws {
        let (server, ann, _) = try PreparedHome.server()
        let busy = try halfRequest(server, ann.access, Calls.trip.bytes)
        let time = ContinuousClock().measure { #expect(server.terminate(within: 20) == 0) }
        #expect(time < .seconds(10))
        #expect(try busy.isClosed())
    }

    @Test("SIGINT is as SIGTERM")
    func interrupt() throws {
        let server = try RunningProgram()
        server.process.send(SIGINT)
        #expect(server.process.wait(seconds: 10) == 0)
    }

    @Test("kill -9 loses nothing that was acknowledged")
    func killed() throws {
        let (server, ann, _) = try PreparedHome.server()
        let trip = try server.call("POST", "/trips/", token: ann.access, Calls.trip)["id"]
        var made: [JSONValue?] = []
        for number in 0..<10 {
            let answer = try server.call(
                "POST", "/destinations/", token: ann.access, Calls.destination(trip, "Stop \(number)"))
            #expect(answer.status == 201)
            made.append(answer["id"])
        }
        server.kill()
        let again = try RunningProgram(server.place)
        let list = try again.call("GET", "/destinations/?trip_id=\(trip?.string ?? "")", token: ann.access)
        #expect(list["results"]?.elements.map { $0["id"] } == made)
    }
}

extension RunningProgram {
    /// How many lines of the log tell of a call.
    var errorLinesOfCalls: Int {
        errors.split(separator: "\n").filter { $0.contains("\"request_id\":") }.count
    }
}
