/// What can go wrong in a storage; each adapter maps its native errors to these in one file.
public enum StorageError: Error, Sendable, Equatable {
    /// A unique key or index is taken: the columns' names. When several are, it is the storage's choice which one it says.
    case duplicate(table: String, columns: [String])
    /// A foreign key names no row, or would after a delete: the column's name where the storage knows it.
    case missingReference(table: String, column: String?)
    /// A check of the table refuses the row.
    case checkFailed(String)
    /// `update` or `delete` named no row.
    case notFound(table: String)
    /// The transaction lost against another one; running it again may succeed.
    case serializationFailure
    /// Another process holds the database.
    case locked(String)
    /// The disk is full or cannot be written.
    case full(String)
    /// The data does not fit the schema, or the file is damaged.
    case corrupt(String)
    /// The database was made by a newer program.
    case newerSchema(found: Int, known: Int)
    /// A migration that was applied has another text now.
    case changedMigration(Int)
    /// The storage lacks an ability that it does not declare.
    case unsupported(String)
    /// It cannot be reached or opened.
    case unavailable(String)
}
