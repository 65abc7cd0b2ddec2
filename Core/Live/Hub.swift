import CaravanProtocol

/// Who follows which log, and how far each has come, as a value: what happens is told to it, and it answers what is to be
/// done.
///
/// A follower is *behind* while it reads the log itself, page by page, and *live* once it has reached the place up to
/// which the log has been dealt out; from then on it gets each entry as it is committed. Both compare revisions, so that
/// an entry that comes on two ways, or late, is dealt out once and in order.
struct Hub {
    typealias PeerID = UInt64

    /// One peer in one log.
    struct Follower {
        let peer: PeerID
        /// The last revision that it has.
        var position: Int64
        var isLive: Bool
        /// Whether it gets the entries; else they are only acted upon.
        var isTold: Bool
        /// Whether it named the trip; one that follows all of its user's trips need not.
        var isListed: Bool
        var isPresent: Bool
        /// How far the user's own log reached when his right was asked: what it says up to there has been heeded.
        var asOf: Int64
        /// Where the log ended when it began here, which it may not have reached.
        var missesUntil: Int64 = 0
    }

    /// A log that is followed.
    struct Topic {
        /// Up to here the log has been dealt out to the live.
        var cursor: Int64
        /// The log is known to reach at least so far.
        var known: Int64
        var followers: [Follower] = []

        var isStale: Bool { known > cursor }
    }

    /// A peer with somebody behind it.
    struct Member {
        let user: UserSummary
        let session: ID<Session>?
        /// The trip that the peer is about, where it is about one alone.
        let room: UUIDBits?
        /// How far the user's own log reached when he came.
        let asOf: Int64
        /// The trips that it follows.
        var trips: Set<UUIDBits> = []
        /// Whether it follows all of its user's trips, and his own log.
        var followsAll = false
        /// Whether it counts as present in all of them.
        var isPresentInAll = false
    }

    var topics: [UUIDBits: Topic] = [:]
    var members: [PeerID: Member] = [:]
    var peersOfUser: [ID<User>: [PeerID]] = [:]
    var peersOfSession: [ID<Session>: [PeerID]] = [:]
    /// What peers asked for that comes to them as an entry of a log, by the entry's revision.
    var references: [PeerID: [Int64: JSONValue]] = [:]
    /// Those of them whose transactions are not committed.
    var expectations: [PeerID: Int64] = [:]
    var presence = Presence()
    var servers = OtherServers()
    /// When this server told the others last that it lives.
    var renewed = Instant.epoch
    /// What the other servers know this one by.
    let server: UInt64
    var typing = TypingLeases()

    init(server: UInt64 = 0) {
        self.server = server
    }

    // MARK: - Peers

    /// Somebody is behind the peer from now on. His own log is followed, so that a lost access is noticed.
    mutating func bind(_ peer: PeerID, _ user: UserSummary, _ session: ID<Session>?, room: ID<Trip>?, head: Int64) {
        members[peer] = Member(user: user, session: session, room: room?.bits, asOf: head)
        peersOfUser[user.id, default: []].append(peer)
        if let session { peersOfSession[session, default: []].append(peer) }
        add(
            Follower(
                peer: peer, position: head, isLive: true, isTold: false, isListed: false, isPresent: false, asOf: head),
            to: user.id.bits, head: head)
    }

    /// Nobody is behind the peer any more: it follows nothing.
    mutating func unbind(_ peer: PeerID, now: Instant) -> [HubDirective] {
        guard let member = members[peer] else { return [] }
        var directives: [HubDirective] = []
        for trip in member.trips { leave(trip, peer, now: now, &directives) }
        removeFollower(peer, from: member.user.id.bits)
        members[peer] = nil
        references[peer] = nil
        expectations[peer] = nil
        remove(peer, from: &peersOfUser, member.user.id)
        if let session = member.session { remove(peer, from: &peersOfSession, session) }
        return directives
    }

    func peers(of session: ID<Session>) -> [PeerID] { peersOfSession[session] ?? [] }
    func peers(of user: ID<User>) -> [PeerID] { peersOfUser[user] ?? [] }
    var sessions: [ID<Session>] { Array(peersOfSession.keys) }
    /// Users that an operator speaks for.
    var usersWithoutSession: [ID<User>] { Array(Set(members.values.lazy.filter { $0.session == nil }.map(\.user.id))) }
    var isEmpty: Bool { members.isEmpty }
}
