#if SQLite
    public import CaravanSQLite
    import CaravanProtocol

    /// The database of one account on this device.
    public enum ClientDatabase {
        /// A database of SQLite, in a file (made when there is none, for its owner only) or in memory.
        public static func sqlite(_ location: SQLiteLocation) -> SQLiteStorage {
            SQLiteStorage(location, migrations: ClientMigrations.sqlite, options: SQLiteOptions(readers: 2))
        }
    }
#endif
