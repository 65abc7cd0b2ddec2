import CaravanProtocol

extension Migrations.SQLite {
    // In order. Written by `make migration`.
    // swift-format-ignore
    static let all: [Migration] = [
        m0001_foundation,
        m0002_chat,
        m0003_lean_changes,
        m0004_sync,
    ]
}
