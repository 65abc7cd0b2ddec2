import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// What people see of each other, and how they are found.
@Suite struct UserTests {
    private func people() throws -> (TestWorld, InProcessClient) {
        let world = try world(settings: .unlimited)
        let names = [
            ("ann_lee", "Zo\u{EB}", "O'Neil"), ("bob", "Annika", "%"), ("carl", "\u{CC}le", "Annson"),
            ("dora", "Dora", "Xann"),
        ]
        for (username, first, last) in names {
            let peer = try world.person(username)
            _ = try peer.callNow("users.update_me", ["first_name": first.json, "last_name": last.json])
        }
        return (world, try world.person("seeker"))
    }

    @Test(
        arguments: [
            ("ann", ["ann_lee", "bob", "carl"]), ("ANN", ["ann_lee", "bob", "carl"]), ("annl", []),
            ("ann_", ["ann_lee"]),
            ("zo\u{CB}", ["ann_lee"]), ("o'", ["ann_lee"]), ("\u{EC}L", ["carl"]), ("%%", []), ("__", []),
            ("xann", ["dora"]),
            ("bob@example.com", ["bob"]), ("BOB@EXAMPLE.COM", ["bob"]), ("bob@example", []), ("ob@example.com", []),
            ("\u{10FFFF}\u{10FFFF}", []),
        ] as [(String, [String])])
    func search(_ search: (query: String, found: [String])) throws {
        let (_, seeker) = try people()
        for limit in [1, 200] {
            let found = try seeker.all("users.search", ["q": search.query.json], limit: limit)
            #expect(found.compactMap { $0["username"]?.string } == search.found)
            #expect(
                found.allSatisfy {
                    $0.object?.members.map(\.name) == ["id", "username", "first_name", "last_name", "avatar"]
                })
        }
    }

    @Test func onlyOneselfSeesTheAddress() throws {
        let (world, seeker) = try people()
        let bob = try #require(try seeker.all("users.search", ["q": "bob"]).first?["id"])
        let seen = try seeker.callNow("users.get", ["id": bob])
        #expect(seen.object?.members.map(\.name) == ["id", "username", "first_name", "last_name", "avatar", "bio"])
        #expect(world.peer().code("users.get", ["id": bob]) == .unauthenticated)
        let me = try seeker.callNow("users.me")
        #expect(
            me.object?.members.map(\.name) == [
                "id", "email", "username", "first_name", "last_name", "avatar", "bio", "date_joined", "last_login",
                "revision",
                "created_at", "updated_at",
            ])
    }

    @Test func anotherUsername() throws {
        let (world, seeker) = try people()
        for taken in ["bob", "BOB"] {
            for operation in ["users.update_me", "users.replace_me"] {
                let failure = seeker.failure(operation, ["username": taken.json])
                #expect(failure?.code == .alreadyExists && failure?.errors.map(\.field) == ["username"])
            }
        }
        #expect(
            try seeker.callNow("users.update_me", ["username": "SEEKER"])["username"] == "SEEKER",
            "one's own in another case")
        _ = try seeker.callNow("users.update_me", ["username": "renamed"])
        #expect(world.peer().code("auth.login", ["username": "renamed", "password": "correct horse"]) == nil)
        #expect(
            world.peer().code("auth.login", ["username": "seeker", "password": "correct horse"]) == .unauthenticated)
        #expect(
            world.peer().code(
                "auth.register", ["email": "new@example.com", "username": "Seeker", "password": "correct horse"])
                == nil, "it is free again")
    }
}
