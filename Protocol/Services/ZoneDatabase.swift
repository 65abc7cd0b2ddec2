/// What the IANA time zones say. Names are IANA's, case exact.
public protocol ZoneDatabase: Sendable {
    /// Whether there is a zone of that name.
    func isKnown(_ name: String) -> Bool

    /// The point in time at which clocks in the zone show this; `nil` for an unknown zone.
    ///
    /// As RFC 5545, section 3.3.5: a time that occurs twice is its first occurrence; one that clocks skip is read with the
    /// offset before the gap.
    func instant(of local: LocalDateTime, in zone: String) -> Instant?

    /// The day that calendars in the zone show; `nil` for an unknown zone.
    func localDate(at instant: Instant, in zone: String) -> LocalDate?

    /// How far the zone's clocks are ahead of UTC, in seconds, negative in the west; `nil` for an unknown zone.
    func secondsFromUTC(at instant: Instant, in zone: String) -> Int?
}
