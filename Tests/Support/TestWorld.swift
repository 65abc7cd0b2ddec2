public import CaravanCore
public import CaravanInProcess
public import CaravanProtocol
import CaravanSystem

/// An application on a storage with nothing left to chance: its own clock, randomness and mail.
public struct TestWorld: Sendable {
    public let clock = TestClock()
    public let mailer: RecordingMailer
    public let log = RecordingLog()
    public let storage: any Storage
    public let caravan: Caravan

    public init(
        _ storage: any Storage, seed: UInt64 = 1, settings: Settings = Settings(),
        hasher: any PasswordHasher = FastHasher(),
        mailer: RecordingMailer = RecordingMailer()
    ) throws {
        self.storage = storage
        self.mailer = mailer
        try storage.migrate()
        caravan = try Caravan(
            storage: storage,
            services: Services(
                clock: clock, random: SeededRandom(seed: seed), zones: SystemZoneDatabase(), hasher: hasher,
                signer: TestSigner(),
                mailer: mailer, workers: InlineWorkers(), log: log),
            settings: settings)
    }

    /// A peer without a session.
    public func peer() -> InProcessClient { InProcessClient(caravan) }

    /// A peer of a fresh account, logged in.
    public func person(_ name: String) throws -> InProcessClient {
        let peer = peer()
        _ = try peer.callNow(
            "auth.register",
            [
                "email": .string(name + "@example.com"), "username": .string(name), "password": "correct horse",
                "first_name": .string(name.capitalizedASCII),
            ])
        _ = try peer.callNow("auth.login", ["username": .string(name), "password": "correct horse"])
        return peer
    }
}

extension String {
    fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
