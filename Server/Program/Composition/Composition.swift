import CaravanCore
import CaravanInProcessBus
import CaravanMail
import CaravanProtocol
import CaravanSecurity
import CaravanSystem
import Logging

/// The parts of the program, put together as the options say: the one place that names adapters.
struct Composition {
    let configuration: Configuration
    let clock = SystemClock()
    let handler: LineLogHandler
    let logger: Logger

    init(_ configuration: Configuration) {
        self.configuration = configuration
        let format = configuration[.logFormat].flatMap(LineLogHandler.Format.init) ?? (isTerminal(2) ? .text : .json)
        let level = Logger.Level(rawValue: configuration.text(.logLevel)) ?? .info
        let handler = LineLogHandler(format, level: level, clock: clock)
        self.handler = handler
        logger = Logger(label: "caravan") { _ in handler }
    }

    /// A line that the operator must see, whatever the level.
    func announce(_ message: String) { handler.write(level: .notice, message: message) }

    /// The data directory, made if there is none, once it is clear that the options name what is there: a wrong one
    /// changes nothing.
    func dataDirectory() throws -> DataDirectory {
        if let file = configuration[.signingKey] { _ = try SigningKeys.read(file) }
        if case .directory(let path)? = MailTarget.parse(configuration.text(.mail)) {
            try MailTarget.makeDirectory(path)
        }
        let directory = try DataDirectory(configuration)
        try directory.make()
        return directory
    }

    /// The application on a migrated storage.
    func application(
        _ storage: any Storage, _ directory: DataDirectory, _ limits: RateLimits,
        onJobs: @escaping @Sendable () -> Void = {}, onLiveWork: @escaping @Sendable () -> Void = {}
    ) async throws -> Caravan {
        var settings = Settings()
        settings.isRegistrationOpen = configuration.text(.registration) == "open"
        settings.publicURL = configuration[.publicURL].map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        settings.rateLimits = limits
        settings.keepChangesDays = configuration[.keepChanges].flatMap { Int($0) }
        return try Caravan(
            storage: storage, services: try await services(directory), settings: settings, onJobs: onJobs,
            onLiveWork: onLiveWork)
    }

    private func services(_ directory: DataDirectory) async throws -> Services {
        let random = SystemRandom()
        let keys =
            try configuration[.signingKey].map { try SigningKeys.read($0) }
            ?? SigningKeys.readOrCreate(directory.keyFile, random: random)
        return Services(
            clock: clock, random: random, zones: SystemZoneDatabase(), hasher: ScryptHasher(random: random),
            signer: try await JWTTokenSigner(keys), mailer: mailer(), workers: ThreadWorkers(),
            log: LoggerCallLog(logger: logger), bus: InProcessBus().join())
    }

    private func mailer() -> any Mailer {
        switch MailTarget.parse(configuration.text(.mail)) {
        case .directory(let path)?: FileMailer(directory: path, from: configuration.text(.mailFrom))
        case .log?, nil:
            LogMailer { [logger] message in
                logger.notice(
                    "mail",
                    metadata: ["to": "\(message.to)", "subject": "\(message.subject)", "text": "\(message.text)"])
            }
        }
    }
}
