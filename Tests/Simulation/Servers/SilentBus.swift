import CaravanProtocol

/// The bus of servers that share a database, with every hint lost: that must cost nobody anything.
struct SilentBus: Bus {
    let reachesOthers: Bool

    func send(_ hint: BusHint) {}
    func listen(_ body: @escaping @Sendable (BusHint) -> Void) {}
}
