public import CaravanProtocol

/// A hasher that costs nothing. Its "hash" names its figures, so that raised figures can be tried.
public struct FastHasher: PasswordHasher {
    public let figures: Int

    public init(figures: Int = 1) {
        self.figures = figures
    }

    public var decoy: String { "$fast$\(figures)$" }
    public func hash(_ password: String) -> String { "$fast$\(figures)$" + password }
    public func isOutdated(_ hash: String) -> Bool { !hash.hasPrefix(decoy) }

    public func verify(_ password: String, against hash: String) -> Bool {
        hash.split(separator: "$", maxSplits: 2).last.map(String.init) == password
    }
}
