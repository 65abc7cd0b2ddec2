import CaravanCore
import CaravanProtocol
import CaravanStdio
import ServiceLifecycle
import UnixSignals

/// Speaks JSON-RPC over standard input and output.
enum StdioCommand: Command {
    static let words = ["stdio"]
    static let summary = "Speak JSON-RPC 2.0 over standard input and output"
    static let options = Option.application + [.actAs]

    static func run(_ configuration: Configuration, _: [String]) async throws -> Int32 {
        let descriptors = try StdioDescriptors.claim()
        let composition = Composition(configuration)
        let directory = try composition.dataDirectory()
        let storage = try composition.storage()
        defer { storage.close() }
        try storage.migrate()
        let bell = WorkBell()
        // Whoever holds the database is not limited.
        let application = try await composition.application(storage, directory, .off) { bell.ring() }
        let credential =
            try configuration[.actAs].map { Credential.user(try application.operatorsUser($0).bits) } ?? .none
        let transport = StdioTransport(input: descriptors.input, output: descriptors.output, credential: credential)
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await transport.run(application) }
            group.addTask {
                for await _ in signals { return }
            }
            group.addTask {
                try await JobRunner(
                    application: application, bell: bell, intervalSeconds: configuration.number(.jobInterval)
                ).run()
            }
            // Whichever ends first, the input or the patience of who started it, ends the others.
            try await group.next()
            group.cancelAll()
        }
        _ = await application.runDueJobs()
        return 0
    }
}
