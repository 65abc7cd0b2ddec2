import CaravanProtocol

extension SQLiteStorage {
    /// What `PRAGMA integrity_check` finds wrong with the file, and the references that name no row. It reads everything.
    public func integrityProblems() throws -> [String] {
        try inspect { connection in
            let findings = try connection.rows("PRAGMA integrity_check").compactMap(\.first)
            let lost = try connection.rows("PRAGMA foreign_key_check").compactMap(\.first)
            return findings.filter { $0 != .text("ok") }.map { "\($0)" } + lost.map { "a lost reference in \($0)" }
        }
    }

    /// How SQLite carries out a statement (`EXPLAIN QUERY PLAN`), a line for each step.
    public func plan(of statement: String) throws -> [String] {
        try inspect { connection in
            try connection.rows("EXPLAIN QUERY PLAN " + statement).compactMap { row in
                if case .text(let step)? = row.last { step } else { nil }
            }
        }
    }

    /// The schema as the database has it, one line a column, key, index and check, sorted: equal for two databases that
    /// hold the same, however they came to it. Columns that were added later may have a default the others lack.
    public func schemaDescription() throws -> [String] {
        try inspect { connection in
            let rows = try connection.rows(
                """
                SELECT type, tbl_name, sql FROM sqlite_schema
                WHERE sql IS NOT NULL AND tbl_name <> ?1 AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
                """, [.text(MigrationState.table)])
            return try rows.flatMap { row in
                guard row.count == 3, case .text(let type) = row[0], case .text(let table) = row[1],
                    case .text(let sql) = row[2]
                else { throw StorageError.corrupt("sqlite_schema cannot be read") }
                return type == "table"
                    ? NormalisedTable(sql).lines.map { "\(table): \($0)" } : [NormalisedTable.words(sql)]
            }.sorted()
        }
    }
}
