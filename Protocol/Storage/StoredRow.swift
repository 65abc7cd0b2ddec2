/// A row while it is read, for those who need no entity of it: they write its columns as JSON from where they lie, or look
/// at some of them. It is there until the closure that gets it ends.
public protocol StoredRow {
    /// What stands in the column of that place, which has that type.
    func column(_ place: Int, _ type: ColumnType) throws -> ColumnValue
}

extension StoredRow {
    /// The number in the column of that place; `nil` if something else stands there.
    @inlinable
    public func integer(_ place: Int) throws -> Int64? {
        guard case .integer(let integer) = try column(place, .integer) else { return nil }
        return integer
    }

    /// The id in the column of that place; `nil` if something else stands there.
    @inlinable
    public func id(_ place: Int) throws -> UUIDBits? {
        guard case .id(let id) = try column(place, .id) else { return nil }
        return id
    }

    /// Whether nothing stands in the column of that place.
    @inlinable
    public func isNull(_ place: Int, _ type: ColumnType) throws -> Bool {
        guard case .null = try column(place, type) else { return false }
        return true
    }
}
