public import CaravanProtocol

/// How a list of trips is ordered; `-` before a name reverses it.
public enum TripOrdering: String, Choice {
    case oldestFirst = "created_at"
    case newestFirst = "-created_at"
    case longestUnchangedFirst = "updated_at"
    case latestChangedFirst = "-updated_at"
    case earliestStartFirst = "start_date"
    case latestStartFirst = "-start_date"
    case earliestEndFirst = "end_date"
    case latestEndFirst = "-end_date"
    case titleAscending = "title"
    case titleDescending = "-title"

    func order(_ query: Query<Trip>) -> Query<Trip> {
        let isDescending = rawValue.hasPrefix("-")
        return query.ordered(
            byNames: isDescending ? String(rawValue.dropFirst()) : rawValue, "id", descending: isDescending)
    }
}
