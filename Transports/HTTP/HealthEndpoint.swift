import CaravanProtocol
import NIOHTTP1

/// Whether the server lives, and whether what it depends on works; for probes, without a session.
struct HealthEndpoint: Sendable {
    /// The paths, outside of the operations' base.
    enum Path: Sendable, Equatable {
        /// `/livez`: the process answers.
        case live
        /// `/readyz`: it can serve calls.
        case ready
        /// `/health/`: everything that it depends on.
        case all
        /// `/health/<name>/`: one thing of these.
        case one(String)

        init?(_ segments: ArraySlice<String>) {
            switch (segments.first, segments.count) {
            case ("livez", 1): self = .live
            case ("readyz", 1): self = .ready
            case ("health", 1): self = .all
            case ("health", 2): self = .one(segments[segments.startIndex + 1])
            default: return nil
            }
        }
    }

    let application: any Application

    /// Throws ``Refusal``: `unavailable` saying what is wrong, `not_found` for a name that nothing here has.
    func answer(_ path: Path) async throws(Refusal) -> Answer {
        guard path != .live else { return Self.live }
        var checks = await application.health()
        if case .one(let name) = path {
            checks.removeAll { $0.name != name }
            guard !checks.isEmpty else { throw Refusal(.notFound, "Nothing of this name is depended on.") }
        }
        let problems = checks.compactMap { check in check.problem.map { check.name + ": " + $0 } }
        guard problems.isEmpty else { throw Refusal(.unavailable, problems.joined(separator: " ")) }
        return Self.answer(checks)
    }

    static let live = answer([])

    private static func answer(_ checks: [HealthCheck]) -> Answer {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("status")
        writer.string("ok")
        writer.name("checks")
        writer.beginObject()
        for check in checks {
            writer.name(check.name)
            writer.string("ok")
        }
        writer.endObject()
        writer.endObject()
        return .json(.ok, writer.bytes)
    }
}
