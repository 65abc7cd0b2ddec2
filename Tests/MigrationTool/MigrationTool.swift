import CaravanCore
import CaravanProtocol
import CaravanSQL
import Foundation

/// Derives the next migration from the difference between the entities and the last schema. It knows entities and SQL,
/// so it stands with the compositions and not in `Storage`.
@main
struct MigrationTool {
    /// The entities' tables.
    static let tables = Catalogue.tables
    static let targets = [MigrationFiles.Target(folder: "SQLite", dialect: SQLiteDialect())]

    static func main() throws {
        guard let options = Options(Array(CommandLine.arguments.dropFirst())) else {
            print("usage: caravan-migration --name NAME [--root DIR] [--default TABLE.COLUMN=VALUE]…")
            exit(2)
        }
        let root = options.root + "/Storage/Migrations/"
        let existing = Dictionary(
            uniqueKeysWithValues: targets.map { target in
                (target.folder, (try? FileManager.default.contentsOfDirectory(atPath: root + target.folder)) ?? [])
            })
        let files = try MigrationFiles(
            name: options.name,
            snapshot: try String(contentsOfFile: root + MigrationFiles.snapshotPath, encoding: .utf8), tables: tables,
            targets: targets, existing: existing, defaults: options.defaults)
        if files.texts.isEmpty { print("The entities are as the last migration left them.") }
        for (path, text) in files.texts.sorted(by: { $0.key < $1.key }) {
            try text.write(toFile: root + path, atomically: true, encoding: .utf8)
            print("wrote Storage/Migrations/\(path)")
        }
        for line in files.byHand { print("write by hand: \(line)") }
    }
}
