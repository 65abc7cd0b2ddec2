import Foundation

/// A folder for everything that the benches write. It is gone with this object.
package final class Workplace {
    package let path: String

    package init() throws {
        path = NSTemporaryDirectory() + "/caravan-bench-\(getpid())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func folder(_ name: String) throws -> String {
        let folder = path + "/" + name
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return folder
    }
}
