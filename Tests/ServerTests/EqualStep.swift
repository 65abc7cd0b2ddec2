import CaravanProtocol

/// One call that is made over HTTP and over stdio.
struct EqualStep: Sendable {
    enum Caller: Sendable {
        case ann, ben, nobody
    }

    let caller: Caller
    let method: String
    let params: JSONObject
    /// The code of the failure that it must be; `nil` for a success.
    let code: FailureCode?

    init(_ caller: Caller, _ method: String, _ params: JSONObject = [:], _ code: FailureCode? = nil) {
        self.caller = caller
        self.method = method
        self.params = params
        self.code = code
    }

    private static func id(_ number: Int) -> JSONValue {
        .string("0198f000-0000-7000-8000-00000000000\(number)")
    }

    private static func stop(_ name: String, _ more: JSONObject = [:]) -> JSONObject {
        var params: JSONObject = [
            "trip_id": id(1), "name": .string(name), "arrival_date": "2031-05-01", "departure_date": "2031-05-05",
        ]
        for (name, value) in more { params[name] = value }
        return params
    }

    /// A trip's life, with a refusal of each kind on the way. `$ben` stands for Ben's id.
    static let all: [EqualStep] = [
        .init(.ann, "users.me"),
        .init(.nobody, "users.me", [:], .unauthenticated),
        .init(.nobody, "trips.create", ["title": "x"], .unauthenticated),
        .init(
            .ann, "users.update_me",
            ["bio": "Likes trains 🚆 \u{e9}", "email": "other@example.com", "first_name": "Ann"]),
        .init(
            .ann, "users.update_me", ["first_name": .string(String(repeating: "x", count: 151)), "bio": 5],
            .validationFailed),
        .init(.ben, "users.update_me", ["username": "ANN"], .alreadyExists),
        .init(.ann, "users.search", ["q": "BE"]),
        .init(.ann, "users.search", ["q": "x"], .validationFailed),
        .init(.ann, "users.get", ["id": "$ben"]),
        .init(.ann, "users.get", ["id": "nonsense"], .notFound),
        .init(.ann, "users.get", ["id": id(9)], .notFound),
        .init(
            .ann, "trips.create",
            [
                "id": id(1), "title": "Portugal", "start_date": "2031-05-01", "end_date": "2031-05-09",
                "role": "viewer",
                "time_zone": "Europe/Lisbon", "currency": "EUR", "creator": id(9), "revision": 99, "unknown": [1],
            ]),
        .init(
            .ann, "trips.create",
            [
                "id": id(1), "title": "Portugal", "start_date": "2031-05-01", "end_date": "2031-05-09",
                "time_zone": "Europe/Lisbon", "currency": "EUR",
            ]),
        .init(
            .ann, "trips.create",
            ["id": id(1), "title": "Spain", "start_date": "2031-05-01", "end_date": "2031-05-09"], .alreadyExists),
        .init(
            .ann, "trips.create",
            [
                "title": "", "start_date": "2031-05-09", "end_date": "yesterday", "time_zone": "Mars/North",
                "currency": "ZZZ",
            ],
            .validationFailed),
        .init(.ann, "trips.create", ["title": ["x"], "start_date": 5, "end_date": .null], .validationFailed),
        .init(
            .ann, "trips.create", ["title": "nul \u{0} within", "start_date": "2031-05-01", "end_date": "2031-05-09"],
            .validationFailed),
        .init(.ben, "trips.get", ["id": id(1)], .notFound),
        .init(.ben, "trips.delete", ["id": id(1)], .notFound),
        .init(.ann, "members.add", ["trip_id": id(1), "user_id": "$ben", "role": "owner"], .validationFailed),
        .init(.ann, "members.add", ["trip_id": id(1), "user_id": "$ben", "role": "viewer"]),
        .init(.ann, "members.add", ["trip_id": id(1), "user_id": "$ben", "role": "editor"], .alreadyExists),
        .init(.ben, "trips.update", ["id": id(1), "title": "Ben's"], .forbidden),
        .init(.ann, "members.update", ["trip_id": id(1), "user_id": "$ben", "role": "editor"]),
        .init(.ben, "trips.update", ["id": id(1), "title": "Portugal by train"]),
        .init(.ben, "trips.update", ["id": id(1), "visibility": "public"], .forbidden),
        .init(
            .ben, "destinations.create",
            stop("Lisbon", ["id": id(2), "location": ["lat": 38, "lng": -9, "floor": 2]])),
        .init(.ann, "destinations.create", stop("Porto", ["id": id(3), "order": 0])),
        .init(.ann, "destinations.create", stop("Nowhere", ["location": ["lat": 91, "lng": "x"]]), .validationFailed),
        .init(.ann, "destinations.create", stop("Elsewhere", ["trip_id": id(9)]), .notFound),
        .init(.ann, "destinations.reorder", ["id": id(2), "order": 0]),
        .init(.ann, "destinations.list", ["trip_id": id(1)]),
        .init(.ann, "destinations.list", ["trip_id": id(1), "limit": 1]),
        .init(.ann, "destinations.list", ["trip_id": id(1), "limit": 0], .validationFailed),
        .init(.ann, "destinations.list", ["trip_id": id(1), "cursor": "garbage"], .malformed),
        .init(.ann, "destinations.list", [:], .validationFailed),
        .init(
            .ben, "activities.create",
            [
                "id": id(4), "destination_id": id(2), "title": "Tram 28", "activity_type": "sightseeing",
                "start_time": "2031-05-06T10:00:00", "cost": "3.10",
            ]),
        .init(
            .ben, "activities.create",
            ["destination_id": id(9), "title": "x", "activity_type": "flying", "cost": "1.2.3", "start_time": "noon"],
            .validationFailed),
        .init(.ben, "activities.complete", ["id": id(4)]),
        .init(.ben, "activities.complete", ["id": id(4)]),
        .init(.ann, "activities.reopen", ["id": id(4)]),
        .init(
            .ann, "activities.update",
            ["id": id(4), "cost": .number(JSONNumber(4)), "end_time": "2031-05-06T08:00:00Z"], .validationFailed),
        .init(.ann, "activities.list", ["trip_id": id(1)]),
        .init(.ann, "trips.complete", ["id": id(1)], .invalidTransition),
        .init(.ann, "trips.plan", ["id": id(1)]),
        .init(.ann, "trips.list", ["status": "planned", "ordering": "-title"]),
        .init(.ann, "trips.list", ["status": "lost"], .validationFailed),
        .init(.ann, "trips.update_settings", ["id": id(1), "notify": "mentions"]),
        .init(.ann, "trips.settings", ["id": id(1)]),
        .init(.ann, "members.remove", ["trip_id": id(1), "user_id": "$ann"], .conflict),
        .init(.ann, "trips.transfer", ["id": id(1), "user_id": "$ben"]),
        .init(.ann, "members.list", ["trip_id": id(1)]),
        .init(.ann, "trips.delete", ["id": id(1)], .forbidden),
        .init(.ann, "destinations.delete", ["id": id(3)]),
        .init(.ann, "destinations.get", ["id": id(3)], .notFound),
        .init(.ben, "trips.changes", ["id": id(1), "after": 0]),
        .init(.ann, "members.remove", ["trip_id": id(1), "user_id": "$ann"]),
        .init(.ann, "trips.changes", ["id": id(1), "after": 0], .notFound),
        .init(.ben, "trips.delete", ["id": id(1)]),
        .init(.ben, "trips.get", ["id": id(1)], .notFound),
        .init(.nobody, "auth.register", ["email": "no", "username": "x", "password": "short"], .validationFailed),
        .init(.nobody, "auth.login", ["password": "x"], .validationFailed),
        .init(.nobody, "auth.refresh", ["refresh": "none"], .unauthenticated),
        .init(.nobody, "auth.reset_password", ["email": "nobody@example.com"]),
        .init(.nobody, "auth.confirm_reset", ["token": "none", "password": "long enough"], .validationFailed),
        .init(.nobody, "auth.logout", ["refresh": "none"], .unauthenticated),
    ]
}
