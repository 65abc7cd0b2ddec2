import CaravanProtocol
import CaravanStdio
import TransportControl

// Serves the control application so that whole processes can be tested: `ControlServer stdio [name of the caller]`.

switch CommandLine.arguments.dropFirst().first {
case "stdio":
    let descriptors = try StdioDescriptors.claim()
    print("This line is not for the client.")
    let caller = CommandLine.arguments.dropFirst(2).first
    let transport = StdioTransport(
        input: descriptors.input, output: descriptors.output,
        credential: caller.map { .bearer(ControlCaller.token(of: $0)) } ?? .none)
    try await TerminationSignal.cancelling { try await transport.run(ControlApplication()) }
default:
    print("usage: ControlServer stdio [CALLER]")
}
