public import CaravanProtocol

/// No input.
public struct NoInput: InputRecord {
    public init() {}
    public static let fields = FieldList<NoInput>([])
}
