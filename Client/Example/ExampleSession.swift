import CaravanClient
import CaravanCore
import CaravanProtocol
import CaravanSystem

/// One command of one person.
struct ExampleSession {
    private var words: Words
    private let home: Home
    private let port = URLSessionPort()

    init(_ words: Words) throws {
        self.words = words
        home = try Home(words.home)
    }

    mutating func perform() async throws {
        switch words.command {
        case "register", "login": try await enter()
        case "help": print(Words.usage)
        default:
            let replica = try home.current()
            let client = client(replica)
            switch words.command {
            case "logout": try await client.logout()
            case "sync": try await client.sync()
            case "watch": try await watch(client)
            case "invite", "remove-member": try await changeMembers(client)
            default:
                if try Reports(replica).print(&words) { return }
                guard try Edits(client).perform(&words) else {
                    throw Words.Fault(detail: "unknown command \(words.command)\n\(Words.usage)")
                }
                await send(client)
            }
        }
    }

    private func client(_ replica: Replica) -> LiveReplica {
        LiveReplica(replica, http: port, live: port, clock: SystemClock(), random: SystemRandom())
    }

    private mutating func enter() async throws {
        guard let server = words.server else { throw Words.Fault(detail: "\(words.command) needs --server URL") }
        let authentication = Authentication(server: server, http: port)
        let session: StoredSession
        if words.command == "register" {
            session = try await authentication.register(
                email: try words.next("EMAIL"), username: try words.next("USERNAME"),
                password: try words.next("PASSWORD"))
        } else {
            session = try await authentication.login(try words.next("NAME"), password: try words.next("PASSWORD"))
        }
        let replica = try home.enter(session)
        print("hello, \(session.username)")
        await send(client(replica))
    }

    /// Sends what waits, unless there is no network: then it waits on.
    private func send(_ client: LiveReplica) async {
        let waiting = { (try? client.replica.metadata().pendingChangesCount) ?? 0 }
        guard !words.isOffline else { return print("offline: \(waiting()) waiting") }
        do {
            try await client.sync()
        } catch {
            print("\(Explanation.of(error)) \(waiting()) waiting")
        }
    }

    private mutating func changeMembers(_ client: LiveReplica) async throws {
        guard !words.isOffline else { throw Words.Fault(detail: "\(words.command) needs the network") }
        try await client.sync()
        let trip = try Names(replica: client.replica).trip(try words.next("TRIP"))
        let name = try words.next("USERNAME")
        let found = try await client.call("GET", "/users/search/?q=\(name)&limit=200")
        guard case .array(let users)? = found["results"],
            let user = users.first(where: { $0["username"]?.string == name })?["id"]?.string
        else { throw Words.Fault(detail: "there is no user \(name)") }
        if words.command == "invite" {
            let body: JSONObject = ["user_id": .string(user), "role": .string(try words.next("ROLE"))]
            _ = try await client.call("POST", "/trips/\(trip)/members/", body)
        } else {
            _ = try await client.call("DELETE", "/trips/\(trip)/members/\(user)/")
        }
        try await client.sync()
    }

    /// Shows everything, and again whenever something changes here or on the server, until it is interrupted.
    private func watch(_ client: LiveReplica) async throws {
        let isOffline = words.isOffline
        try await withThrowingTaskGroup(of: Void.self) { group in
            if !isOffline { group.addTask { try await client.run() } }
            group.addTask {
                let trips = client.observe { replica in
                    try replica.trips().compactMap { try replica.trip($0.id) }
                }
                for try await trips in trips {
                    Printing.say("— \(trips.count) trips")
                    for trip in trips { Printing.show(trip) }
                }
            }
            group.addTask {
                for try await state in client.metadata() where state.status != .syncing {
                    Printing.say("— \(Printing.text(.object(state.json)))")
                }
            }
            try await group.waitForAll()
        }
    }
}
