import Glibc
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

// The HTTP server alone, without anything of Caravan: what its figures are compared with.
//
//     bench-http-control [port]
//
// GET /static answers a constant, POST /decode reads a body, parses it and answers its title.

/// Writes to standard error, which is not buffered.
@Sendable func announce(_ line: String) {
    let bytes = Array(line.utf8)
    _ = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
}

let port = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 8080
let server = Server(
    childChannelSetup: HTTP1Channel(
        responder: { request, writer, _ in
            let body: ByteBuffer
            switch (request.method, request.head.path) {
            case (.get, "/static"): body = ControlAnswers.constant
            case (.post, "/decode"): body = try await ControlAnswers.decoded(request.body.collect(upTo: 1_048_576))
            default: return try await writer.writeResponse(HTTPResponse(status: .notFound))
            }
            let fields: HTTPFields = [.contentType: "application/json", .contentLength: String(body.readableBytes)]
            let head = HTTPResponse(status: .ok, headerFields: fields)
            try await writer.write(response: head, body: ResponseBody(byteBuffer: body))
        }),
    configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port), backlog: 1024),
    onServerRunning: { announce("listening on http://127.0.0.1:\($0.localAddress?.port ?? port)\n") },
    eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: Logger(label: "control"))
try await server.run()
