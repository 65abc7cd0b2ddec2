import CaravanClient
import CaravanProtocol
import CaravanSQLite
import CaravanSystem
import Foundation

/// A directory with a database for each account that has logged in here, and the name of the present one.
struct Home {
    private let path: String

    init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    private var currentFile: String { path + "/current" }

    /// The replica of the present account.
    func current() throws -> Replica {
        guard let name = try? String(contentsOfFile: currentFile, encoding: .utf8) else {
            throw Words.Fault(detail: "nobody has logged in here")
        }
        return try replica(named: name)
    }

    /// Makes the account of the session the present one.
    func enter(_ session: StoredSession) throws -> Replica {
        let name = session.userID.description
        let replica = try replica(named: name)
        try replica.keep(session, now: SystemClock().now())
        try Data(name.utf8).write(to: URL(fileURLWithPath: currentFile))
        return replica
    }

    private func replica(named name: String) throws -> Replica {
        try Replica(ClientDatabase.sqlite(.file(path + "/\(name).db")), random: SystemRandom())
    }
}
