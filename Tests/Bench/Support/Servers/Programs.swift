import ProgramSupport

/// The program under test, built beside this one.
package enum Programs {
    package static let caravan = BuiltProgram.caravan

    /// The arguments of a server on a data directory: no limits, and a log that is silent.
    package static func serve(_ dataDirectory: String, port: Int = 0, logLevel: String = "warning") -> [String] {
        ["serve", "--data-dir", dataDirectory, "--port", "\(port)", "--rate-limit", "off", "--log-level", logLevel]
    }
}
