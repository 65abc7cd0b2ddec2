import CaravanProtocol

extension Migrations.SQLite {
    /// In order. Written by `make migration`.
    static let all: [Migration] = [
        m0001_foundation,
    ]
}
