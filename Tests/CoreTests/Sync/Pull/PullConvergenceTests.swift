import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

@testable import CaravanCore

/// Clients that pull while people do anything end up with what is served.
@Suite struct PullConvergenceTests {
    /// By cursor, page by page, with others' work between the pages.
    @Test(arguments: 1...8) func byCursor(seed: UInt64) throws {
        var session = try RandomSession(seed: seed)
        var clients = session.peers.map { PullClient($0) }
        for _ in 0..<700 {
            try session.step()
            let who = Int.random(in: 0..<8, using: &session.random)
            guard clients.indices.contains(who) else { continue }
            let limit = [1, 2, 5, 40].randomElement(using: &session.random) ?? 1
            if try !clients[who].pullPage(["limit": limit.json]) { try clients[who].expectConverged() }
        }
        for place in clients.indices {
            try clients[place].pull(["limit": [1, 2, 5, 40][place].json])
            try clients[place].expectConverged()
        }
    }

    /// By time only, with a clock that also jumps back.
    @Test(arguments: 1...4) func byTime(seed: UInt64) throws {
        var session = try RandomSession(seed: 100 + seed)
        var clients = session.peers.map { PullClient($0) }
        var times = clients.map { _ in JSONValue.null }
        for _ in 0..<600 {
            // The clock runs on, and jumps back and forth on its way.
            let jump = Int64.random(in: 0...50, using: &session.random)
            session.world.clock.advance(seconds: -jump)
            try session.step()
            let isBackAgain = Bool.random(using: &session.random)
            if isBackAgain { session.world.clock.advance(seconds: jump + .random(in: 0...90, using: &session.random)) }
            defer { if !isBackAgain { session.world.clock.advance(seconds: jump) } }
            let who = Int.random(in: 0..<30, using: &session.random)
            guard clients.indices.contains(who) else { continue }
            let limit = [1, 3, 1000].randomElement(using: &session.random) ?? 1
            times[who] = try clients[who].pull(since: times[who], limit: limit)
            try clients[who].expectConverged()
        }
    }

    /// Logs are trimmed all the while: who is told to pull anew does, and nobody misses anything without being told.
    @Test(arguments: 1...3) func whileLogsAreTrimmed(seed: UInt64) async throws {
        var settings = Settings.unlimited
        settings.keepChangesDays = 1
        var session = try RandomSession(seed: 200 + seed, settings: settings)
        var clients = session.peers.map { PullClient($0) }
        var (anew, removed) = (0, 0)
        for _ in 0..<900 {
            try session.step()
            session.world.clock.advance(seconds: .random(in: 0...2400, using: &session.random))
            if Int.random(in: 0..<20, using: &session.random) == 0 { removed += await session.world.caravan.trimLogs() }
            let who = Int.random(in: 0..<60, using: &session.random)
            guard clients.indices.contains(who) else { continue }
            do {
                for _ in 0..<Int.random(in: 1...30, using: &session.random) {
                    let limit = [1, 2, 5, 40].randomElement(using: &session.random) ?? 1
                    guard try !clients[who].pullPage(["limit": limit.json]) else { continue }
                    try clients[who].expectConverged()
                    break
                }
            } catch let failure as Failure where failure.code == .resyncRequired {
                clients[who] = PullClient(clients[who].peer)
                anew += 1
            }
        }
        #expect(anew > 0 && removed > 20)
        for place in clients.indices {
            clients[place] = PullClient(clients[place].peer)
            try clients[place].pull()
            try clients[place].expectConverged()
        }
    }
}
