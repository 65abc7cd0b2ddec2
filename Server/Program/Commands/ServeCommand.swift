import CaravanCore
import CaravanHTTP
import CaravanNetwork
import CaravanProtocol
import CaravanWebSocket
import Logging
import ServiceLifecycle
import UnixSignals

/// Serves HTTP and sockets until it is told to end.
enum ServeCommand: Command {
    static let words = ["serve"]
    static let summary = "Serve HTTP and WebSocket"
    static let options = Option.serve
    /// Less than the 10 s that WIRE.md section 6 promises: closing the database takes its time too.
    private static let shutdownSeconds = 9

    static func run(_ configuration: Configuration, _: [String]) async throws -> Int32 {
        let composition = Composition(configuration)
        let directory = try composition.dataDirectory()
        let storage = try composition.storage()
        defer { storage.close() }
        // Before anything is written: a second server must change nothing.
        try storage.holdExclusively()
        try storage.migrate()
        let bell = WorkBell()
        let limits = RateLimitText.parse(configuration.text(.rateLimit)) ?? .generous
        let liveBell = WorkBell()
        let application = try await composition.application(
            storage, directory, limits, onJobs: { bell.ring() }, onLiveWork: { liveBell.ring() })
        var options = httpOptions(configuration) {
            composition.announce("data is in \(directory.path)")
            composition.announce("listening on http://\($0):\($1)")
        }
        let sockets = WebSocketTransport(application, socketOptions(configuration, options))
        options.upgraders = [sockets.upgrader]
        let transport = HTTPTransport(options, clock: composition.clock)
        var services = ServiceGroupConfiguration(
            // The last is shut down first: HTTP ends when its connections have, those of sockets too.
            services: [
                .init(service: SocketService(transport: sockets)),
                .init(service: TransportService(transport: transport, application: application)),
                .init(service: LiveRunner(application: application, bell: liveBell)),
                .init(
                    service: JobRunner(
                        application: application, bell: bell, intervalSeconds: configuration.number(.jobInterval))),
            ], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "services") { _ in SwiftLogNoOpLogHandler() })
        services.maximumGracefulShutdownDuration = .seconds(shutdownSeconds)
        do {
            try await ServiceGroup(configuration: services).run()
        } catch {
            throw OperatorError(
                "http://\(configuration.text(.host)):\(configuration.number(.port)): cannot listen: \(error)")
        }
        return 0
    }

    private static func socketOptions(_ configuration: Configuration, _ http: HTTPOptions) -> WebSocketOptions {
        var options = WebSocketOptions()
        options.allowedOrigins = http.allowedOrigins
        options.trustedProxies = http.trustedProxies
        options.publicURL = configuration[.publicURL]
        options.compresses = configuration.text(.webSocketCompression) == "on"
        if let countMax = http.connectionsMax { options.callCountMax = max(64, countMax) }
        return options
    }

    private static func httpOptions(
        _ configuration: Configuration, onListening: @escaping @Sendable (String, Int) -> Void
    ) -> HTTPOptions {
        var options = HTTPOptions(
            host: configuration.text(.host), port: configuration.number(.port),
            connectionsMax: OpenFiles.raise(for: configuration.number(.maxConnections)),
            shutdownSeconds: shutdownSeconds, onListening: onListening)
        options.allowedOrigins = OriginList.parse(configuration[.allowedOrigins]) ?? .none
        options.trustedProxies = ProxyList.parse(configuration[.trustedProxies]) ?? .none
        options.isPublicOverTLS = configuration[.publicURL]?.hasPrefix("https:") == true
        return options
    }
}

/// The sockets as a service of the program.
private struct SocketService: Service {
    let transport: WebSocketTransport

    func run() async throws { await transport.run() }
}

/// A transport as a service of the program.
private struct TransportService: Service {
    let transport: any Transport
    let application: any Application

    func run() async throws { try await transport.run(application) }
}
