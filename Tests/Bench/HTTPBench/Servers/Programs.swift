import ProgramSupport

/// The programs under test, built beside this one.
enum Programs {
    static let caravan = BuiltProgram.caravan
    static let control = BuiltProgram.path("bench-http-control")

    /// The arguments of a server on a data directory: no limits, and a log that is silent.
    static func serve(_ dataDirectory: String, port: Int = 0) -> [String] {
        ["serve", "--data-dir", dataDirectory, "--port", "\(port)", "--rate-limit", "off", "--log-level", "warning"]
    }
}
