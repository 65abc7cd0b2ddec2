import FoundationEssentials
import Glibc

/// The directory of the key and the database: 0700.
struct DataDirectory {
    let path: String

    init(_ configuration: Configuration) throws {
        if let given = configuration[.dataDir] {
            path = given
        } else if let state = configuration.environment["STATE_DIRECTORY"], !state.isEmpty {
            path = state
        } else if let home = configuration.environment["HOME"], !home.isEmpty {
            path = home + "/.local/share/caravan"
        } else {
            throw OperatorError("--data-dir is needed where there is no $HOME")
        }
    }

    /// Makes it, for its owner only, if there is none.
    func make() throws {
        var isDirectory = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) {
            guard isDirectory else { throw OperatorError("--data-dir: \(path) is no directory") }
        } else {
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw OperatorError("--data-dir: \(path) cannot be made")
            }
        }
        guard access(path, R_OK | W_OK | X_OK) == 0 else {
            throw OperatorError("--data-dir: \(path): \(String(cString: strerror(errno)))")
        }
    }

    var keyFile: String { path + "/signing.key" }
    var databaseFile: String { path + "/caravan.db" }
}
