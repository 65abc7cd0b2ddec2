import CaravanCore

/// Says which version this is.
enum VersionCommand: Command {
    static let words = ["version"]
    static let summary = "Say which version this is"
    static let options = Option.common

    static func run(_: Configuration, _: [String]) async throws -> Int32 {
        print("caravan \(Caravan.version)")
        return 0
    }
}
