import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Who has no session is told so, whatever else is wrong with his call.
@Suite struct EndedSessionTests {
    private static let writes = Catalogue.entries.map(\.descriptor).filter { $0.needsSession && $0.needsBody }.map(
        \.name)

    @Test(arguments: writes) func badInputIsNotLookedAt(operation: String) async throws {
        let world = try world()
        let ann = try world.person("ann")
        let token = try world.peer().callNow("auth.login", ["username": "ann", "password": "correct horse"])["access"]
        let (old, bound) = (world.bearer(token), world.bearer(token))
        let bad: JSONObject = ["id": 5, "title": 5, "trip_id": 5, "role": 5, "order": "x", "_meta": 5]
        let alive = ann.code(operation, bad)
        #expect(alive == .validationFailed || alive == .notFound)
        _ = try bound.callNow("auth.logout")
        #expect(old.code(operation, bad) == .unauthenticated)
        #expect(world.bearer("no.token").code(operation, bad) == .unauthenticated)
        #expect(world.peer().code(operation, bad) == .unauthenticated)
        let failure = await #expect(throws: Failure.self) { try await old.call(operation, bad) }
        #expect(failure?.code == .unauthenticated && failure?.errors.isEmpty == true)
    }

    @Test func aWrongCursorOfAReadToo() throws {
        let world = try world()
        _ = try world.person("ann")
        let token = try world.peer().callNow("auth.login", ["username": "ann", "password": "correct horse"])["access"]
        let peer = world.bearer(token)
        #expect(peer.code("trips.list", ["limit": 0]) == .validationFailed)
        _ = try world.bearer(token).callNow("auth.logout")
        #expect(peer.code("trips.list", ["limit": 0]) == .unauthenticated)
    }
}
