import CaravanProtocol

#if SQLite
    import CaravanMigrations
    import CaravanSQLite
#endif

extension Composition {
    /// The storage that `--database` names. Nothing of it is opened or made yet.
    func storage() throws -> any Storage {
        #if SQLite
            var options = SQLiteOptions()
            options.readers = configuration.number(.poolSize)
            return SQLiteStorage(try location(), migrations: Migrations.sqlite, options: options)
        #else
            throw OperatorError(
                "--database: this program was built without a database; build it with a trait such as SQLite")
        #endif
    }

    #if SQLite
        private func location() throws -> SQLiteLocation {
            guard let text = configuration[.database], let location = DatabaseLocation.parse(text) else {
                return .file(try DataDirectory(configuration).databaseFile)
            }
            switch location {
            case .memory: return .memory
            case .file(let path): return .file(path)
            }
        }
    #endif
}
