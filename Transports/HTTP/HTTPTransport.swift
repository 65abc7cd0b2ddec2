public import CaravanProtocol
import HummingbirdCore
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Serves an application over HTTP/1.1: its operations under `/api/v1`, its health beside them (WIRE.md section 2).
public struct HTTPTransport: Transport {
    public let options: HTTPOptions
    private let clock: any CaravanProtocol.Clock

    public var name: String { "http" }

    /// - Parameter clock: where the `Date` of answers comes from.
    public init(_ options: HTTPOptions, clock: any CaravanProtocol.Clock) {
        self.options = options
        self.clock = clock
    }

    /// Serves until the task is gracefully shut down or cancelled. Throws when the address cannot be listened on.
    public func run(_ application: any Application) async throws {
        let responder = HTTPResponder(application, transport: name, options: options, dates: DateHeader(clock))
        let server = Server(
            childChannelSetup: ConnectionChannel(http: HTTP1Channel(
                responder: { request, writer, channel in
                    try await responder.respond(to: request, writer: writer, peer: channel.remoteAddress?.ipAddress)
                },
                configuration: .init(
                    additionalChannelHandlers: [RequestFaultHandler(responder.answerToNoRequest)],
                    idleTimeout: .seconds(Int64(options.idleSeconds))))),
            configuration: ServerConfiguration(
                address: .hostname(options.host, port: options.port), backlog: 1024,
                availableConnectionsDelegate: options.connectionsMax.map { MaximumAvailableConnections($0) }),
            onServerRunning: { [options] channel in
                options.onListening(options.host, channel.localAddress?.port ?? options.port)
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: options.logger)
        var configuration = ServiceGroupConfiguration(services: [server], logger: options.logger)
        configuration.maximumGracefulShutdownDuration = .seconds(options.shutdownSeconds)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            // Being cancelled is one of the two ways to end.
        }
    }
}
