import CaravanHTTP
import CaravanProtocol
import CaravanStdio
import CaravanSystem
import CaravanWebSocket
import Logging
import ServiceLifecycle
import TransportControl
import UnixSignals

// Serves the control application so that whole processes can be tested: `stdio [name of the caller]`, or `http [port]` or
// `--port PORT`, which serve HTTP and sockets on one port, print it as their first line and end gracefully at SIGTERM.

let word = CommandLine.arguments.dropFirst().first
let value = CommandLine.arguments.dropFirst(2).first
switch word {
case "stdio":
    let descriptors = try StdioDescriptors.claim()
    print("This line is not for the client.")
    let transport = StdioTransport(
        input: descriptors.input, output: descriptors.output,
        credential: value.map { .bearer(ControlCaller.token(of: $0)) } ?? .none)
    try await TerminationSignal.cancelling { try await transport.run(ControlApplication()) }
case "http", "--port":
    let application = ControlApplication()
    var socketOptions = WebSocketOptions()
    socketOptions.compresses = true
    let sockets = WebSocketTransport(application, socketOptions)
    var options = HTTPOptions(port: value.flatMap(Int.init) ?? 0) { _, port in FirstLine.print("\(port)") }
    options.upgraders = [sockets.upgrader]
    let transport = HTTPTransport(options, clock: SystemClock())
    // The last is shut down first: the sockets' connections are those of HTTP.
    try await ServiceGroup(
        services: [
            ControlService { await sockets.run() }, ControlService { try await transport.run(application) },
        ], gracefulShutdownSignals: [.sigterm], logger: Logger(label: "control")
    ).run()
default:
    print("usage: control-server stdio [CALLER] | http [PORT] | --port PORT")
}
