public import CaravanProtocol
import Synchronization

/// The time zones of the machine's zoneinfo directory (package tzdata). `UTC` is known without one.
///
/// A zone's file is read when it is first asked for and kept; a changed file counts after a restart.
public final class SystemZoneDatabase: ZoneDatabase {
    private let directory: String
    private let cache = Mutex<[String: TZif]>([:])
    /// IANA has about 600 names, so that in practice nothing ever leaves.
    private static let cachedMax = 1024

    /// - Parameter directory: Where the compiled zones are.
    public init(directory: String = "/usr/share/zoneinfo") {
        self.directory = directory
    }

    /// Whether there is a zone of that name.
    public func isKnown(_ name: String) -> Bool {
        zone(name) != nil
    }

    /// The point in time at which clocks in the zone show this; `nil` for an unknown zone.
    public func instant(of local: LocalDateTime, in zone: String) -> Instant? {
        self.zone(zone)?.instant(of: local)
    }

    /// The day that calendars in the zone show; `nil` for an unknown zone.
    public func localDate(at instant: Instant, in zone: String) -> LocalDate? {
        guard let offset = secondsFromUTC(at: instant, in: zone) else { return nil }
        let day: Int64 = 86_400_000_000
        let shown = instant.adding(seconds: Int64(offset)).microseconds
        return LocalDate(days: Int32(shown / day - (shown % day < 0 ? 1 : 0)))
    }

    /// How far the zone's clocks are ahead of UTC, in seconds; `nil` for an unknown zone.
    public func secondsFromUTC(at instant: Instant, in zone: String) -> Int? {
        self.zone(zone)?.secondsFromUTC(at: instant)
    }

    private func zone(_ name: String) -> TZif? {
        if name == "UTC" { return .utc }
        if let known = cache.withLock({ $0[name] }) { return known }
        // Two that ask at once read the file twice, which is harmless. Unknown names are not kept: they are endless.
        guard ZoneName.isValid(name), let bytes = ZoneFile.bytes(at: "\(directory)/\(name)"),
            let zone = try? TZif(bytes)
        else { return nil }
        cache.withLock { cache in
            if cache.count >= Self.cachedMax { cache.removeAll() }
            cache[name] = zone
        }
        return zone
    }
}
