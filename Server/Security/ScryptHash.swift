import FoundationEssentials

/// A scrypt hash as it is stored: `$scrypt$ln=15,r=8,p=3$<salt>$<key>`, the form of PHC strings, base64 without padding.
struct ScryptHash: Sendable, Equatable {
    var figures: ScryptFigures
    var salt: [UInt8]
    var key: [UInt8]

    init(figures: ScryptFigures, salt: [UInt8], key: [UInt8]) {
        self.figures = figures
        self.salt = salt
        self.key = key
    }

    /// `nil` for whatever is not of this form, and for figures or lengths beyond what is ever stored.
    init?(parsing text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let figures = Self.figures(of: parts[2]),
            let salt = Self.bytes(of: parts[3]), let key = Self.bytes(of: parts[4]),
            (8...64).contains(salt.count), (16...64).contains(key.count)
        else { return nil }
        self.init(figures: figures, salt: salt, key: key)
    }

    var text: String {
        "$scrypt$ln=\(figures.costLog2),r=\(figures.blockSize),p=\(figures.parallelism)"
            + "$\(Self.text(of: salt))$\(Self.text(of: key))"
    }

    private static func figures(of text: Substring) -> ScryptFigures? {
        let pairs = text.split(separator: ",", omittingEmptySubsequences: false)
        guard pairs.count == 3, let costLog2 = number(pairs[0], "ln="), let blockSize = number(pairs[1], "r="),
            let parallelism = number(pairs[2], "p=")
        else { return nil }
        let figures = ScryptFigures(costLog2: costLog2, blockSize: blockSize, parallelism: parallelism)
        return figures.areBearable ? figures : nil
    }

    private static func number(_ pair: Substring, _ name: String) -> Int? {
        guard pair.hasPrefix(name) else { return nil }
        return Int(pair.dropFirst(name.count))
    }

    private static func bytes(of text: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text + padding).map { Array($0) }
    }

    private static func text(of bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }
}
