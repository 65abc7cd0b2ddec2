import CaravanProtocol

/// The values of a `oneOf`, repeated to the next power of two, so that lists of many lengths share few statements.
struct OneOfValues {
    let values: [StoredValue]
    let includesNull: Bool

    init(_ list: [StoredValue]) {
        var values = list.filter { $0 != .null }
        includesNull = values.count < list.count
        if let last = values.last {
            var size = 1
            while size < values.count { size *= 2 }
            values += Array(repeating: last, count: size - values.count)
        }
        self.values = values
    }
}
