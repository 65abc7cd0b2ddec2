import CaravanSQLite
import Foundation

/// A database in a file, which goes with this object.
final class DatabaseFile: Sendable {
    private let directory: String

    init() throws {
        directory = NSTemporaryDirectory() + "caravan-core-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// Opens it, as another process would.
    func open(readers: Int = 2) -> SQLiteStorage {
        SQLiteStorage(
            .file(directory + "/caravan.db"), migrations: schemaMigrations,
            options: SQLiteOptions(synchronous: .normal, readers: readers))
    }
}
