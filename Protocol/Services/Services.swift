/// What the application gets from outside: time, randomness and the like. Tests pass fixed ones.
public struct Services: Sendable {
    public var clock: any Clock
    public var random: any RandomSource
    public var zones: any ZoneDatabase
    public var hasher: any PasswordHasher
    public var signer: any TokenSigner
    public var mailer: any Mailer
    public var workers: any Workers
    public var log: any CallLog
    public var bus: any Bus

    public init(
        clock: any Clock, random: any RandomSource, zones: any ZoneDatabase, hasher: any PasswordHasher,
        signer: any TokenSigner, mailer: any Mailer, workers: any Workers, log: any CallLog, bus: any Bus = NoBus()
    ) {
        self.clock = clock
        self.random = random
        self.zones = zones
        self.hasher = hasher
        self.signer = signer
        self.mailer = mailer
        self.workers = workers
        self.log = log
        self.bus = bus
    }
}
