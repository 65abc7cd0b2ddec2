import ServiceLifecycle

/// A closure as a service.
struct ControlService: Service {
    let body: @Sendable () async throws -> Void

    func run() async throws { try await body() }
}
