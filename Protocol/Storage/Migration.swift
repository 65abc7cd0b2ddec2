/// One numbered step of a database's schema: SQL in one dialect.
public struct Migration: Sendable, Equatable {
    /// From 1, without gaps; the database keeps the number of the last one.
    public let number: Int
    /// What it brings (`foundation`).
    public let name: String
    /// Statements, each ended by `;` at a line's end.
    public let sql: String

    public init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }

    /// A checksum of the text (FNV-1a, 64 bits), kept with what was applied: a changed file is noticed.
    public var checksum: UInt64 { FNV1a.sum(sql.utf8) }
}
