public import CaravanProtocol

/// The numbered steps of the database's schema, for each dialect of SQL. `make migration NAME=…` adds one.
public enum Migrations {
    public static let sqlite: [Migration] = SQLite.all

    enum SQLite {}
}
