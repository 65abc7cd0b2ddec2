import CaravanInProcess
import CaravanProtocol
import Crypto
import TestSupport
import Testing

@testable import CaravanCore

/// A client that does what WIRE.md section 5 tells one to do, and nothing more: what it ends up with is the server's doing.
struct PullClient {
    let peer: InProcessClient
    var cursor: JSONValue = .null
    /// What it has, by the answer's lists.
    var store: [String: [String: JSONValue]] = [:]
    /// How many entries the last page had.
    var size = 0

    static let lists = ["trips", "destinations", "activities", "messages", "members"]

    init(_ peer: InProcessClient) { self.peer = peer }

    /// One page by the cursor; whether there is more.
    mutating func pullPage(_ params: JSONObject = [:]) throws -> Bool {
        let page = try peer.callNow("sync.pull", (["cursor": cursor] as JSONObject).with(params))
        // Sums are over everything.
        apply(page, isWhole: params["entity_types"] == nil)
        cursor = page["cursor"] ?? .null
        return page["has_more"] == true
    }

    /// All pages; each has at most as many entries as the limit says.
    mutating func pull(_ params: JSONObject = [:]) throws {
        for _ in 0..<5000 {
            let hasMore = try pullPage(params)
            if let limit = params["limit"]?.int { #expect(size <= limit) }
            if !hasMore { return }
        }
        Issue.record("the pull does not end")
    }

    /// All pages since a time; the time of the first is the next one's.
    mutating func pull(since time: JSONValue, limit: Int) throws -> JSONValue {
        var page = try peer.callNow("sync.pull", ["last_sync_timestamp": time, "limit": limit.json])
        let now = page["sync_timestamp"] ?? .null
        apply(page)
        while page["has_more"] == true {
            page = try peer.callNow("sync.pull", ["cursor": page["cursor"] ?? .null, "limit": limit.json])
            apply(page)
        }
        return now
    }

    mutating func apply(_ page: JSONValue, isWhole: Bool = true) {
        size = 0
        for list in Self.lists {
            for id in page["deleted"]?[list]?.array ?? [] {
                size += 1
                if list == "trips" { drop(id) } else { store[list]?[id.string ?? ""] = nil }
            }
        }
        for list in Self.lists {
            for entity in page[list]?.array ?? [] {
                size += 1
                if list == "messages" { #expect(entity["is_deleted"] == false) }
                store[list, default: [:]][entity["id"]?.string ?? ""] = entity
            }
        }
        #expect((page["checksums"] == nil) == (page["has_more"] == true))
        for member in page["checksums"]?.object?.members ?? [] where isWhole {
            #expect(member.value.string == sum(of: member.name), "diverged")
        }
    }

    /// A lost trip stands for all that was in it.
    private mutating func drop(_ trip: JSONValue) {
        store["trips"]?[trip.string ?? ""] = nil
        for list in Self.lists.dropFirst() { store[list] = store[list]?.filter { $1["trip_id"] != trip } }
    }

    /// The sum over a trip, by the words of WIRE.md.
    func sum(of trip: String) -> String {
        var sum: UInt64 = 0
        for list in Self.lists where list != "members" {
            for entity in (store[list] ?? [:]).values where entity["id"] == trip.json || entity["trip_id"] == trip.json
            {
                guard let id = UUIDBits(parsing: entity["id"]?.string ?? ""), let revision = entity["revision"]?.int
                else {
                    continue
                }
                var bytes = id.withBytes { Array($0) }
                for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: revision >> (56 - 8 * place))) }
                sum ^= SHA256.hash(data: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            }
        }
        let digits = String(sum, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// What plain reads serve to this user.
    func served() throws -> [String: [String: JSONValue]] {
        let trips = try peer.all("trips.list")
        var all = ["trips": trips]
        for trip in trips {
            let input: JSONObject = ["trip_id": trip["id"] ?? .null]
            all["destinations", default: []] += try peer.all("destinations.list", input)
            all["activities", default: []] += try peer.all("activities.list", input)
            all["members", default: []] += try peer.all("members.list", input)
            all["messages", default: []] += try peer.all("chat.history", input).filter { $0["is_deleted"] == false }
        }
        return all.mapValues { elements in
            Dictionary(uniqueKeysWithValues: elements.map { ($0["id"]?.string ?? "", $0) })
        }
    }

    /// What it has is what is served: nothing missing, nothing left over, nothing different. How people call themselves is
    /// told with what they say and do, and not again when they change it.
    func expectConverged(_ location: SourceLocation = #_sourceLocation) throws {
        let served = try served()
        for list in Self.lists {
            let (mine, theirs) = (store[list] ?? [:], served[list] ?? [:])
            #expect(Set(mine.keys) == Set(theirs.keys), "\(list)", sourceLocation: location)
            for (id, entity) in mine {
                #expect(
                    entity.without("user", "sender") == theirs[id]?.without("user", "sender"), "\(list)",
                    sourceLocation: location)
            }
        }
    }
}
