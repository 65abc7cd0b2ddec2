import Glibc
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

// Hummingbird with its router and two routes, nothing of Caravan: what its figures are compared with.
//
//     bench-http-control [port [bytes]]
//
// GET /static answers a constant of so many bytes, POST /decode reads a trip's draft, parses it and encodes it again.

/// Writes to standard error, which is not buffered.
@Sendable func announce(_ line: String) {
    let bytes = Array(line.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
}

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let port = arguments.first ?? 8080
let constant = ControlAnswers.constant(arguments.count > 1 ? arguments[1] : 400)
let router = Router()
let json: HTTPFields = [.contentType: "application/json"]
router.get("static") { _, _ in
    Response(status: .ok, headers: json, body: ResponseBody(byteBuffer: constant))
}
router.post("decode") { request, _ in
    let body = try await request.body.collect(upTo: 1_048_576)
    return Response(status: .ok, headers: json, body: ResponseBody(byteBuffer: try ControlAnswers.decoded(body)))
}
let application = Application(
    router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
    onServerRunning: { announce("listening on http://127.0.0.1:\($0.localAddress?.port ?? port)\n") },
    logger: Logger(label: "control", factory: { _ in SwiftLogNoOpLogHandler() }))
try await application.runService()
