import CaravanHTTP
import CaravanProtocol
import CaravanStdio
import CaravanSystem
import Logging
import ServiceLifecycle
import TransportControl
import UnixSignals

// Serves the control application so that whole processes can be tested: `ControlServer stdio [name of the caller]`, or
// `ControlServer http [port]`, which prints the port as its first line and ends gracefully at SIGTERM.

switch CommandLine.arguments.dropFirst().first {
case "stdio":
    let descriptors = try StdioDescriptors.claim()
    print("This line is not for the client.")
    let caller = CommandLine.arguments.dropFirst(2).first
    let transport = StdioTransport(
        input: descriptors.input, output: descriptors.output,
        credential: caller.map { .bearer(ControlCaller.token(of: $0)) } ?? .none)
    try await TerminationSignal.cancelling { try await transport.run(ControlApplication()) }
case "http":
    let port = CommandLine.arguments.dropFirst(2).first.flatMap(Int.init) ?? 0
    let transport = HTTPTransport(
        HTTPOptions(port: port) { _, port in FirstLine.print("\(port)") }, clock: SystemClock())
    let service = ControlService { try await transport.run(ControlApplication()) }
    try await ServiceGroup(
        services: [service], gracefulShutdownSignals: [.sigterm], logger: Logger(label: "control")
    ).run()
default:
    print("usage: ControlServer stdio [CALLER] | http [PORT]")
}
