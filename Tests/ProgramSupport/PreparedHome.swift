import CaravanProtocol
import Foundation

/// A home with two accounts in its database and their sessions, made once: hashing a password takes a second in debug.
public struct PreparedHome: Sendable {
    public let ann: Person
    public let ben: Person
    private let files: [String: [UInt8]]

    private static let made = Result { try PreparedHome() }

    /// A place with a copy of it, and the people whose tokens are good there.
    public static func place() throws -> (place: Place, ann: Person, ben: Person) {
        let home = try made.get()
        let place = try Place()
        try FileManager.default.createDirectory(
            atPath: place.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for (name, bytes) in home.files {
            try Data(bytes).write(to: URL(fileURLWithPath: place.data + "/" + name))
            chmod(place.data + "/" + name, 0o600)
        }
        return (place, home.ann, home.ben)
    }

    /// A server in a copy of it.
    public static func server(
        _ arguments: [String] = [], environment: [String: String] = [:]
    ) throws -> (server: RunningProgram, ann: Person, ben: Person) {
        let (place, ann, ben) = try place()
        return (try RunningProgram(place, arguments, environment: environment), ann, ben)
    }

    private init() throws {
        let server = try RunningProgram()
        ann = try Self.register("ann", at: server)
        ben = try Self.register("ben", at: server)
        guard server.terminate() == 0 else { throw ProgramFailure("the server does not end well: \(server.errors)") }
        files = server.place.dataFiles()
    }

    private static func register(_ name: String, at server: RunningProgram) throws -> Person {
        let answer = try server.call(
            "POST", "/auth/register/",
            [
                "email": .string(name + "@example.com"), "username": .string(name),
                "password": .string(Person.password(of: name)),
            ])
        guard answer.status == 201, let id = answer["user"]?["id"]?.string, let access = answer["access"]?.string,
            let refresh = answer["refresh"]?.string
        else { throw ProgramFailure("\(name) cannot register: \(answer)") }
        return Person(name: name, id: id, access: access, refresh: refresh)
    }
}
