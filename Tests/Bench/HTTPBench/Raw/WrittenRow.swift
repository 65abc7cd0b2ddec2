import BenchSupport

/// A row that an operation has written, found by comparing the database before and after it.
struct WrittenRow {
    let table: String
    let columns: [String]
    let keys: [String]
    let values: [RawValue]
    /// Which columns an update has changed; `nil` for a new row.
    let changed: [String]?

    /// What has been written between two files of the same database.
    static func difference(from before: String, to after: String) throws -> [WrittenRow] {
        let database = try RawDatabase(after)
        try database.execute("ATTACH '\(before)' AS before")
        let tables = try database.rows(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
        return try tables.flatMap { row -> [WrittenRow] in
            guard case .text(let name) = row[0] else { return [] }
            return try difference(String(decoding: name, as: UTF8.self), database)
        }
    }

    private static func difference(_ table: String, _ database: RawDatabase) throws -> [WrittenRow] {
        let facts = try database.rows("SELECT name, pk FROM pragma_table_info('\(table)') ORDER BY cid")
        let columns = facts.map { fact in
            if case .text(let name) = fact[0] { String(decoding: name, as: UTF8.self) } else { "" }
        }
        let keys = zip(columns, facts).filter { $1[1] != .integer(0) }.map(\.0)
        let join = keys.map { "b.\"\($0)\" = n.\"\($0)\"" }.joined(separator: " AND ")
        let new = try database.rows(
            "SELECT n.* FROM main.\"\(table)\" n WHERE NOT EXISTS (SELECT 1 FROM before.\"\(table)\" b WHERE \(join))")
        let both = try database.rows(
            "SELECT n.*, b.* FROM main.\"\(table)\" n JOIN before.\"\(table)\" b ON \(join)")
        let inserted = new.map {
            WrittenRow(table: table, columns: columns, keys: keys, values: $0, changed: nil)
        }
        let updated = both.compactMap { row -> WrittenRow? in
            let changed = columns.indices.filter { row[$0] != row[$0 + columns.count] }.map { columns[$0] }
            guard !changed.isEmpty else { return nil }
            let values = Array(row.prefix(columns.count))
            return WrittenRow(table: table, columns: columns, keys: keys, values: values, changed: changed)
        }
        return inserted + updated
    }

    var text: String { changed.map { "\(table) (\($0.joined(separator: ", ")))" } ?? "+\(table)" }

    func value(_ column: String) -> RawValue { columns.firstIndex(of: column).map { values[$0] } ?? .null }
}
