import CaravanCore
import CaravanProtocol
import CaravanSystem
import TestSupport

/// A server that can be killed: all that it has is gone then but its clock, which belongs to the machine.
final class SimulatedServer {
    let name: String
    let clock: SkewedClock
    let log = FaultLog()
    private var dice: Dice
    private var running: (caravan: Caravan, operations: OperationTable)?

    private let bus: SilentBus

    init(_ name: String, clock: SkewedClock, seed: UInt64, isAlone: Bool = true) {
        self.name = name
        bus = SilentBus(reachesOthers: !isAlone)
        self.clock = clock
        dice = Dice(seed: seed)
    }

    var isUp: Bool { running != nil }
    var operations: Set<String> { Set(running?.caravan.operations.map(\.name) ?? []) }

    /// Its randomness is another one each time: it is not kept anywhere.
    func start(on storage: any Storage) throws {
        var settings = Settings()
        settings.rateLimits = .off
        let caravan = try Caravan(
            storage: storage,
            services: Services(
                clock: clock, random: SeededRandom(seed: dice.next()), zones: Self.zones, hasher: FastHasher(),
                signer: TestSigner(), mailer: RecordingMailer(), workers: InlineWorkers(), log: log,
                bus: bus),
            settings: settings)
        running = (caravan, OperationTable(caravan.operations))
    }

    func kill() { running = nil }

    func perform(_ envelope: Envelope, as person: Person) throws -> Answer {
        try Answer(reply(envelope.operation, envelope.params, person.credential))
    }

    func reply(_ operation: String, _ params: JSONObject, _ credential: Credential = .none) throws -> Reply {
        guard let running, let input = running.operations.input(of: operation, params: params) else {
            return Reply(.failure(Failure(.unavailable, "\(name) does not serve \(operation).")))
        }
        return running.caravan.performNow(
            Call(
                operation, input: input, meta: CallMeta(params["_meta"]), credential: credential,
                requestID: "simulated",
                transport: "simulated"))
    }

    private static let zones = SystemZoneDatabase()
}
