public import CaravanProtocol
import TransportConformance

/// Plays scenarios on a stage. One is for one scenario: it keeps who is logged in and what was saved.
public final class ScenarioRunner {
    private let stage: any ScenarioStage
    private let operations: [String: OperationDescriptor]
    private var references = References()
    private var peers: [ScenarioCaller: any TransportPeer] = [:]
    /// What was not as expected, each with its place.
    public private(set) var problems: [String] = []
    /// The call that the scenario is about, once it was made.
    public private(set) var played: PlayedCall?

    /// Everybody's.
    static let password = "correct horse"

    public init(_ stage: any ScenarioStage, operations: [OperationDescriptor]) {
        self.stage = stage
        self.operations = Dictionary(operations.map { ($0.name, $0) }) { first, _ in first }
    }

    /// Plays one scenario in a world of its own; not to its end where the stage has no words for a call of it.
    public func play(_ scenario: Scenario, of file: ScenarioFile) async throws {
        do {
            try await playAll(scenario, of: file)
        } catch is Unspeakable {}
    }

    private struct Unspeakable: Error {}

    private func playAll(_ scenario: Scenario, of file: ScenarioFile) async throws {
        for person in file.people { try await register(person) }
        let steps = file.given + scenario.given + scenario.then
        let callers = [scenario.call.caller, scenario.changes?.reader] + steps.map(\.caller)
        for caller in callers { try await logIn(caller) }
        for step in file.given + scenario.given { try await perform(step) }
        let before = try await log(of: scenario.changes, mayBeMissing: true)
        played = try await perform(scenario.call, save: scenario.save, "the call")
        if let changes = scenario.changes {
            let entries = try await log(of: changes, mayBeMissing: false).dropFirst(before.count)
            let pattern = try references.resolve(.array(changes.entries))
            report(Matcher.mismatches(pattern, .array(Array(entries))), "the log")
        }
        for step in scenario.then { try await perform(step) }
    }

    private func perform(_ step: ScenarioStep) async throws {
        switch step.action {
        case .call(let call): _ = try await perform(call, save: step.save, step.place)
        case .wait(let seconds): try await stage.wait(seconds: seconds)
        case .mail(let person):
            let mail = try await stage.lastMail(to: Self.address(of: person))
            guard let token = mail?.split(separator: "\n").first(where: { $0.hasPrefix("token: ") }) else {
                throw ScenarioFormatError(step.place, "no mail with a token came for \(person)")
            }
            if let name = step.save { references.save(["token": .string(String(token.dropFirst(7)))], as: name) }
        }
    }

    private func perform(_ call: ScenarioCall, save: String?, _ place: String) async throws -> PlayedCall {
        let input = try references.resolve(call.input)
        let meta = try call.meta.map(references.resolve)
        if case .number? = meta?["if_match"], !stage.takesRevisions { throw Unspeakable() }
        let answer = try await peer(of: call.caller).call(call.operation, .object(input), meta: meta)
        switch (answer.content, call.expected) {
        case (.success(let value), .problem(let problem)):
            report([Mismatch("", expected: problem.code.rawValue, got: value ?? .null)], place)
        case (.success(let content), _):
            let value = content ?? .null
            if case .answer(let pattern) = call.expected {
                report(Matcher.mismatches(try references.resolve(pattern), value), place)
            }
            checkSchemas(call.operation, input, value, place)
            if let save { references.save(value, as: save) }
        case (.problem(let problem), .problem(let expected)):
            report(expected.mismatches(problem), place)
            if let descriptor = operations[call.operation], !descriptor.allFailures.contains(expected.code) {
                problems.append("\(place): \(call.operation) does not declare \(expected.code.rawValue)")
            }
        case (.problem(let problem), _):
            report([Mismatch("", expected: "a success", got: problem)], place)
        }
        return PlayedCall(input: input, answer: answer)
    }

    /// What succeeds keeps what the catalogue says about input and output.
    private func checkSchemas(_ operation: String, _ input: JSONObject, _ output: JSONValue, _ place: String) {
        guard let descriptor = operations[operation] else { return }
        report(JSONSchema(descriptor.inputSchema).faults(of: .object(input)), place + ", the input's schema")
        let schema = JSONSchema(descriptor.outputSchema ?? ["type": "null"])
        report(schema.faults(of: output), place + ", the answer's schema")
    }

    private func report(_ mismatches: [Mismatch], _ place: String) {
        problems += mismatches.map { "\(place): \($0)" }
    }

    // MARK: - People

    private static func address(of person: String) -> String { person + "@example.com" }

    private func register(_ person: String) async throws {
        let answer = try await peer(of: nil).call(
            "auth.register",
            [
                "email": .string(Self.address(of: person)), "username": .string(person),
                "password": .string(Self.password),
                "first_name": .string(person.prefix(1).uppercased() + person.dropFirst()), "last_name": "Example",
            ])
        guard case .object(let user)? = answer.value?["user"] else {
            throw ScenarioFormatError(person, "cannot be registered: \(answer.content)")
        }
        references.save(.object(user), as: person)
    }

    private func logIn(_ caller: ScenarioCaller?) async throws {
        guard let caller, peers[caller] == nil else { return }
        let peer = try await stage.connect()
        let answer = try await peer.call(
            "auth.login", ["username": .string(caller.person), "password": .string(Self.password)])
        guard answer.problem == nil else { throw ScenarioFormatError("\(caller)", "cannot log in: \(answer.content)") }
        peers[caller] = peer
    }

    /// Nobody is a new connection each time: a login may not bind the next call.
    private func peer(of caller: ScenarioCaller?) async throws -> any TransportPeer {
        if let caller, let peer = peers[caller] { return peer }
        return try await stage.connect()
    }

    // MARK: - The log

    private func log(of changes: ExpectedChanges?, mayBeMissing: Bool) async throws -> [JSONValue] {
        guard let changes else { return [] }
        // Before a trip is made nothing is saved under its name.
        guard let trip = mayBeMissing ? try? references.resolve(changes.trip) : try references.resolve(changes.trip)
        else {
            return []
        }
        var entries: [JSONValue] = []
        var input: JSONObject = ["id": trip, "limit": 200]
        while true {
            let answer = try await peer(of: changes.reader).call("trips.changes", .object(input))
            guard let page = answer.value, case .array(let results)? = page["results"] else {
                if mayBeMissing { return [] }
                throw ScenarioFormatError("the log", "\(changes.reader) cannot read it: \(answer.content)")
            }
            entries += results
            guard let next = page["next"], next != .null else { return entries }
            input["cursor"] = next
        }
    }
}
