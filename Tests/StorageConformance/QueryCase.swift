import CaravanProtocol
import Testing

/// Every condition, order, start, limit and count.
public enum QueryCase: String, CaseIterable, Sendable {
    case equals = "equals, on every type of column"
    case compares = "less, at most, greater, at least"
    case nulls = "is null, is not null, and null compares with nothing"
    case oneOf = "one of none, some, many, and null"
    case prefix = "has a prefix, at the edges of Unicode"
    case contains = "contains, whatever the case"
    case exists = "there is a row that refers to it"
    case anyAndAll = "any and all, nested and empty"
    case injection = "values are never read as SQL"
    case orders = "orders ascending and descending, by several columns"
    case ordersText = "orders texts by their scalars"
    case ordersNulls = "null sorts before everything"
    case keyset = "pages by what comes after a row, on several columns, both ways"
    case keysetNulls = "pages over nulls, both ways"
    case limits = "a limit of none, some and more than there are"
    case visits = "visits the rows that it selects, and may be left"
    case counts = "a count knows no order, start or limit"
    case deletesWhere = "deletes what meets the conditions"
    case refusesLimitedDelete = "refuses a delete with a limit or a start"

    func run(_ subject: Subject) throws {
        switch self {
        case .equals: try equals(subject)
        case .compares: try compares(subject)
        case .nulls: try nulls(subject)
        case .oneOf: try oneOf(subject)
        case .prefix: try prefix(subject)
        case .contains: try contains(subject)
        case .exists: try exists(subject)
        case .anyAndAll: try anyAndAll(subject)
        case .injection: try injection(subject)
        case .orders: try orders(subject)
        case .ordersText: try ordersText(subject)
        case .ordersNulls: try ordersNulls(subject)
        case .keyset: try keyset(subject)
        case .keysetNulls: try keysetNulls(subject)
        case .limits: try limits(subject)
        case .visits: try visits(subject)
        case .counts: try counts(subject)
        case .deletesWhere: try deletesWhere(subject)
        case .refusesLimitedDelete: try refusesLimitedDelete(subject)
        }
    }

    /// Crates named `a`, `b` … with weights 0, 1 …; every third has a label, every second is open.
    func fill(_ subject: Subject, count: Int = 6) throws {
        try subject.addDepot()
        try subject.add(
            (0..<count).map { number in
                var crate = Crate(UInt64(number), name: String(UnicodeScalar(UInt8(97 + number))))
                crate.weight = Int64(number)
                crate.label = number % 3 == 0 ? "label \(number)" : nil
                crate.isOpen = number % 2 == 0
                crate.madeAt = Instant(microseconds: Int64(number) * 1000)
                return crate
            })
    }
}
