import Foundation

// Processor microseconds of the server per operation, the same operation over HTTP and over stdio, beside a bare
// Hummingbird route as the control; medians of interleaved rounds. `bench-transports [ROUNDS] [CALLS]`.
let rounds = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 3 : 3
let calls = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 20_000 : 20_000
let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
let home = FileManager.default.temporaryDirectory.appendingPathComponent(
    "caravan-bench-\(ProcessInfo.processInfo.processIdentifier)")
try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: home) }

let caravan = folder.appendingPathComponent("caravan")
let server = try MeasuredProcess(
    caravan, ["serve", "--port", "0", "--log-level", "warning", "--rate-limit", "off"], home: home)
guard let port = UInt16(try server.waitForError("listening on http://127.0.0.1:")) else { throw BenchError("no port") }
server.drainErrors()
let control = try MeasuredProcess(folder.appendingPathComponent("bench-http-control"), ["0"], home: home)
guard let controlPort = UInt16(try control.waitForError("listening on http://127.0.0.1:")) else {
    throw BenchError("no port")
}
control.drainErrors()

// The account, its token and its trip.
func post(_ path: String, _ body: String, token: String? = nil) throws -> [String: Any] {
    let head =
        "POST /api/v1\(path) HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
        + (token.map { "Authorization: Bearer \($0)\r\n" } ?? "") + "\r\n"
    let answer = try HTTPConnection(port: port).exchange(Array((head + body).utf8))
    return try JSONSerialization.jsonObject(with: Data(answer)) as? [String: Any] ?? [:]
}
let account = #"{"email":"bench@example.com","username":"bench","password":"correct horse"}"#
let token = try post("/auth/register/", account)["access"] as? String ?? ""
let draft = #"{"title":"Bench","start_date":"2031-05-01","end_date":"2031-05-09"}"#
let trip = try post("/trips/", draft, token: token)["id"] as? String ?? ""

let input = Pipe()
let output = Pipe()
let stdio = try MeasuredProcess(
    caravan, ["stdio", "--as", "bench@example.com", "--log-level", "warning"], home: home, input: input, output: output)
stdio.drainErrors()

let lines: [(name: String, process: MeasuredProcess, run: (Int) throws -> Void)] = [
    (
        "bare Hummingbird route", control,
        HTTPLoad(port: controlPort, request: Array("GET /static HTTP/1.1\r\nHost: x\r\n\r\n".utf8), connections: 8).run
    ),
    (
        "trips.get over HTTP", server,
        HTTPLoad(
            port: port,
            request: Array(
                "GET /api/v1/trips/\(trip)/ HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(token)\r\n\r\n".utf8),
            connections: 8
        ).run
    ),
    (
        "trips.get over stdio", stdio,
        {
            try StdioLoad(input: input, output: output).run(
                #"{"jsonrpc":"2.0","id":1,"method":"trips.get","params":{"id":"\#(trip)"}}"#, $0)
        }
    ),
]

var costs: [String: [Double]] = [:]
for round in 0...rounds {
    for line in lines {
        let before = try line.process.processorMicroseconds()
        try line.run(calls)
        // Round 0 warms up.
        if round > 0 {
            costs[line.name, default: []].append((try line.process.processorMicroseconds() - before) / Double(calls))
        }
    }
}
let medians = lines.map { line in (line.name, costs[line.name, default: []].sorted()[rounds / 2]) }
print("CPU of the server per operation, µs (median of \(rounds) rounds of \(calls) calls)")
for (name, cost) in medians {
    print("  \(name.padding(toLength: 24, withPad: " ", startingAt: 0)) \(String(format: "%7.1f", cost))")
}
print(
    String(
        format: "stdio gives %.1f times the operations of HTTP for the same processor time (goal: at least 3)",
        medians[1].1 / medians[2].1))
print(String(format: "HTTP costs %.2f times the bare route", medians[1].1 / medians[0].1))
let figures = Dictionary(uniqueKeysWithValues: medians)
print(String(decoding: try JSONSerialization.data(withJSONObject: figures, options: [.sortedKeys]), as: UTF8.self))
stdio.end()
server.end()
control.end()
