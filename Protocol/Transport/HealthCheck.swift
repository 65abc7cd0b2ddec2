/// The state of one thing that an application depends on.
public struct HealthCheck: Sendable {
    /// The name in `/health/<name>/` (`db`).
    public let name: String
    /// One public sentence that says what is wrong; `nil` if it works.
    public let problem: String?

    public init(_ name: String, problem: String? = nil) {
        self.name = name
        self.problem = problem
    }
}
