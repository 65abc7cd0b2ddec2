public import CaravanProtocol

/// The steps of a replica's database.
public enum ClientMigrations {
    public static let sqlite: [Migration] = [m0001_replica]
}
